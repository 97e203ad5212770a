"""Rows that contradict what the base model knows for certain: mislabelled, or meant to poison.

The base model's word is not enough: it is wrong about kinds of traffic that it does not know, and
those are what a user's rows are to teach it. A label is refused only if a second witness agrees
with the base model against it: a sign that no application's own traffic shows; the attacks of the
frozen regression set, where rows labelled benign score among them; a model that has learnt from the
other rows, labels as they are (after Northcutt et al., Confident Learning, 2021); or the harmless
rows of the regression set, which a model flags that learns these labels.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ngwaf_model.artefact import Artefact
from ngwaf_model.featured_rows import FeaturedRows, bags_of, featured_rows
from ngwaf_model.fine_tune import FineTuning, learn
from ngwaf_model.learner import Linear
from ngwaf_model.rows import labels_of

from .attack_signs import attack_sign
from .data import Row

CERTAINLY_MALICIOUS = 0.95
CERTAINLY_BENIGN = 0.001
# Fewer rows than this are no attempt to poison.
_MANY = 5
# Where this share of them scores as known attacks do, the rest are attacks as well. Of attacks it
# is a third and more, of an application's own traffic next to none.
_ATTACKS = 0.15
# Certain rows for each doubtful one, from which on there is no kind of traffic that they belong to.
_CLEAR = 4
_FOLDS = 3
_SAYS_BENIGN = 0.05
# How many harmless rows more may be flagged after learning, and how many rows it takes to do so.
_MARGIN = 0.005
_FLAGGING = 20
# Of certain contradictions, and of other rows: what a witness learns from.
_LEARNED_ROWS = 4000
# A witness keeps as firmly to the base model as fine-tuning may, and need only know roughly.
_RETENTION = 0.3
_WITNESS = FineTuning(max_iterations=12)
_ROUNDS = 1


class Contradiction(NamedTuple):
    """A row that contradicts the base model, by its index, with its score there and the reason."""

    index: int
    score: float
    reason: str


class _Known(NamedTuple):
    """Certain and other rows; `reasons` fills up, empty where there is none yet."""

    rows: FeaturedRows
    is_certain: np.ndarray
    is_learned: np.ndarray
    folds: np.ndarray
    reasons: np.ndarray

    def asked(self, label: int) -> np.ndarray:
        """Certain contradictions of a label against which there is no second witness yet."""
        return self.is_certain & (self.reasons == "") & (self.rows.labels == label)

    def learned(self) -> np.ndarray:
        """What a witness learns from: not what is refused already."""
        return self.is_learned & (self.reasons == "")


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
    bags, labels = bags_of(rows), labels_of(rows)
    scores = base.model.calibration.apply(base.model.raw(bags))
    is_benign = labels == 0
    is_certain = np.where(is_benign, scores >= CERTAINLY_MALICIOUS, scores <= CERTAINLY_BENIGN)
    if not is_certain.any():
        return []
    digests = [hashlib.sha256(group.encode("utf-8", "surrogatepass")).digest() for group in groups]
    is_learned = _learned(digests, is_certain)
    # Features of all rows of a large file would not fit into the notebook's memory.
    is_needed = is_certain | is_learned
    needed = np.flatnonzero(is_needed)
    known = _Known(
        FeaturedRows.of_bags(bags.only(is_needed).compact(), labels[needed]),
        is_certain[needed],
        is_learned[needed],
        np.array([digests[index][0] % _FOLDS for index in needed]),
        np.full(len(needed), "", object),
    )
    judged = featured_rows(regression)
    _find_signs(known, [texts[index] for index in needed])
    _compare_with_attacks(base, known, judged.only(judged.labels == 1))
    _ask_other_rows(base, known)
    is_doubtful = is_benign & (scores >= base.model.threshold / 2) & ~is_certain
    _look_for_doubt(known, int(is_doubtful.sum()))
    _ask_harmless_rows(base, known, judged.only(judged.labels == 0))
    return [
        Contradiction(index, float(scores[index]), reason)
        for index, reason in zip(needed.tolist(), known.reasons)
        if reason
    ]


def _find_signs(known: _Known, texts: Sequence[str]) -> None:
    for index in np.flatnonzero(known.asked(0)):
        known.reasons[index] = attack_sign(texts[index]) or ""


def _compare_with_attacks(base: Artefact, known: _Known, attacks: FeaturedRows) -> None:
    """Refuses benign labels where many of the rows score as attacks do that are attacks for sure.

    Of honest traffic of a kind that it does not know, the base model may be certain that it is
    malicious; but half of the attacks score higher than nearly all of that.
    """
    is_certain = known.is_certain & (known.rows.labels == 0)
    if is_certain.sum() < _MANY:
        return
    scores = known.rows.raw(base.model.linear)[is_certain]
    of_attacks = np.median(attacks.raw(base.model.linear))
    if (scores >= of_attacks).mean() >= _ATTACKS:
        known.reasons[known.asked(0)] = "score as known attacks do"


def _ask_other_rows(base: Artefact, known: _Known) -> None:
    """Has models judge the certain rows that have learnt from the rows of other folds."""
    is_learned, asked = known.learned(), [known.asked(label) for label in (0, 1)]
    for fold in np.unique(known.folds[asked[0] | asked[1]]):
        in_fold = known.folds == fold
        witness = _learn(base, known.rows.only(is_learned & ~in_fold))
        scores = _scores(base, witness, known.rows)
        says_malicious = scores >= base.model.threshold
        known.reasons[asked[0] & in_fold & says_malicious] = "like malicious rows"
        known.reasons[asked[1] & in_fold & (scores < _SAYS_BENIGN)] = "like benign rows"


def _look_for_doubt(known: _Known, doubtful: int) -> None:
    """Refuses what is left of benign labels where hardly a row is between them and the rest.

    A kind of honest traffic that the base model gets wrong it gets wrong by degrees: many such rows
    score next to the threshold. Attacks are attacks through and through.
    """
    asked = known.asked(0)
    if asked.sum() >= max(_MANY, _CLEAR * doubtful):
        known.reasons[asked] = "known attacks, and no kind of traffic"


def _ask_harmless_rows(base: Artefact, known: _Known, harmless: FeaturedRows) -> None:
    """Refuses the malicious labels that are left if who learns them flags harmless rows.

    Many rows that vouch for one another show here; a few would not.
    """
    asked, is_learned = known.asked(1), known.learned()
    if asked.sum() < _FLAGGING:
        return

    def flagged(learned: np.ndarray) -> float:
        scores = _scores(base, _learn(base, known.rows.only(learned)), harmless)
        return (scores >= base.model.threshold).mean()

    if flagged(is_learned) > flagged(is_learned & ~asked) + _MARGIN:
        known.reasons[asked] = "makes known benign rows be forgotten"


def _learned(digests: Sequence[bytes], is_certain: np.ndarray) -> np.ndarray:
    """Which rows to learn from, certain contradictions and others, at random but always so."""
    order = np.array(sorted(range(len(digests)), key=lambda index: (digests[index], index)), int)
    is_learned = np.zeros(len(digests), bool)
    for part in (order[is_certain[order]], order[~is_certain[order]]):
        is_learned[part[:_LEARNED_ROWS]] = True
    return is_learned


def _learn(base: Artefact, rows: FeaturedRows) -> Linear:
    """The base model after learning rows; as it is where they are of one class."""
    if len(np.unique(rows.labels)) < 2:
        return base.model.linear
    return learn(base, rows, _RETENTION, _WITNESS, _ROUNDS).linear


def _scores(base: Artefact, linear: Linear, rows: FeaturedRows) -> np.ndarray:
    return base.model.calibration.apply(rows.raw(linear))
