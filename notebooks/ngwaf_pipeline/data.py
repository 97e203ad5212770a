"""Labelled rows as CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = ("payload", "label", "is_url")


class DataError(Exception):
    """A data set that cannot be trained on; the message says what was expected and found."""


@dataclass(frozen=True)
class Row:
    """One labelled payload; label 1 is malicious. `line` is where it ends in the user's file."""

    payload: str
    label: int
    is_url: bool
    line: int = field(default=0, compare=False)


def read_rows(path: Path) -> list[Row]:
    """Reads a CSV file with the columns payload, label and is_url; raises DataError.

    A snapshot has a column `line` besides: it goes without the lines that the user's file has more.
    """
    rows: list[Row] = []
    csv.field_size_limit(1 << 30)
    # A byte order mark is allowed: spreadsheets write one.
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
        if missing:
            raise DataError(
                f"columns expected: {', '.join(COLUMNS)}; missing: {', '.join(missing)}"
            )
        for record in reader:
            label, is_url = record["label"].strip(), record["is_url"].strip().lower()
            if label not in ("0", "1") or is_url not in ("true", "false"):
                raise DataError(
                    f"row ending in line {reader.line_num}: expected label 0 or 1 and is_url TRUE "
                    f"or FALSE, found {record['label']!r} and {record['is_url']!r}"
                )
            line = record.get("line") or ""
            at = int(line) if line.isdecimal() else reader.line_num
            rows.append(Row(record["payload"], int(label), is_url == "true", at))
    return rows


def write_rows(path: Path, rows: Iterable[Row]) -> Path:
    """Writes rows as `read_rows` reads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((row.payload, row.label, str(row.is_url).upper()) for row in rows)
    return path
