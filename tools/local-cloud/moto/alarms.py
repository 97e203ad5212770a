"""Lets metric alarms of moto's CloudWatch (5.2.1) change state, and tells of each change.

moto keeps alarms and never looks at their metrics. Here an alarm is evaluated when its metric gets
data, and every second after that until its state says what AWS's would. The periods end now instead
of at a whole minute, so that a test need not wait for one.

Alarms on AWS's own metrics (`AWS/…`) change by SetAlarmState alone: a minute of tests holds more
errors than a month of a stack, and alarms undo deployments. A state that SetAlarmState gave stays
until the metric gets data again.
"""

from __future__ import annotations

import json
import math
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from moto.cloudwatch.models import Alarm, CloudWatchBackend, MetricDatum

EVALUATION_SECONDS = 1.0
NEVER_EVALUATED = "AWS/"

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}


class Datum(NamedTuple):
    """Some samples of a metric at one time."""

    at: float
    total: float
    samples: float
    least: float
    most: float


class Watch:
    """An alarm's metric, as far back as the alarm looks."""

    def __init__(self) -> None:
        self.data: list[Datum] = []
        self.is_held = False

    def forget_before(self, time: float) -> None:
        self.data = [datum for datum in self.data if datum.at > time]


def statistic(name: str, data: list[Datum]) -> float:
    """Of one period that has data; a percentile counts each datum once, by its mean."""
    samples = sum(datum.samples for datum in data)
    if name.startswith("p"):
        means = sorted(datum.total / datum.samples for datum in data)
        rank = math.ceil(float(name[1:]) / 100 * len(means))
        return means[max(rank, 1) - 1]
    return {
        "Sum": sum(datum.total for datum in data),
        "SampleCount": samples,
        "Average": sum(datum.total for datum in data) / samples,
        "Minimum": min(datum.least for datum in data),
        "Maximum": max(datum.most for datum in data),
    }[name]


def datapoints(alarm: Alarm, data: list[Datum], now: float) -> list[float | None]:
    """A value for each evaluated period, the newest first; None where there is no data."""
    name, period = alarm.extended_statistic or alarm.statistic, int(alarm.period)
    values: list[float | None] = []
    for index in range(int(alarm.evaluation_periods)):
        end = now - index * period
        within = [datum for datum in data if end - period < datum.at <= end]
        values.append(statistic(name, within) if within else None)
    return values


def state_of(alarm: Alarm, values: list[float | None]) -> str | None:
    """The state that the values call for; None to leave it as it is.

    See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
    """
    treat = alarm.treat_missing_data or "missing"
    compare = COMPARISONS[alarm.comparison_operator]
    known = [value for value in values if value is not None]
    if not known and treat == "ignore":
        return None
    if not known and treat == "missing":
        return "INSUFFICIENT_DATA"
    breaching = sum(compare(value, float(alarm.threshold)) for value in known)
    if treat == "breaching":
        breaching += len(values) - len(known)
    needed = int(alarm.datapoints_to_alarm or alarm.evaluation_periods)
    # Less than all periods have data: what is there may do, as on AWS.
    if treat == "missing":
        needed = min(needed, len(known))
    return "ALARM" if breaching >= needed else "OK"


def reason_for(alarm: Alarm, values: list[float | None], state: str) -> tuple[str, str]:
    """Words for people, and JSON for programs."""
    known = [value for value in values if value is not None]
    data = {
        "version": "1.0",
        "queryDate": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "statistic": alarm.extended_statistic or alarm.statistic,
        "period": int(alarm.period),
        "recentDatapoints": known[::-1],
        "threshold": float(alarm.threshold),
    }
    if not known:
        text = f"No datapoints were received for {len(values)} periods"
    else:
        was = "was" if state == "ALARM" else "was not"
        listed = ", ".join(str(value) for value in known)
        text = (
            f"Threshold Crossed: {len(known)} out of the last {len(values)} datapoints "
            f"[{listed}] {was} {alarm.comparison_operator} ({float(alarm.threshold)})."
        )
    return text, json.dumps(data)


def can_be_evaluated(alarm: Alarm) -> bool:
    return bool(
        alarm.metric_name
        and not alarm.rule
        and not alarm.metric_data_queries
        and alarm.comparison_operator in COMPARISONS
        and not alarm.namespace.startswith(NEVER_EVALUATED)
    )


def key_of(thing: Any, name: str) -> tuple:
    dimensions = frozenset((dimension.name, dimension.value) for dimension in thing.dimensions)
    return thing.namespace, name, dimensions


def to_datum(datum: Any) -> Datum:
    at = datum.timestamp
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    at = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    if isinstance(datum, MetricDatum):
        return Datum(at, datum.value, 1, datum.value, datum.value)
    return Datum(at, datum.sum, datum.sample_count, datum.min, datum.max)


