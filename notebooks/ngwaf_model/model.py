"""The scorer: instances in, calibrated scores and reasons out."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Mapping, NamedTuple, Sequence

import numpy as np

from .bags import Bags, parts_bags, payload_bags
from .calibration import Calibration
from .explaining import strongest_words
from .features import weighted_sums
from .learner import Linear
from .payload import payload_parts
from .request_text import Part
from .texts import Text

MAX_REASONS = 3


class Reason(NamedTuple):
    """A part of an instance and the score that it would have alone.

    `features` are the words that weighed most (see `strongest_words`), of a malicious part alone.
    """

    kind: str
    name: str
    score: float
    features: tuple[str, ...] = ()


class Model(NamedTuple):
    """A linear scorer with its calibration.

    `threshold` is the score from which an instance counts as malicious; `manifest` is what its
    artefact says of it (version, parent, data, metrics), empty for a model that is being made.
    """

    linear: Linear
    calibration: Calibration
    threshold: float
    version: str
    manifest: Mapping[str, Any] = MappingProxyType({})

    def raw(self, bags: Bags) -> np.ndarray:
        """Uncalibrated scores of rows."""
        return bags.highest(self._text_scores(bags.distinct))

    def score(
        self, payloads: Sequence[str], is_url: Sequence[bool | None] | None = None
    ) -> np.ndarray:
        """Scores in [0, 1] of payload texts; without `is_url` each text decides what it is."""
        known = is_url if is_url is not None else [None] * len(payloads)
        return self.calibration.apply(self.raw(payload_bags(payloads, known)))

    def explain(self, instances: Sequence[Any]) -> tuple[np.ndarray, list[list[Reason]]]:
        """Scores of instances (payload text, or `{"parts": [{kind, name, text}, …]}`) with reasons.

        The reasons of an instance are its highest parts, strongest first, at most `MAX_REASONS`.
        """
        rows = [instance_parts(instance) for instance in instances]
        bags = parts_bags(rows)
        raw = self._text_scores(bags.distinct)
        return self.calibration.apply(bags.highest(raw)), self._reasons(rows, bags, raw)

    def _text_scores(self, texts: Sequence[Text]) -> np.ndarray:
        return weighted_sums(texts, self.linear.weights) + self.linear.intercept

    def _reasons(
        self, rows: Sequence[Sequence[Part]], bags: Bags, raw: np.ndarray
    ) -> list[list[Reason]]:
        # Of each part the text that scores highest, the first of equals.
        leading: list[dict[int, int]] = [{} for _ in rows]
        for row, text, part in zip(bags.rows, bags.texts, bags.part_of):
            if part not in leading[row] or raw[text] > raw[leading[row][part]]:
                leading[row][part] = text
        scores = self.calibration.apply(raw)
        return [
            [
                self._reason(rows[row][part], float(scores[text]), bags.distinct[text])
                for part, text in sorted(
                    parts.items(), key=lambda item: (-scores[item[1]], item[0])
                )[:MAX_REASONS]
            ]
            for row, parts in enumerate(leading)
        ]

    def _reason(self, part: Part, score: float, text: Text) -> Reason:
        is_malicious = score >= self.threshold
        words = strongest_words(text.text, self.linear.weights) if is_malicious else []
        return Reason(part.kind, part.name, score, tuple(words))


def instance_parts(instance: Any) -> list[Part]:
    """The parts of an instance as a container receives it.

    Raises ValueError saying what was expected and what was found.
    """
    if isinstance(instance, str):
        return payload_parts(instance)
    parts = instance.get("parts") if isinstance(instance, dict) else None
    if not isinstance(parts, list):
        found = type(instance).__name__
        raise ValueError(f"expected a text or an object with a list `parts`, found {found}")
    return [_part(part) for part in parts]


def _part(part: Any) -> Part:
    fields = [part.get(field) if isinstance(part, dict) else None for field in Part._fields]
    if not all(isinstance(field, str) for field in fields):
        raise ValueError("expected a part with texts `kind`, `name` and `text`")
    return Part(*fields)
