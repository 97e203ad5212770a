"""Mends what moto's CloudWatch does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

from moto.cloudwatch.models import CloudWatchBackend

DATA_KEPT = 50_000


def mend() -> None:
    """Keeps the newest data of metrics only.

    moto holds each datum in memory for good and walks over all of them for every question, and
    functions that are called count their calls here.
    """
    put_metric_data = CloudWatchBackend.put_metric_data

    def put_and_trim(self, namespace, metric_data):
        put_metric_data(self, namespace, metric_data)
        if len(self.metric_data) > DATA_KEPT * 3 // 2:
            del self.metric_data[:-DATA_KEPT]

    CloudWatchBackend.put_metric_data = put_and_trim
