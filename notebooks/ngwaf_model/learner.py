"""Logistic regression by L-BFGS, with a penalty that can hold on to a parent's weights."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import optimize, sparse
from scipy.special import expit


class Linear(NamedTuple):
    """A linear scorer: one weight a bucket, and an intercept."""

    weights: np.ndarray
    intercept: float

    def raw(self, matrix: sparse.csr_matrix) -> np.ndarray:
        """Scores of rows, unbounded; above 0 leans to malicious."""
        return matrix @ self.weights + np.float32(self.intercept)


class Prior(NamedTuple):
    """Where the weights are held, and how firmly: `mean`, and a precision a bucket."""

    mean: Linear
    precision: np.ndarray
    intercept_precision: float


def flat_prior(buckets: int, l2: float) -> Prior:
    """Nothing known: weights near zero, the intercept free."""
    zero = Linear(np.zeros(buckets, np.float32), 0.0)
    return Prior(zero, np.full(buckets, l2, np.float32), 0.0)


def fit(
    matrix: sparse.csr_matrix,
    labels: np.ndarray,
    row_weights: np.ndarray,
    prior: Prior,
    start: Linear | None = None,
    max_iterations: int = 60,
) -> Linear:
    """The weights that minimise the weighted logistic loss plus the prior's penalty."""
    # Weights of features that no row has stay at the prior's mean: only the others are searched.
    active = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]))
    rows = _columns(matrix, active)
    transposed = rows.T
    signs = np.where(labels == 1, 1.0, -1.0).astype(np.float32)
    row_weights = row_weights.astype(np.float32)
    centre = _point(prior.mean, active)
    precision = np.append(prior.precision[active], prior.intercept_precision).astype(np.float64)

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (rows @ point[:-1].astype(np.float32) + np.float32(point[-1]))
        pulls = -signs * row_weights * expit(-margins)
        away = point - centre
        value = row_weights @ np.logaddexp(0, -margins) + 0.5 * (precision * away) @ away
        gradient = np.append(transposed @ pulls, pulls.sum()) + precision * away
        return float(value), gradient.astype(np.float64)

    result = optimize.minimize(
        loss,
        _point(start or prior.mean, active),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": max_iterations, "maxcor": 10},
    )
    weights = prior.mean.weights.copy()
    weights[active] = result.x[:-1]
    return Linear(weights, float(result.x[-1]))


def _columns(matrix: sparse.csr_matrix, active: np.ndarray) -> sparse.csr_matrix:
    """The matrix without its empty columns; `active` are the others, in order."""
    position = np.zeros(matrix.shape[1], np.int32)
    position[active] = np.arange(len(active), dtype=np.int32)
    return sparse.csr_matrix(
        (matrix.data, position[matrix.indices], matrix.indptr), shape=(matrix.shape[0], len(active))
    )


def _point(linear: Linear, active: np.ndarray) -> np.ndarray:
    return np.append(linear.weights[active], linear.intercept).astype(np.float64)


def curvature(
    matrix: sparse.csr_matrix, row_weights: np.ndarray, linear: Linear
) -> tuple[np.ndarray, float]:
    """Diagonal of the loss's second derivative at the weights: what the data say about each."""
    probability = expit(linear.raw(matrix))
    spread = (row_weights * probability * (1 - probability)).astype(np.float32)
    return matrix.power(2).T @ spread, float(spread.sum())
