"""The instances of a request as numbers."""

import json
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from random_forest.errors import InputError

EXPECTED = '{"instances": [[number or null, …] or {"feature": number or null, …}, …]}'
EXPECTED_LINE = '{"feature": number or null, …}'
LARGEST = float(np.finfo(np.float32).max)


def parse_instances(body: bytes, features: list[str]) -> np.ndarray:
    """Rows by features, null as NaN; InputError names instance and feature of what is wrong."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InputError(f"expected JSON, {EXPECTED}: {error}") from None
    instances = content.get("instances") if isinstance(content, dict) else None
    if not isinstance(instances, list):
        raise InputError(f"expected {EXPECTED}")
    return _rows(
        ((f"instance {index}", instance) for index, instance in enumerate(instances)), features
    )


def parse_lines(body: bytes, features: list[str]) -> np.ndarray:
    """Rows of JSON lines, as transform jobs send them; InputError names line and feature."""
    return _rows(
        (
            (f"line {number}", _line(number, line))
            for number, line in enumerate(body.split(b"\n"), start=1)
            if line.strip()
        ),
        features,
    )


def _line(number: int, line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"line {number}: expected JSON, {EXPECTED_LINE}: {error}") from None


def _rows(instances: Iterable[tuple[str, Any]], features: list[str]) -> np.ndarray:
    rows = [_row(place, instance, features) for place, instance in instances]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(features))


def _row(place: str, instance: Any, features: list[str]) -> list[float]:
    if isinstance(instance, dict):
        # What the model does not know is passed over: whoever asks can send a new feature before
        # there is a model that wants it.
        missing = [name for name in features if name not in instance]
        if missing:
            raise InputError(
                f"{place}: expected the features {', '.join(features)}; "
                f"missing: {', '.join(missing)}"
            )
        instance = [instance[name] for name in features]
    if not isinstance(instance, list) or len(instance) != len(features):
        found = f"{len(instance)}" if isinstance(instance, list) else type(instance).__name__
        raise InputError(
            f"{place}: expected {len(features)} values ({', '.join(features)}), found {found}"
        )
    return [_number(place, name, value) for name, value in zip(features, instance, strict=True)]


def _number(place: str, name: str, value: Any) -> float:
    if value is None:
        return math.nan
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    # Python's JSON reads NaN and Infinity, which are not JSON.
    if not is_number or not -LARGEST <= value <= LARGEST:
        raise InputError(
            f"{place}, feature {name}: expected a number or null, found {json.dumps(value)[:100]}"
        )
    return float(value)
