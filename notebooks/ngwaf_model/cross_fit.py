"""Out-of-fold scores of the base model's corpus, and what they say."""

from __future__ import annotations

from typing import Any, Callable

import numpy as np
from scipy import sparse

from .bags import Bags
from .corpus import FOLDS, Corpus
from .metrics import roc_auc
from .training import fit_base

# Types with fewer tested rows say nothing alone.
_MIN_ROWS = 20


def subset(bags: Bags, rows: np.ndarray, without_texts: np.ndarray) -> Bags:
    """The bags of some rows, without some of the distinct texts; both are boolean masks."""
    keep = rows[bags.rows] & ~without_texts[bags.texts]
    return bags._replace(rows=bags.rows[keep], texts=bags.texts[keep], part_of=bags.part_of[keep])


def out_of_fold_scores(
    corpus: Corpus,
    bags: Bags,
    matrix: sparse.csr_matrix,
    weights: np.ndarray,
    progress: Callable[[str], None],
) -> np.ndarray:
    """Raw scores of every tested row by a model that saw neither its source nor its texts.

    A text of a tested row is dropped from training wherever else it stands. NaN for other rows.
    """
    scores = np.full(len(corpus.labels), np.nan)
    for fold in range(FOLDS):
        progress(f"fold {fold + 1} of {FOLDS}")
        tested = corpus.folds == fold
        seen = np.zeros(len(bags.distinct), bool)
        seen[bags.texts[tested[bags.rows]]] = True
        known = subset(bags, ~tested, seen)
        linear = fit_base(known, matrix, corpus.labels, weights).linear
        scores[tested] = bags.highest(linear.raw(matrix))[tested]
    return scores


def describe(corpus: Corpus, raw: np.ndarray, threshold: float) -> dict[str, Any]:
    """Detection and false-positive rates of out-of-fold scores at a threshold (raw as well)."""
    tested = corpus.folds >= 0
    malicious = tested & (corpus.labels == 1)
    benign = tested & (corpus.labels == 0)
    flagged = raw > threshold
    by_source = _rates(flagged, corpus.sources, malicious, 1)
    false_by_source = _rates(flagged, corpus.sources, benign, 1)
    by_type = _rates(flagged, corpus.types, malicious, _MIN_ROWS)
    weights = corpus.benign_source_weights()[benign]
    return {
        "rows": int(tested.sum()),
        "malicious": int(malicious.sum()),
        "roc_auc_score": round(roc_auc(corpus.labels[tested], raw[tested]), 4),
        "detection_rate_mean_over_sources": _mean(by_source),
        "detection_rate_mean_over_types": _mean(by_type),
        "detection_rate_all_rows": round(float(flagged[malicious].mean()), 4),
        "false_pos_rate_weighted": round(float(np.average(flagged[benign], weights=weights)), 4),
        "false_pos_rate_all_rows": round(float(flagged[benign].mean()), 4),
        "detection_rate_by_source": by_source,
        "detection_rate_by_type": by_type,
        "false_pos_rate_by_source": false_by_source,
    }


def _rates(
    flagged: np.ndarray, groups: np.ndarray, rows: np.ndarray, min_rows: int
) -> dict[str, float]:
    names, counts = np.unique(groups[rows], return_counts=True)
    return {
        str(name): round(float(flagged[rows & (groups == name)].mean()), 4)
        for name, count in zip(names, counts)
        if count >= min_rows
    }


def _mean(rates: dict[str, float]) -> float:
    return round(sum(rates.values()) / len(rates), 4)
