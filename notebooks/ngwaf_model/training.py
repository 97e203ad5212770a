"""Fitting from bags: only a row's label is known, not which of its texts earned it."""

from __future__ import annotations

from typing import Callable, NamedTuple

import numpy as np
from scipy import sparse

from .bags import Bags
from .learner import Linear, curvature
from .online import Online, fit_online

FIRST_ROUND_PASSES = 2


class Examples(NamedTuple):
    """Texts to learn from, as rows of a feature matrix."""

    matrix: sparse.csr_matrix
    labels: np.ndarray
    weights: np.ndarray

    def curvature(self, linear: Linear) -> tuple[np.ndarray, float]:
        """What these examples say about each weight; see `learner.curvature`."""
        return curvature(self.matrix, self.weights, linear)


# Weights from examples and, after the first round, from where the round before ended.
Learner = Callable[[Examples, "Linear | None"], Linear]


class Training(NamedTuple):
    """A fitted model and the examples of its last round."""

    linear: Linear
    examples: Examples


def fit_bags(
    bags: Bags,
    matrix: sparse.csr_matrix,
    labels: np.ndarray,
    row_weights: np.ndarray,
    learn: Learner,
    start: Linear | None = None,
    rounds: int = 2,
) -> Training:
    """Fits from rows; each text of a benign row is benign, of a malicious row one is malicious.

    Which one: without `start`, the first round learns from rows of one text alone; every later
    round takes the text that the round before scored highest. Texts that benign rows hold as well
    come last, since they cannot be what made a row malicious.
    """
    is_known_benign = np.zeros(len(bags.distinct), bool)
    is_known_benign[bags.texts[labels[bags.rows] == 0]] = True
    linear = start
    for _ in range(rounds):
        chosen = _positives(bags, matrix, labels, is_known_benign, linear)
        examples = _examples(bags, matrix, labels, row_weights, chosen)
        linear = learn(examples, linear)
    return Training(linear, examples)


def fit_base(
    bags: Bags, matrix: sparse.csr_matrix, labels: np.ndarray, row_weights: np.ndarray
) -> Training:
    """The base model's fit: from nothing, by the online learner."""

    def learn(examples: Examples, before: Linear | None) -> Linear:
        # The first round need only tell which texts stand for their rows.
        settings = Online() if before else Online(passes=FIRST_ROUND_PASSES)
        return fit_online(*examples, settings)

    return fit_bags(bags, matrix, labels, row_weights, learn)


def _positives(
    bags: Bags,
    matrix: sparse.csr_matrix,
    labels: np.ndarray,
    is_known_benign: np.ndarray,
    linear: Linear | None,
) -> np.ndarray:
    """Entries of malicious rows that stand for their rows."""
    if linear is None:
        sizes = np.bincount(bags.rows, minlength=bags.row_count)
        return np.flatnonzero((labels[bags.rows] == 1) & (sizes[bags.rows] == 1))
    scores = linear.raw(matrix).astype(np.float64)
    scores[is_known_benign] -= 1e6
    leading = bags.leading_entries(scores)
    return leading[labels[bags.rows[leading]] == 1]


def _examples(
    bags: Bags,
    matrix: sparse.csr_matrix,
    labels: np.ndarray,
    row_weights: np.ndarray,
    positives: np.ndarray,
) -> Examples:
    """Equal texts of one label are one example that weighs their sum."""
    negatives = np.flatnonzero(labels[bags.rows] == 0)
    entries = np.concatenate([negatives, positives])
    keys, inverse = np.unique(
        bags.texts[entries] * 2 + labels[bags.rows[entries]], return_inverse=True
    )
    weights = np.bincount(inverse, row_weights[bags.rows[entries]])
    return Examples(matrix[keys // 2], keys % 2, weights.astype(np.float32))
