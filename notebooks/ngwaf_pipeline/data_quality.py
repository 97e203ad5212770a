"""What is wrong with rows of a data set: counted on the job, written down, and left out."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from ngwaf_model.artefact import Artefact
from ngwaf_model.masking import mask_secrets
from ngwaf_model.payload import normalised_text

from .certain_knowledge import find_contradictions
from .data import Row
from .near_duplicates import canonical

BOTH_LABELS = "stands there with the other label as well"
_NAMED_LINES = 10
_COLUMNS = ("line", "label", "score", "reason", "left_out", "payload")
_PAYLOAD_CHARACTERS = 1000
# What a spreadsheet would compute; attacks are made for that, too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Finding(NamedTuple):
    """A row that something is wrong with; `score` is the base model's, where that is the matter."""

    row: Row
    score: float | None
    reason: str


class DataQuality(NamedTuple):
    """The rows to work with, with their normalised texts, and what was found in all of them."""

    rows: list[Row]
    texts: list[str]
    duplicates: int
    both_labels: list[Finding]
    against_base: list[Finding]
    is_held_back: bool
    """Whether rows that contradict the base model are missing from `rows`."""

    def record(self, report: str | None) -> dict[str, Any]:
        """The job's `data_quality`; `report` is where the report lies."""
        record = {
            "duplicates": self.duplicates,
            "contradicting_labels": _counted(self.both_labels),
            "contradicting_base_model": {
                **_counted(self.against_base),
                "held_back": self.is_held_back,
            },
        }
        return record if report is None else {**record, "report": report}

    def write_report(self, path: Path) -> Path | None:
        """Writes what was found as CSV, by line; None where nothing was."""
        findings = sorted(self.both_labels + self.against_base, key=lambda one: one.row.line)
        if not findings:
            return None
        against_base = set(map(id, self.against_base))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            for one in findings:
                is_left_out = self.is_held_back or id(one) not in against_base
                score = "" if one.score is None else f"{one.score:.4f}"
                payload = _inert(one.row.payload[:_PAYLOAD_CHARACTERS])
                row = (one.row.line, one.row.label, score, one.reason, str(is_left_out).upper())
                writer.writerow((*row, payload))
        return path


def masked(rows: Iterable[Row]) -> list[Row]:
    """The rows without the secrets in their payloads."""
    return [replace(row, payload=mask_secrets(row.payload)) for row in rows]


def examine(
    rows: Sequence[Row], base: Artefact, regression: Sequence[Row], keep_contradicting: bool
) -> DataQuality:
    """Looks for rows that cannot be right, and leaves them out.

    A text with both labels is left out always: a model cannot learn both. What contradicts the base
    model stays if it is to be kept.
    """
    texts = [normalised_text(row.payload, row.is_url) for row in rows]
    labels: dict[str, set[int]] = defaultdict(set)
    for row, text in zip(rows, texts):
        labels[text].add(row.label)
    agreeing = [index for index, text in enumerate(texts) if len(labels[text]) == 1]
    both = [
        Finding(row, None, BOTH_LABELS) for row, text in zip(rows, texts) if len(labels[text]) > 1
    ]
    rows, texts = [rows[index] for index in agreeing], [texts[index] for index in agreeing]
    found = find_contradictions(base, rows, texts, list(map(canonical, texts)), regression)
    against_base = [Finding(rows[one.index], one.score, one.reason) for one in found]
    held_back = set() if keep_contradicting else {one.index for one in found}
    kept = [index for index in range(len(rows)) if index not in held_back]
    return DataQuality(
        rows=[rows[index] for index in kept],
        texts=[texts[index] for index in kept],
        duplicates=len(texts) - len(set(texts)),
        both_labels=both,
        against_base=against_base,
        is_held_back=not keep_contradicting,
    )


def _counted(findings: Sequence[Finding]) -> dict[str, Any]:
    lines = sorted(one.row.line for one in findings)
    return {"rows": len(findings), "lines": lines[:_NAMED_LINES]}


def _inert(payload: str) -> str:
    return f"'{payload}" if payload.startswith(_FORMULA_STARTS) else payload
