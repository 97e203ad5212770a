"""Reads the fields of a record, by the type of their column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any, Optional, Union

Value = Union[float, str, date]
Parse = Callable[[Any], Optional[Value]]
"""Gives the value, or None for one that does not fit; empty fields are dealt with before."""

MAX_TEXT = 200
MAX_ID = 128
MAX_NUMBER = 1e15
MAX_DECIMAL = 40
_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NO_ID = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_FOLD = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}


def fold_case(text: str) -> str:
    """A to Z as small letters, and nothing else: the same in every language."""
    return text.translate(_FOLD)


def utf16_length(text: str) -> int:
    """How long TypeScript takes a text for."""
    return len(text) + sum(character > "\uffff" for character in text)


def number_of(value: Any) -> float:
    """A number, or one in decimal notation; NaN for anything else."""
    if isinstance(value, bool):
        return math.nan
    if isinstance(value, (int, float)):
        try:
            return float(value)
        except OverflowError:
            return math.nan
    if isinstance(value, str) and len(value) <= MAX_DECIMAL and _DECIMAL.fullmatch(value):
        return float(value)
    return math.nan


def day_of(value: Any) -> date | None:
    """A day of the calendar written `YYYY-MM-DD`."""
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def parse_id(value: Any) -> str | None:
    """The id as text; None when it is none."""
    if isinstance(value, str):
        fits = 1 <= utf16_length(value) <= MAX_ID and not _NO_ID.search(value)
        return value if fits else None
    number = number_of(value)
    if not 0 <= number <= 2**53 - 1 or number % 1:
        return None
    return str(int(number))


def _text(column: dict[str, Any]) -> Parse:
    known = {fold_case(value) for value in column["values"]} if column.get("values") else None

    def parse(value: Any) -> str | None:
        if not isinstance(value, str) or utf16_length(value) > MAX_TEXT:
            return None
        folded = fold_case(value)
        return folded if known is None or folded in known else None

    return parse


def _number(column: dict[str, Any]) -> Parse:
    least, most = column.get("min", -MAX_NUMBER), column.get("max", MAX_NUMBER)
    is_whole = column["type"] == "integer"

    def parse(value: Any) -> float | None:
        number = number_of(value)
        fits = least <= number <= most and not (is_whole and number % 1)
        return number + 0.0 if fits else None

    return parse


def column_parser(column: dict[str, Any]) -> Parse:
    """How the fields of a column are read."""
    if column["type"] == "text":
        return _text(column)
    return day_of if column["type"] == "date" else _number(column)
