"""The split of rows into training, validation and test sets without leakage."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .data import DataError, Row
from .near_duplicates import canonical, near_duplicate_groups

SETS = ("test", "validation", "train")


@dataclass(frozen=True)
class Split:
    """Rows by purpose."""

    train: list[Row]
    validation: list[Row]
    test: list[Row]


def split_rows(
    rows: Sequence[Row], texts: Sequence[str], test_fraction: float, validation_fraction: float
) -> Split:
    """Splits rows so that near-duplicates (see `near_duplicates`) stay on one side.

    `texts` are the rows' normalised texts. Each class is split by itself, so that each set has
    both; rows of different labels may be alike, which makes a set harder and never easier. The same
    rows split the same way in any order.

    Raises DataError if a class has too few groups for three sets.
    """
    sets: dict[str, list[Row]] = {name: [] for name in SETS}
    for label, name in ((0, "benign"), (1, "malicious")):
        members = [index for index, row in enumerate(rows) if row.label == label]
        groups = _groups([rows[index] for index in members], [texts[index] for index in members])
        if len(groups) < len(SETS):
            raise DataError(
                f"expected at least {len(SETS)} distinct {name} payloads to split into training, "
                f"validation and test sets, found {len(groups)}; payloads that differ in case, "
                "encoding, numbers, hosts, tokens, order or hardly at all count as one"
            )
        fractions = {"test": test_fraction, "validation": validation_fraction}
        for set_name, group in _assign(groups, fractions, len(members)):
            sets[set_name].extend(group)
    return Split(sets["train"], sets["validation"], sets["test"])


def _groups(rows: Sequence[Row], texts: Sequence[str]) -> list[list[Row]]:
    """Near-duplicates together, in an order that is random and always the same."""
    keys = [canonical(text) for text in texts]
    members: dict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(near_duplicate_groups(keys)):
        members[int(group)].append(index)
    return [
        [rows[index] for index in group]
        for group in sorted(members.values(), key=lambda group: min(_hash(keys[i]) for i in group))
    ]


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _assign(
    groups: list[list[Row]], fractions: dict[str, float], rows: int
) -> list[tuple[str, list[Row]]]:
    """A set for each group: filled one after the other; what is left is for training.

    Groups too large to be a fair part of a test are taken last, so that they are for training.
    """
    limit = fractions["test"] * rows / 2
    waiting = sorted(groups, key=lambda group: len(group) > limit)
    assigned = []
    for position, (name, fraction) in enumerate(fractions.items()):
        filled = 0
        others = len(SETS) - 1 - position
        while not filled or (filled < round(fraction * rows) and len(waiting) > others):
            group = waiting.pop(0)
            assigned.append((name, group))
            filled += len(group)
    return assigned + [("train", group) for group in waiting]