class Evaluator:
    """Looks at alarms whose metrics have had data."""

    def __init__(self) -> None:
        self._watches: dict[tuple[int, str], Watch] = defaultdict(Watch)
        self._lock = threading.RLock()

    def take(self, backend: CloudWatchBackend, data: Iterable[Any]) -> None:
        by_key = defaultdict(list)
        for alarm in list(backend.alarms.values()):
            if can_be_evaluated(alarm):
                by_key[key_of(alarm, alarm.metric_name)].append(alarm)
        with self._lock:
            for datum in data:
                for alarm in by_key.get(key_of(datum, datum.name), []):
                    watch = self._watches[id(backend), alarm.name]
                    watch.data.append(to_datum(datum))
                    watch.is_held = False
        self.evaluate(backend)

    def hold(self, backend: CloudWatchBackend, name: str) -> None:
        with self._lock:
            self._watches[id(backend), name].is_held = True

    def forget(self, backend: CloudWatchBackend, name: str) -> None:
        with self._lock:
            self._watches.pop((id(backend), name), None)

    def evaluate(self, backend: CloudWatchBackend) -> None:
        now = time.time()
        with self._lock:
            for (owner, name), watch in list(self._watches.items()):
                alarm = backend.alarms.get(name)
                if owner != id(backend) or alarm is None or watch.is_held:
                    continue
                if not can_be_evaluated(alarm):
                    continue
                watch.forget_before(now - int(alarm.period) * int(alarm.evaluation_periods))
                values = datapoints(alarm, watch.data, now)
                state = state_of(alarm, values)
                if state is not None and state != alarm.state_value:
                    alarm.update_state(*reason_for(alarm, values, state), state)


def described(alarm: Alarm, previous: dict[str, str]) -> dict[str, Any]:
    """What the gateway makes an event and messages of."""
    return {
        "name": alarm.name,
        "arn": alarm.alarm_arn,
        "description": alarm.description or "",
        "namespace": alarm.namespace,
        "metricName": alarm.metric_name,
        "dimensions": {one.name: one.value for one in alarm.dimensions},
        "statistic": alarm.extended_statistic or alarm.statistic,
        "period": int(alarm.period or 0),
        "evaluationPeriods": int(alarm.evaluation_periods or 0),
        "comparisonOperator": alarm.comparison_operator,
        "threshold": float(alarm.threshold or 0),
        "treatMissingData": alarm.treat_missing_data or "missing",
        "previous": previous,
        "state": state_now(alarm),
        "actions": actions_of(alarm),
    }


def actions_of(alarm: Alarm) -> list[str]:
    if not alarm.actions_enabled:
        return []
    return list(
        {
            "ALARM": alarm.alarm_actions,
            "OK": alarm.ok_actions,
            "INSUFFICIENT_DATA": alarm.insufficient_data_actions,
        }[alarm.state_value]
        or []
    )


def state_now(alarm: Alarm) -> dict[str, str]:
    updated = alarm.state_updated_timestamp.replace(tzinfo=UTC)
    return {
        "value": alarm.state_value,
        "reason": alarm.state_reason,
        "reasonData": alarm.state_reason_data or "",
        "timestamp": updated.isoformat(timespec="milliseconds").replace("+00:00", "+0000"),
    }


def mend(on_change: Callable[[dict[str, Any]], None]) -> None:
    """`on_change` is called with an alarm whenever its state has changed."""
    evaluator = Evaluator()
    backends: set[CloudWatchBackend] = set()
    update_state = Alarm.update_state
    initialise = Alarm.__init__
    put_alarm = CloudWatchBackend.put_metric_alarm
    put_data = CloudWatchBackend.put_metric_data
    set_state = CloudWatchBackend.set_alarm_state
    delete = CloudWatchBackend.delete_alarms

    def initialise_unchecked(self, *args, **kwargs):
        initialise(self, *args, **kwargs)
        self.state_value = "INSUFFICIENT_DATA"

    def put_and_keep_state(self, name, *args, **kwargs):
        before = self.alarms.get(name)
        alarm = put_alarm(self, name, *args, **kwargs)
        if before is not None:
            for member in ("value", "reason", "reason_data", "updated_timestamp"):
                setattr(alarm, f"state_{member}", getattr(before, f"state_{member}"))
        return alarm

    def update_and_tell(self, reason, reason_data, state_value):
        previous = state_now(self)
        update_state(self, reason, reason_data, state_value)
        if previous["value"] != state_value:
            on_change(described(self, previous))

    def put_and_evaluate(self, namespace, metric_data):
        known = len(self.metric_data)
        put_data(self, namespace, metric_data)
        backends.add(self)
        evaluator.take(self, self.metric_data[known:])

    def set_and_hold(self, alarm_name, *args, **kwargs):
        evaluator.hold(self, alarm_name)
        set_state(self, alarm_name, *args, **kwargs)

    def delete_and_forget(self, alarm_names):
        delete(self, alarm_names)
        for name in alarm_names:
            evaluator.forget(self, name)

    def evaluate_always():
        while True:
            time.sleep(EVALUATION_SECONDS)
            for backend in list(backends):
                evaluator.evaluate(backend)

    Alarm.__init__ = initialise_unchecked
    Alarm.update_state = update_and_tell
    CloudWatchBackend.put_metric_alarm = put_and_keep_state
    CloudWatchBackend.put_metric_data = put_and_evaluate
    CloudWatchBackend.set_alarm_state = set_and_hold
    CloudWatchBackend.delete_alarms = delete_and_forget
    threading.Thread(target=evaluate_always, daemon=True).start()
