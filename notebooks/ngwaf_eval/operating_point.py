"""Threshold and calibration of each fold, from rows of the other folds alone.

The scores they come from are out of fold themselves: no row helps to place its own threshold, and
none was learned by the model that scored it.
"""

from __future__ import annotations

from typing import Iterator

import numpy as np

from ngwaf_model.calibration import fit_calibration, threshold_for
from ngwaf_model.corpus import Corpus

# Share of benign rows, on sources never seen, that may be flagged.
FALSE_POSITIVE_BUDGET = 0.006


def cut_for(corpus: Corpus, raw: np.ndarray, rows: np.ndarray, budget: float) -> float:
    """The raw score above which the benign rows among some (a mask) use up the budget."""
    benign = rows & (corpus.labels == 0) & ~np.isnan(raw)
    return threshold_for(raw[benign], source_weights(corpus, benign)[benign], budget)


def source_weights(corpus: Corpus, rows: np.ndarray) -> np.ndarray:
    """Weights of rows (a mask) under which a source counts as the root of its size; else 0."""
    weights = np.zeros(len(rows))
    for source in np.unique(corpus.sources[rows]):
        of_source = rows & (corpus.sources == source)
        weights[of_source] = of_source.sum() ** -0.5
    return weights


def flagged(corpus: Corpus, raw: np.ndarray, applied: np.ndarray | None = None) -> np.ndarray:
    """Which rows count as malicious, by their scores `applied` (by default `raw` itself).

    The threshold of a fold comes from `raw` of the benign rows of the other folds.
    """
    applied = raw if applied is None else applied
    found = np.zeros(len(raw), bool)
    for fold, others in _folds(corpus, raw):
        rows = (corpus.folds == fold) & ~np.isnan(applied)
        found[rows] = applied[rows] > cut_for(corpus, raw, others, FALSE_POSITIVE_BUDGET)
    return found


def calibrated(corpus: Corpus, raw: np.ndarray) -> np.ndarray:
    """Scores in [0, 1]; the calibration of a fold comes from the other folds. NaN stays NaN."""
    scores = np.full(len(raw), np.nan)
    weights = corpus.row_weights()
    for fold, others in _folds(corpus, raw):
        rows = (corpus.folds == fold) & ~np.isnan(raw)
        calibration = fit_calibration(raw[others], corpus.labels[others], weights[others])
        scores[rows] = calibration.apply(raw[rows])
    return scores


def _folds(corpus: Corpus, raw: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Each fold, and the rows (a mask) of the others that have scores."""
    known = ~np.isnan(raw)
    for fold in np.unique(corpus.folds[known]):
        yield int(fold), known & (corpus.folds != fold)
