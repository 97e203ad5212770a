"""Figures of out-of-fold decisions, as records that go into `evaluation.json`.

An estimate stands as `[value, low, high]`.
"""

from __future__ import annotations

from typing import Any, Callable, Iterable

import numpy as np

from ngwaf_model.corpus import Corpus
from ngwaf_model.metrics import brier, expected_calibration_error

from .operating_point import calibrated, cut_for, flagged
from .statistics import (
    Estimate,
    GroupMean,
    auc,
    mean_over_groups,
    reliability,
    wilson,
)

# Types with fewer rows say nothing alone.
MIN_ROWS_OF_TYPE = 20
_FALSE_POS_RATES = (0.001, 0.002, 0.006, 0.01, 0.02)
_DIGITS = 4


def rounded(estimate: Iterable[float]) -> list[float]:
    """An estimate as it is written."""
    return [round(float(one), _DIGITS) for one in estimate]


def level_figures(corpus: Corpus, raw: np.ndarray, shipped_cut: float) -> dict[str, Any]:
    """Everything about one form of the rows (NaN: not in it): overall, by source, by type.

    `shipped_cut` is the raw score above which the base model's own threshold lies.
    """
    known = ~np.isnan(raw)
    malicious, benign = known & (corpus.labels == 1), known & (corpus.labels == 0)
    is_flagged = flagged(corpus, raw)
    detected = mean_rate(is_flagged, corpus.sources, malicious)
    false_rates = mean_rate(is_flagged, corpus.sources, benign, np.sqrt)

    def attacks(names: np.ndarray) -> dict[str, Any]:
        return {
            name: _attack_group(raw, is_flagged, rows, benign, false_rates.value)
            for name, rows in _groups(names, malicious)
        }

    return {
        "rows": int(known.sum()),
        "malicious": int(malicious.sum()),
        **_overall(corpus, raw, is_flagged, malicious, benign, detected, false_rates),
        "at_shipped_threshold": _rates(corpus, raw >= shipped_cut, known),
        "at_false_pos_rate": _at_false_pos_rates(corpus, raw, known),
        "calibration": _calibration(corpus, calibrated(corpus, raw), known),
        "by_type": attacks(corpus.types),
        "by_source": attacks(corpus.sources),
        "benign_by_source": {
            name: _benign_group(raw, is_flagged, rows, malicious, detected.value)
            for name, rows in _groups(corpus.sources, benign)
        },
    }


def _overall(
    corpus: Corpus,
    raw: np.ndarray,
    is_flagged: np.ndarray,
    malicious: np.ndarray,
    benign: np.ndarray,
    detected: GroupMean,
    false_rates: GroupMean,
) -> dict[str, Any]:
    balanced = GroupMean(
        balanced_accuracy(detected.value, false_rates.value),
        balanced_accuracy(detected.draws, false_rates.draws),
    )
    types = mean_rate(is_flagged, corpus.types, malicious, min_rows=MIN_ROWS_OF_TYPE)
    return {
        "balanced_accuracy": rounded(balanced.estimate()),
        "detection_rate_mean_over_sources": rounded(detected.estimate()),
        "detection_rate_mean_over_types": rounded(types.estimate()),
        "detection_rate_all_rows": rounded(_rate(is_flagged, malicious)),
        "false_pos_rate_weighted": rounded(false_rates.estimate()),
        "false_pos_rate_all_rows": rounded(_rate(is_flagged, benign)),
        "f1_score": round(equal_classes_f1(detected.value, false_rates.value), _DIGITS),
        "roc_auc": rounded(auc(raw[malicious], raw[benign])),
    }


def _at_false_pos_rates(corpus: Corpus, raw: np.ndarray, known: np.ndarray) -> dict[str, Any]:
    """With one threshold for all rows that gives exactly a rate: for comparing with others."""
    return {
        f"{rate:.1%}": _rates(corpus, raw > cut_for(corpus, raw, known, rate), known)
        for rate in _FALSE_POS_RATES
    }


