"""Learning the base model: FTRL-proximal logistic regression on small batches.

Each weight has its own step, which shrinks with the gradients that the weight has seen (AdaGrad),
so that a rare word learns from its few rows as fast as a common one from its many. Few passes: on
sources that were held out, the exact minimum of the loss does worse than stopping early (see
docs/adr/0022).

H. B. McMahan et al., Ad Click Prediction: a View from the Trenches, KDD 2013.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.special import expit

from .learner import Linear


class Online(NamedTuple):
    """Settings of the learner."""

    alpha: float = 0.5
    """Size of the steps."""
    beta: float = 1.0
    """Evens out the first steps of a weight."""
    l2: float = 0.2
    passes: int = 4
    batch_rows: int = 128
    seed: int = 1


def fit_online(
    matrix: sparse.csr_matrix, labels: np.ndarray, row_weights: np.ndarray, settings: Online
) -> Linear:
    """Weights after a few passes over the rows, in an order that the seed decides."""
    size = matrix.shape[1] + 1  # the last element is the intercept's
    seen, pull, weights, root, step = (np.zeros(size, np.float32) for _ in range(5))
    chance = np.random.default_rng(settings.seed)
    for _ in range(settings.passes):
        order = chance.permutation(matrix.shape[0])
        rows, targets = matrix[order], labels[order].astype(np.float32)
        mass = row_weights[order].astype(np.float32)
        for at in range(0, len(order), settings.batch_rows):
            batch = slice(at, at + settings.batch_rows)
            part = _rows(rows, batch)
            misses = mass[batch] * (expit(part @ weights[:-1] + weights[-1]) - targets[batch])
            gradient = np.append(part.T @ misses, misses.sum())
            # seen += gradient^2; pull += gradient - (change of the root of seen) / alpha * weights;
            # in place, since new arrays of this size would cost more than the arithmetic.
            pull += gradient
            np.square(gradient, out=gradient)
            seen += gradient
            np.sqrt(seen, out=step)
            root -= step
            root *= weights
            root /= settings.alpha
            pull += root
            root[:] = step
            step += settings.beta
            step /= settings.alpha
            step += settings.l2
            np.divide(pull, step, out=weights)
            np.negative(weights, out=weights)
    return Linear(weights[:-1].copy(), float(weights[-1]))


def _rows(matrix: sparse.csr_matrix, rows: slice) -> sparse.csr_matrix:
    """Some rows in order, without the checks and copies of slicing."""
    ends = matrix.indptr[rows.start : rows.stop + 1]
    entries = slice(ends[0], ends[-1])
    return sparse.csr_matrix(
        (matrix.data[entries], matrix.indices[entries], ends - ends[0]),
        shape=(len(ends) - 1, matrix.shape[1]),
    )
