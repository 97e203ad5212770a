"""Figures of a scorer at row level."""

from __future__ import annotations

from typing import Any

import numpy as np


def confusion(labels: np.ndarray, predicted: np.ndarray) -> dict[str, float]:
    """Precision, recall, false-positive rate, accuracy and F1; 0 where a ratio has no base."""
    labels, predicted = labels.astype(bool), predicted.astype(bool)
    hits = int((labels & predicted).sum())
    false_alarms = int((~labels & predicted).sum())
    positives, negatives = int(labels.sum()), int((~labels).sum())
    precision = _ratio(hits, hits + false_alarms)
    recall = _ratio(hits, positives)
    return {
        "precision": precision,
        "recall": recall,
        "false_pos_rate": _ratio(false_alarms, negatives),
        "accuracy": _ratio(hits + negatives - false_alarms, len(labels)),
        "f1_score": _ratio(2 * hits, positives + hits + false_alarms),
    }


def roc_auc(labels: np.ndarray, scores: np.ndarray) -> float:
    """Probability that a malicious row scores above a benign one; ties count half.

    Raises ValueError when one class is absent: the figure is undefined.
    """
    positives = int(labels.sum())
    negatives = len(labels) - positives
    if not positives or not negatives:
        raise ValueError(f"AUC needs both classes, got {positives} malicious, {negatives} benign")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    rank_sum = ranks[inverse][labels == 1].sum()
    return float((rank_sum - positives * (positives + 1) / 2) / (positives * negatives))


def evaluate(labels: np.ndarray, scores: np.ndarray, threshold: float) -> dict[str, Any]:
    """All figures at one threshold; a score equal to it counts as malicious."""
    return {
        "rows": len(labels),
        "malicious": int(labels.sum()),
        "threshold": threshold,
        **confusion(labels, scores >= threshold),
        "roc_auc_score": roc_auc(labels, scores),
    }


def brier(labels: np.ndarray, scores: np.ndarray, weights: np.ndarray) -> float:
    """Mean squared distance of probabilities from what came true."""
    return float(np.average((scores - labels) ** 2, weights=weights))


def expected_calibration_error(
    labels: np.ndarray, scores: np.ndarray, weights: np.ndarray
) -> float:
    """Mean distance of score and share of attacks over tenths, by the weight in each."""
    tenth = np.minimum((scores * 10).astype(int), 9)
    distance = np.abs(np.bincount(tenth, weights * (scores - labels), minlength=10))
    return float(distance.sum() / weights.sum())


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
