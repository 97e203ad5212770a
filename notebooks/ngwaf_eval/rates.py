"""Detection and false-positive rates of out-of-fold scores at one threshold, as a record."""

from __future__ import annotations

from typing import Any

import numpy as np

from ngwaf_model.corpus import Corpus
from ngwaf_model.metrics import roc_auc

from .operating_point import source_weights

# Types with fewer tested rows say nothing alone.
_MIN_ROWS = 20


def rates(corpus: Corpus, raw: np.ndarray, threshold: float) -> dict[str, Any]:
    """Rates of raw scores above a raw threshold: overall, by source, by attack type."""
    tested = corpus.folds >= 0
    malicious = tested & (corpus.labels == 1)
    benign = tested & (corpus.labels == 0)
    flagged = raw > threshold
    by_source = _of_groups(flagged, corpus.sources, malicious, 1)
    false_by_source = _of_groups(flagged, corpus.sources, benign, 1)
    by_type = _of_groups(flagged, corpus.types, malicious, _MIN_ROWS)
    weights = source_weights(corpus, benign)[benign]
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


def _of_groups(
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
