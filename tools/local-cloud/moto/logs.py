"""Mends what moto's CloudWatch Logs does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

from moto.logs.models import LogEvent, LogStream

EVENTS_KEPT = 10_000


def mend() -> None:
    """Keeps the newest events of a log stream only.

    moto holds every event in memory for good: some two kilobytes a prediction, so that a local
    cloud under load would grow by gigabytes. The whole logs stand in the log folder's files.
    """
    put_log_events = LogStream.put_log_events

    def put_and_trim(self, log_events):
        token = put_log_events(self, log_events)
        # moto also lists every instance that it ever made, for a reset that nobody asks for here.
        LogEvent.instances_tracked.clear()
        # Half as many again before it trims: moving ten thousand events costs more than one line.
        if len(self.events) > EVENTS_KEPT * 3 // 2:
            del self.events[:-EVENTS_KEPT]
        return token

    LogStream.put_log_events = put_and_trim