def _rates(corpus: Corpus, is_flagged: np.ndarray, known: np.ndarray) -> dict[str, float]:
    malicious, benign = known & (corpus.labels == 1), known & (corpus.labels == 0)
    sources = mean_rate(is_flagged, corpus.sources, malicious).value
    types = mean_rate(is_flagged, corpus.types, malicious, min_rows=MIN_ROWS_OF_TYPE).value
    false_rate = mean_rate(is_flagged, corpus.sources, benign, np.sqrt).value
    return {
        "balanced_accuracy": round(balanced_accuracy(sources, false_rate), _DIGITS),
        "detection_rate_mean_over_sources": round(sources, _DIGITS),
        "detection_rate_mean_over_types": round(types, _DIGITS),
        "false_pos_rate_weighted": round(false_rate, _DIGITS),
    }


def _calibration(corpus: Corpus, scores: np.ndarray, known: np.ndarray) -> dict[str, Any]:
    labels, weights = corpus.labels[known], corpus.row_weights()[known]
    for label in (0, 1):
        weights[labels == label] /= weights[labels == label].sum()
    return {
        "brier": round(brier(labels, scores[known], weights), _DIGITS),
        "expected_calibration_error": round(
            expected_calibration_error(labels, scores[known], weights), _DIGITS
        ),
        "reliability": [
            [one.rows, round(one.mean_score, _DIGITS), round(one.malicious_share, _DIGITS)]
            for one in reliability(labels, scores[known], weights)
        ],
    }


def _attack_group(
    raw: np.ndarray, is_flagged: np.ndarray, rows: np.ndarray, benign: np.ndarray, false_rate: float
) -> dict[str, Any]:
    rate = _rate(is_flagged, rows)
    return {
        "rows": int(rows.sum()),
        "detection_rate": rounded(rate),
        "balanced_accuracy": round(balanced_accuracy(rate.value, false_rate), _DIGITS),
        "f1_score": round(equal_classes_f1(rate.value, false_rate), _DIGITS),
        "roc_auc": rounded(auc(raw[rows], raw[benign])),
    }


def _benign_group(
    raw: np.ndarray,
    is_flagged: np.ndarray,
    rows: np.ndarray,
    malicious: np.ndarray,
    detected: float,
) -> dict[str, Any]:
    rate = _rate(is_flagged, rows)
    return {
        "rows": int(rows.sum()),
        "false_pos_rate": rounded(rate),
        "balanced_accuracy": round(balanced_accuracy(detected, rate.value), _DIGITS),
        "f1_score": round(equal_classes_f1(detected, rate.value), _DIGITS),
        "roc_auc": rounded(auc(raw[malicious], raw[rows])),
    }


def balanced_accuracy(detection_rate: Any, false_pos_rate: Any) -> Any:
    """Mean of the rates at which either class is told right."""
    return (detection_rate + 1 - false_pos_rate) / 2


def equal_classes_f1(detection_rate: float, false_pos_rate: float) -> float:
    """F1 with as many attacks as benign rows, so that groups of any size can be compared."""
    return 2 * detection_rate / (1 + detection_rate + false_pos_rate)


def mean_rate(
    is_flagged: np.ndarray,
    names: np.ndarray,
    rows: np.ndarray,
    weigh: Callable[[np.ndarray], np.ndarray] = np.ones_like,
    min_rows: int = 1,
) -> GroupMean:
    """Mean of the shares flagged of each group of some rows (a mask), weighed by its size."""
    counts = [
        (int(is_flagged[group].sum()), int(group.sum()))
        for _, group in _groups(names, rows)
        if group.sum() >= min_rows
    ]
    hits, sizes = np.array(counts).T
    return mean_over_groups(hits, sizes, weigh(sizes.astype(float)))


def _rate(is_flagged: np.ndarray, rows: np.ndarray) -> Estimate:
    return wilson(int(is_flagged[rows].sum()), int(rows.sum()))


def _groups(names: np.ndarray, rows: np.ndarray) -> Iterable[tuple[str, np.ndarray]]:
    return ((str(name), rows & (names == name)) for name in np.unique(names[rows]))
