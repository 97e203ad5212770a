"""Rows of training data as users upload them: CSV with `payload,label,is_url`."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path
from typing import Any, Iterable, NamedTuple

import numpy as np

COLUMNS = ("payload", "label", "is_url")
# Longer than any payload that a user may upload; csv's own limit is 128 KiB.
MAX_FIELD_CHARACTERS = 1 << 24

_LABELS = {"0": 0, "1": 1}
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


class Row(NamedTuple):
    """One labelled payload; `label` 1 is malicious."""

    payload: str
    label: int
    is_url: bool


class DataError(ValueError):
    """The data cannot be used; the message says what was expected and what was found."""


def parse_rows(data: bytes) -> list[Row]:
    """Rows of a CSV file.

    Raises DataError naming the line and what was expected there.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"expected UTF-8, found another byte at {error.start}") from error
    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
        if missing:
            raise DataError(
                f"expected columns {', '.join(COLUMNS)}, found {reader.fieldnames or 'no header'}"
            )
        return [_row(fields, reader.line_num) for fields in reader]
    except csv.Error as error:
        raise DataError(f"expected CSV, line {reader.line_num}: {error}") from error


def read_rows(path: Path) -> list[Row]:
    """Rows of a CSV file on disk; see `parse_rows`."""
    return parse_rows(path.read_bytes())


def format_rows(rows: Iterable[Row]) -> bytes:
    """Rows as `parse_rows` reads them."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row.payload, row.label, "TRUE" if row.is_url else "FALSE"] for row in rows)
    return buffer.getvalue().encode("utf-8")


def labels_of(rows: Iterable[Row]) -> np.ndarray:
    """Labels as an array."""
    return np.array([row.label for row in rows], np.int64)


def describe_data(name: str, data: bytes, rows: list[Row]) -> dict[str, Any]:
    """What a manifest says about a data set: its hash and its rows per class."""
    malicious = sum(row.label for row in rows)
    return {
        "name": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "malicious": malicious,
        "benign": len(rows) - malicious,
    }


def _row(fields: dict[str, str | None], line: int) -> Row:
    payload, label, is_url = (fields[name] for name in COLUMNS)
    if not payload:
        raise DataError(f"expected a payload on line {line}, found none")
    if label is None or label.strip() not in _LABELS:
        raise DataError(f"expected label 0 or 1 on line {line}, found {label!r}")
    if is_url is None or is_url.strip().lower() not in _BOOLEANS:
        raise DataError(f"expected is_url TRUE or FALSE on line {line}, found {is_url!r}")
    return Row(payload, _LABELS[label.strip()], _BOOLEANS[is_url.strip().lower()])
