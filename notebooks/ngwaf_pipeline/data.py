"""Labelled rows, and their split into training, validation and test sets without leakage."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("payload", "label", "is_url")


class DataError(Exception):
    """A data set that cannot be trained on; the message says what was expected and found."""


@dataclass(frozen=True)
class Row:
    """One labelled payload; label 1 is malicious."""

    payload: str
    label: int
    is_url: bool


@dataclass(frozen=True)
class Split:
    """Rows by purpose; `contradicting` counts rows left out since their text has both labels."""

    train: list[Row]
    validation: list[Row]
    test: list[Row]
    contradicting: int


def read_rows(path: Path) -> list[Row]:
    """Reads a CSV file with the columns payload, label and is_url; raises DataError."""
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
            rows.append(Row(record["payload"], int(label), is_url == "true"))
    return rows


def write_rows(path: Path, rows: Iterable[Row]) -> Path:
    """Writes rows as `read_rows` reads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((row.payload, row.label, str(row.is_url).upper()) for row in rows)
    return path


def split_rows(
    rows: Sequence[Row],
    key_of: Callable[[Row], str],
    test_fraction: float,
    validation_fraction: float,
) -> Split:
    """Splits rows by the groups that `key_of` makes: near-duplicates stay on one side.

    Groups are taken in the order of their keys' hashes, class by class: the same data set always
    splits the same way, and each set has both classes. Groups with both labels are left out.

    Raises DataError if a class has too few groups for three sets.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key_of(row)].append(row)
    agreeing = {key: group for key, group in groups.items() if len({r.label for r in group}) == 1}

    sets: dict[str, list[Row]] = {"test": [], "validation": [], "train": []}
    for label, name in ((0, "benign"), (1, "malicious")):
        keys = sorted(
            (key for key, group in agreeing.items() if group[0].label == label),
            key=lambda key: hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest(),
        )
        if len(keys) < 3:
            raise DataError(
                f"expected at least 3 distinct {name} payloads to split into training, "
                f"validation and test sets, found {len(keys)}; payloads that differ in case, "
                "encoding or numbers alone count as one"
            )
        tests = max(1, round(len(keys) * test_fraction))
        validations = max(1, round(len(keys) * validation_fraction))
        for index, key in enumerate(keys):
            part = "test" if index < tests else "train"
            if tests <= index < tests + validations:
                part = "validation"
            sets[part].extend(agreeing[key])
    contradicting = len(rows) - sum(len(group) for group in agreeing.values())
    return Split(sets["train"], sets["validation"], sets["test"], contradicting)
