"""Computes each kind of feature from the values of a record's columns."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any, Optional

from ngwaf_features.columns import Value, fold_case

Number = Optional[float]
Values = dict[str, Optional[Value]]
Compute = Callable[[Values], list[Number]]
"""The numbers of a feature, as many as it has names; None for an empty column."""

OTHER = "other"
MAX_FEATURE = 1e30


def bounded(value: float) -> Number:
    return value + 0.0 if abs(value) <= MAX_FEATURE else None


def own_name(feature: dict[str, Any]) -> str:
    """The name of a feature, by default made of its kind and columns."""
    kind = feature["kind"]
    if "name" in feature:
        return feature["name"]
    if kind in ("number", "one-hot", "ordinal", "lookup"):
        return feature["column"]
    return f"{kind}({','.join(columns_of(feature))})"


def columns_of(feature: dict[str, Any]) -> list[str]:
    if feature["kind"] == "sum":
        return feature["columns"]
    fields = {
        "days-between": ("from", "to"),
        "years-between": ("from", "to"),
        "ratio": ("of", "by"),
        "difference": ("of", "minus"),
    }
    return [feature[field] for field in fields.get(feature["kind"], ("column",))]


def feature_names(feature: dict[str, Any]) -> list[str]:
    """The names of a feature's numbers, in their order."""
    name = own_name(feature)
    if feature["kind"] == "one-hot":
        return [f"{name}={value}" for value in [*feature["values"], OTHER]]
    return [name]


def _log1p(x: float) -> float:
    return math.copysign(math.log1p(abs(x)), x) + 0.0


def _year(value: date | float) -> float:
    return value.year if isinstance(value, date) else value


def _ratio(of: float, by: float) -> Number:
    return None if by == 0 else bounded(of / by)


# Of columns none of which is empty.
_FUNCTIONS: dict[str, Callable[..., Number]] = {
    "number": bounded,
    "log1p": _log1p,
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "weekday": lambda day: day.isoweekday(),
    "days-between": lambda start, end: (end - start).days,
    "years-between": lambda start, end: bounded(_year(end) - _year(start)),
    "ratio": _ratio,
    "difference": lambda of, minus: bounded(of - minus),
}


def _places(values: list[str]) -> dict[str, int]:
    return {fold_case(value): place for place, value in enumerate(values)}


def _one_hot(column: str, listed: list[str]) -> Compute:
    places = _places(listed)

    def compute(values: Values) -> list[Number]:
        numbers: list[Number] = [0.0] * (len(listed) + 1)
        if values[column] is not None:
            numbers[places.get(values[column], len(listed))] = 1.0
        return numbers

    return compute


def _sum(columns: list[str]) -> Compute:
    def compute(values: Values) -> list[Number]:
        present = [values[column] for column in columns if values[column] is not None]
        # One by one, as TypeScript adds.
        total = 0.0
        for number in present:
            total += number
        return [bounded(total) if present else None]

    return compute


def _table(column: str, table: dict[str, float], otherwise: Number) -> Compute:
    def compute(values: Values) -> list[Number]:
        return [None if values[column] is None else table.get(values[column], otherwise)]

    return compute


def _of_all(columns: list[str], function: Callable[..., Number]) -> Compute:
    def compute(values: Values) -> list[Number]:
        arguments = [values[column] for column in columns]
        return [None if None in arguments else function(*arguments)]

    return compute


def feature_function(feature: dict[str, Any]) -> Compute:
    """How a feature is computed."""
    kind = feature["kind"]
    columns = columns_of(feature)
    if kind == "missing":
        return lambda values: [1.0 if values[columns[0]] is None else 0.0]
    if kind == "one-hot":
        return _one_hot(columns[0], feature["values"])
    if kind == "ordinal":
        return _table(columns[0], _places(feature["values"]), None)
    if kind == "lookup":
        table = {fold_case(value): number for value, number in feature["table"].items()}
        return _table(columns[0], table, feature["otherwise"])
    if kind == "sum":
        return _sum(columns)
    return _of_all(columns, _FUNCTIONS[kind])
