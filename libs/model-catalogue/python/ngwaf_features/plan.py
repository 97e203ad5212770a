"""From a record to what the model sees of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ngwaf_features.columns import column_parser, parse_id
from ngwaf_features.features import Number, feature_function, feature_names


class RecordError(NamedTuple):
    """What is wrong with one field; an empty field name: the record itself."""

    field: str
    message: str


class Features(NamedTuple):
    id: str
    values: list[Number]
    """In the order of the plan's names."""


class FeaturePlan(NamedTuple):
    """How an entry's records become features, prepared once for many."""

    names: list[str]
    apply: Callable[[Any], Features | list[RecordError]]


def feature_plan(record_input: dict[str, Any]) -> FeaturePlan:
    """Prepares the transformation of an entry's `input`."""
    id_field = record_input["id"]
    parsers = {column["name"]: column_parser(column) for column in record_input["columns"]}
    types = {column["name"]: column["type"] for column in record_input["columns"]}
    functions = [feature_function(feature) for feature in record_input["features"]]
    names = [name for feature in record_input["features"] for name in feature_names(feature)]

    def apply(record: Any) -> Features | list[RecordError]:
        if not isinstance(record, dict):
            return [RecordError("", "expected an object")]
        errors = []
        user = parse_id(record.get(id_field))
        if user is None:
            errors.append(RecordError(id_field, "expected an id"))
        values = {}
        for name, parse in parsers.items():
            given = record.get(name, _ABSENT)
            values[name] = None if given is None or given == "" else parse(given)
            if values[name] is None and not (given is None or given == ""):
                errors.append(RecordError(name, f"expected a value of type {types[name]}"))
        errors.extend(
            RecordError(field[:60], "unknown field")
            for field in record
            if field != id_field and field not in parsers
        )
        if errors or user is None:
            return errors
        numbers = [number for function in functions for number in function(values)]
        return Features(user, numbers)

    return FeaturePlan(names, apply)


_ABSENT = object()
