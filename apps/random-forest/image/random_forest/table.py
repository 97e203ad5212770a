"""A channel's CSV files as numbers."""

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from random_forest.errors import InputError


class Table(NamedTuple):
    """Rows to learn from or to validate with."""

    features: list[str]
    values: np.ndarray
    """float32, rows by features; an empty cell is NaN."""
    labels: np.ndarray
    """0 or 1 for each row."""
    sha256: str
    """Of the files' contents, in the order of their names."""


def read_channel(folder: Path, label: str, ignore: tuple[str, ...] = ()) -> Table:
    """All `*.csv` of a channel; InputError names file, line and column of what is wrong."""
    files = sorted(folder.rglob("*.csv"))
    if not files:
        raise InputError(f"channel {folder.name}: expected at least one .csv file, found none")
    header: list[str] | None = None
    parts = []
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
        names, values = _read_file(file)
        if header is not None and names != header:
            raise InputError(f"{file.name}: its header differs from that of {files[0].name}")
        header = names
        _check_header(file, names, (label, *ignore))
        parts.append(_numbers(file, names, values, ignore))
    return _split(folder, header, np.concatenate(parts), label, ignore, digest.hexdigest())


def _read_file(file: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with file.open(newline="", encoding="utf-8-sig") as stream:
            rows = [row for row in csv.reader(stream, strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{file.name}: expected CSV in UTF-8: {error}") from None
    if not rows:
        raise InputError(f"{file.name}: expected a header, found an empty file")
    return [name.strip() for name in rows[0]], rows[1:]


def _check_header(file: Path, names: list[str], needed: tuple[str, ...]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(f"{file.name}: columns are named twice: {', '.join(twice)}")
    missing = [name for name in needed if name not in names]
    if missing:
        raise InputError(
            f"{file.name}: expected column {', '.join(missing)}, found {', '.join(names)}"
        )


def _numbers(
    file: Path, names: list[str], rows: list[list[str]], ignore: tuple[str, ...]
) -> np.ndarray:
    for number, row in enumerate(rows, start=2):
        if len(row) != len(names):
            raise InputError(
                f"{file.name}, row {number}: expected {len(names)} cells, found {len(row)}"
            )
    columns = []
    for index, name in enumerate(names):
        if name in ignore:
            columns.append(np.zeros(len(rows)))
            continue
        cells = [row[index].strip() or "nan" for row in rows]
        try:
            columns.append(np.array(cells, dtype=np.float64))
        except ValueError:
            number = next(n for n, cell in enumerate(cells, start=2) if not _is_number(cell))
            raise InputError(
                f"{file.name}, row {number}, column {name}: expected a number or nothing, "
                f"found {cells[number - 2][:100]!r}"
            ) from None
    return np.column_stack(columns)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _split(
    folder: Path,
    names: list[str],
    values: np.ndarray,
    label: str,
    ignore: tuple[str, ...],
    sha256: str,
) -> Table:
    labels = values[:, names.index(label)]
    if not np.isin(labels, (0, 1)).all() or len(np.unique(labels)) < 2:
        found = ", ".join(f"{one:g}" for one in np.unique(labels)[:5]) or "no rows"
        raise InputError(
            f"channel {folder.name}, column {label}: expected 0 and 1, both at least once, "
            f"found {found}"
        )
    features = [name for name in names if name != label and name not in ignore]
    if not features:
        raise InputError(f"channel {folder.name}: no column is left to learn from")
    with np.errstate(over="ignore"):
        numbers = values[:, [names.index(name) for name in features]].astype(np.float32)
    if np.isinf(numbers).any():
        name = features[int(np.argwhere(np.isinf(numbers))[0][1])]
        raise InputError(f"channel {folder.name}, column {name}: a number is too large")
    return Table(features, numbers, labels.astype(np.int8), sha256)
