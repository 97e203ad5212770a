"""From unbounded scores to [0, 1]: Platt scaling, and the threshold for a false-positive budget."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import optimize
from scipy.special import expit


class Calibration(NamedTuple):
    """`score = 1 / (1 + exp(-(slope * raw + offset)))`; the slope is positive."""

    slope: float
    offset: float

    def apply(self, raw: np.ndarray) -> np.ndarray:
        """Scores in [0, 1], in the order of the raw ones."""
        return expit(self.slope * np.asarray(raw, np.float64) + self.offset)


def fit_calibration(raw: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Calibration:
    """The calibration of highest likelihood on rows that were not trained on."""
    signs = np.where(labels == 1, 1.0, -1.0)

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (point[0] * raw + point[1])
        pulls = -signs * weights * expit(-margins)
        return float(weights @ np.logaddexp(0, -margins)), np.array([pulls @ raw, pulls.sum()])

    result = optimize.minimize(
        loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B", bounds=[(1e-3, None), (None, None)]
    )
    return Calibration(float(result.x[0]), float(result.x[1]))


def threshold_for(benign_raw: np.ndarray, weights: np.ndarray, false_pos_rate: float) -> float:
    """The lowest raw score at which at most this (weighted) share of benign rows is flagged."""
    order = np.argsort(-benign_raw, kind="stable")
    scores = benign_raw[order]
    flagged = np.cumsum(weights[order]) / weights.sum()
    allowed = scores[flagged <= false_pos_rate]
    # Just above the first score past the budget; equal scores stand or fall together.
    first_past = scores[len(allowed)] if len(allowed) < len(scores) else scores[-1]
    return float(np.nextafter(first_past, np.inf))
