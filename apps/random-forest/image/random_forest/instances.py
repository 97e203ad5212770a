"""The instances of a request as numbers."""

import json
import math
from typing import Any

import numpy as np

from random_forest.errors import InputError

EXPECTED = '{"instances": [[number or null, …] or {"feature": number or null, …}, …]}'
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
    rows = [_row(index, instance, features) for index, instance in enumerate(instances)]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(features))


def _row(index: int, instance: Any, features: list[str]) -> list[float]:
    if isinstance(instance, dict):
        missing = [name for name in features if name not in instance]
        extra = [name for name in instance if name not in features]
        if missing or extra:
            raise InputError(
                f"instance {index}: expected the features {', '.join(features)}; "
                f"missing: {', '.join(missing) or 'none'}; unknown: {', '.join(extra) or 'none'}"
            )
        instance = [instance[name] for name in features]
    if not isinstance(instance, list) or len(instance) != len(features):
        found = f"{len(instance)}" if isinstance(instance, list) else type(instance).__name__
        raise InputError(
            f"instance {index}: expected {len(features)} values "
            f"({', '.join(features)}), found {found}"
        )
    return [_number(index, name, value) for name, value in zip(features, instance, strict=True)]


def _number(index: int, name: str, value: Any) -> float:
    if value is None:
        return math.nan
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    # Python's JSON reads NaN and Infinity, which are not JSON.
    if not is_number or not -LARGEST <= value <= LARGEST:
        raise InputError(
            f"instance {index}, feature {name}: expected a number or null, "
            f"found {json.dumps(value)[:100]}"
        )
    return float(value)
