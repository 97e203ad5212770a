"""Rows that contradict what the base model knows for certain: mislabelled, or meant to poison.

The base model's word is not enough: it is wrong about kinds of traffic that it does not know, and
those are what a user's rows are to teach it. A label is refused only if a second witness agrees
with the base model against it: a sign that no application's own traffic shows; a model that has
learnt from the other rows, labels as they are (after Northcutt et al., Confident Learning, 2021);
or the frozen regression set, of which a model forgets something that learns these labels.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ngwaf_model.artefact import Artefact
from ngwaf_model.fine_tune import FineTuning, fine_tune
from ngwaf_model.model import Model
from ngwaf_model.rows import Row as TrainingRow

from .attack_signs import attack_sign
from .data import Row

CERTAINLY_MALICIOUS = 0.95
CERTAINLY_BENIGN = 0.001
_WITNESS_SAYS_BENIGN = 0.05
# By how much more of a class of the regression set may be judged wrongly after learning.
_MARGIN = 0.005
_FOLDS = 3
# Fewer rows than this that vouch for one another are no attempt to poison.
_MANY = 5
# Certain rows for each doubtful one, from which on there is no kind of traffic that they belong to.
_CLEAR = 4
# Of certain contradictions, and of other rows: what a witness learns from.
_LEARNED_ROWS = 4000
_SCORED_AT_ONCE = 20_000
# How firmly a witness keeps to the base model: as firmly as fine-tuning may.
_RETENTION = 0.3
_LIKE = ("like malicious rows", "like benign rows")
_FORGETS = ("makes known attacks be forgotten", "makes known benign rows be forgotten")


class _Case(NamedTuple):
    index: int
    row: Row


class Contradiction(NamedTuple):
    """A row that contradicts the base model, by its index, with its score there and the reason."""

    index: int
    score: float
    reason: str


def find_contradictions(
    base: Artefact,
    rows: Sequence[Row],
    texts: Sequence[str],
    groups: Sequence[str],
    regression: Sequence[Row],
) -> list[Contradiction]:
    """Rows whose labels cannot be right, by the base model and a second witness.

    `texts` are the rows' normalised texts; of rows in one group none is witness against another.
    """
    scores = _scores(base.model, rows)
    labels = np.array([row.label for row in rows])
    is_certain = np.where(labels == 0, scores >= CERTAINLY_MALICIOUS, scores <= CERTAINLY_BENIGN)
    certain = [_Case(index, rows[index]) for index in np.flatnonzero(is_certain).tolist()]
    if not certain:
        return []
    reasons: dict[int, str] = {}
    _find_signs(certain, texts, reasons)
    digests = [hashlib.sha256(group.encode("utf-8", "surrogatepass")).digest() for group in groups]
    learned = [_Case(index, rows[index]) for index in _learned(digests, is_certain)]
    _ask_other_rows(base, certain, learned, digests, reasons)
    _ask_regression_set(base, certain, learned, regression, reasons)
    is_doubtful = (labels == 0) & (scores >= base.model.threshold / 2) & ~is_certain
    _look_for_doubt(certain, int(is_doubtful.sum()), reasons)
    return [
        Contradiction(index, float(scores[index]), reason)
        for index, reason in sorted(reasons.items())
    ]


def _find_signs(certain: Sequence[_Case], texts: Sequence[str], reasons: dict[int, str]) -> None:
    for index, row in certain:
        sign = attack_sign(texts[index]) if row.label == 0 else None
        if sign is not None:
            reasons[index] = sign


def _ask_other_rows(
    base: Artefact,
    certain: Sequence[_Case],
    learned: Sequence[_Case],
    digests: Sequence[bytes],
    reasons: dict[int, str],
) -> None:
    """Has models judge the certain rows that have learnt from the rows of other folds."""
    known = set(reasons)
    for fold in range(_FOLDS):
        asked = [
            case
            for case in certain
            if case.index not in known and digests[case.index][0] % _FOLDS == fold
        ]
        if not asked:
            continue
        others = [
            row
            for index, row in learned
            if index not in known and digests[index][0] % _FOLDS != fold
        ]
        witness = _scores(_learn(base, others), [row for _, row in asked])
        for (index, row), score in zip(asked, witness):
            says_malicious = score >= base.model.threshold
            says_benign = score < _WITNESS_SAYS_BENIGN
            if says_benign if row.label else says_malicious:
                reasons[index] = _LIKE[row.label]


def _ask_regression_set(
    base: Artefact,
    certain: Sequence[_Case],
    learned: Sequence[_Case],
    regression: Sequence[Row],
    reasons: dict[int, str],
) -> None:
    """Refuses what is left if a model that learns it judges more of the regression set wrongly.

    Many rows that vouch for one another show here; a few would not.
    """
    asked = [case for case in certain if case.index not in reasons]
    if len(asked) < _MANY:
        return
    left = {case.index for case in certain}
    without = _errors(
        _learn(base, [row for index, row in learned if index not in left]), regression
    )
    rows = [row for index, row in learned if index not in reasons]
    with_them = _errors(_learn(base, rows), regression)
    for index, row in asked:
        wronged = 1 - row.label
        if with_them[wronged] > without[wronged] + _MARGIN:
            reasons[index] = _FORGETS[row.label]


def _look_for_doubt(certain: Sequence[_Case], doubtful: int, reasons: dict[int, str]) -> None:
    """Refuses what is left of known attacks where hardly a benign row is between them and the rest.

    A kind of honest traffic that the base model gets wrong it gets wrong by degrees: many such rows
    score next to the threshold. Attacks are attacks through and through.
    """
    asked = [index for index, row in certain if row.label == 0 and index not in reasons]
    if len(asked) >= max(_MANY, _CLEAR * doubtful):
        reasons.update(dict.fromkeys(asked, "known attacks, and no kind of traffic"))


def _errors(model: Model, regression: Sequence[Row]) -> tuple[float, float]:
    """Shares of benign and of malicious rows that are judged wrongly."""
    is_wrong = (_scores(model, regression) >= model.threshold) != [row.label for row in regression]
    labels = np.array([row.label for row in regression])
    return is_wrong[labels == 0].mean(), is_wrong[labels == 1].mean()


def _learned(digests: Sequence[bytes], is_certain: np.ndarray) -> list[int]:
    """Indices of rows to learn from, certain contradictions and others, at random but always so."""
    order = np.array(sorted(range(len(digests)), key=lambda index: (digests[index], index)), int)
    parts = [order[is_certain[order]], order[~is_certain[order]]]
    return np.concatenate([part[:_LEARNED_ROWS] for part in parts]).tolist()


def _learn(base: Artefact, rows: Sequence[Row]) -> Model:
    """The base model after learning rows; as it is where they are of one class."""
    train = [TrainingRow(row.payload, row.label, row.is_url) for row in rows]
    # One row of each class to validate by: there is nothing to choose.
    validation = list({row.label: row for row in train}.values())
    if len(validation) < 2:
        return base.model
    settings = FineTuning()._replace(retentions=(_RETENTION,))
    manifest = {"version": "witness", "parent": None, "created_at": None, "data": []}
    return fine_tune(base, train, validation, settings, manifest).model


def _scores(model: Model, rows: Sequence[Row]) -> np.ndarray:
    parts = [rows[at : at + _SCORED_AT_ONCE] for at in range(0, len(rows), _SCORED_AT_ONCE)]
    scores = [
        model.score([row.payload for row in part], [row.is_url for row in part]) for part in parts
    ]
    return np.concatenate(scores) if scores else np.zeros(0)
