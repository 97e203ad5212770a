"""Intervals (95 %) and measures of probabilities; rates are shares of rows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats

CONFIDENCE = 0.95
_Z = float(stats.norm.ppf(0.5 + CONFIDENCE / 2))
_BOOTSTRAPS = 2000
_SEED = 20240601


class Estimate(NamedTuple):
    """A figure with its interval."""

    value: float
    low: float
    high: float


def wilson(hits: int, rows: int) -> Estimate:
    """A rate with Wilson's score interval, which holds for few rows and for rates near 0 and 1.

    Raises ValueError without rows: the rate is undefined.
    """
    if rows <= 0:
        raise ValueError(f"a rate needs rows, got {rows}")
    rate, square = hits / rows, _Z * _Z
    centre = (rate + square / (2 * rows)) / (1 + square / rows)
    half = _Z / (1 + square / rows) * np.sqrt(rate * (1 - rate) / rows + square / (4 * rows**2))
    return Estimate(rate, max(0.0, float(centre - half)), min(1.0, float(centre + half)))


def auc(malicious: np.ndarray, benign: np.ndarray) -> Estimate:
    """Area under the ROC curve with DeLong's interval, from the scores of either class.

    DeLong, DeLong, Clarke-Pearson (1988) by the mid-ranks of Sun and Xu (2014). Without a spread
    in one class (one row, or all scores beyond the other class) the interval is a point.
    """
    m, n = len(malicious), len(benign)
    if not m or not n:
        raise ValueError(f"AUC needs both classes, got {m} malicious, {n} benign")
    ranks = stats.rankdata(np.concatenate([malicious, benign]))
    # Share of the other class that each row is on the right side of.
    above = (ranks[:m] - stats.rankdata(malicious)) / n
    below = 1 - (ranks[m:] - stats.rankdata(benign)) / m
    value = float(above.mean())
    variance = (above.var(ddof=1) / m if m > 1 else 0.0) + (below.var(ddof=1) / n if n > 1 else 0.0)
    half = _Z * float(np.sqrt(variance))
    return Estimate(value, max(0.0, value - half), min(1.0, value + half))


class GroupMean(NamedTuple):
    """A mean of groups' rates, and the same mean of each bootstrap."""

    value: float
    draws: np.ndarray

    def estimate(self) -> Estimate:
        """With the middle 95 % of the bootstraps."""
        low, high = np.quantile(self.draws, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
        return Estimate(self.value, float(low), float(high))


def mean_over_groups(
    hits: np.ndarray, rows: np.ndarray, weights: np.ndarray | None = None
) -> GroupMean:
    """The (weighted) mean of the groups' rates, with a bootstrap of groups and of their rows.

    Groups (sources) are drawn again, since another collection of sources is what the figure is
    asked about; then the rows of each.
    """
    weights = np.ones(len(rows)) if weights is None else weights
    rng = np.random.default_rng(_SEED)
    drawn = rng.integers(0, len(rows), (_BOOTSTRAPS, len(rows)))
    rates = rng.binomial(rows[drawn], (hits / rows)[drawn]) / rows[drawn]
    draws = (rates * weights[drawn]).sum(axis=1) / weights[drawn].sum(axis=1)
    return GroupMean(float(np.average(hits / rows, weights=weights)), draws)


def mean_change(before: np.ndarray, after: np.ndarray) -> Estimate:
    """How much a rate changes on the same rows (masks of hits), by the spread of the changes."""
    change = after.astype(float) - before.astype(float)
    value = float(change.mean())
    half = _Z * float(change.std(ddof=1)) / np.sqrt(len(change)) if len(change) > 1 else 0.0
    return Estimate(value, float(value - half), float(value + half))


class Bin(NamedTuple):
    """Rows whose scores lie in one tenth: their number, mean score, and share of attacks."""

    rows: int
    mean_score: float
    malicious_share: float


def reliability(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> list[Bin]:
    """Tenths of the scores, the empty ones left out."""
    tenth = np.minimum((scores * 10).astype(int), 9)
    found = []
    for number in range(10):
        rows = tenth == number
        if rows.any():
            mean = np.average(scores[rows], weights=weights[rows])
            share = np.average(labels[rows], weights=weights[rows])
            found.append(Bin(int(rows.sum()), float(mean), float(share)))
    return found
