"""Attack types that the model never learned, from sources that it never saw either."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from .data import chosen
from .figures import MIN_ROWS_OF_TYPE, rounded
from .held_out import Progress, is_tested, level_views, out_of_fold
from .learning import Prepared
from .operating_point import flagged
from .statistics import wilson

# Every type takes a model for each fold that has it: they learn from a sample, so that all of them
# take no longer than the folds themselves.
MOST_ROWS = 40_000
_ROWS_OF_TYPE = 1_000


def left_out_types(
    prepared: Prepared, natural: Mapping[str, np.ndarray], processes: int, progress: Progress
) -> dict[str, Any]:
    """Detection of each type by models with it and without it, at payload and request level.

    `natural` are the scores by level of the models with all types. Their benign rows in the other
    folds give the thresholds of both.
    """
    corpus = prepared.corpus
    attacks = is_tested(corpus) & (corpus.labels == 1)
    names, counts = np.unique(corpus.types[attacks], return_counts=True)
    types = [str(name) for name, count in zip(names, counts) if count >= MIN_ROWS_OF_TYPE]
    rows = np.zeros(len(corpus.labels), bool)
    for name in types:
        rows |= chosen(corpus, _ROWS_OF_TYPE, attacks & (corpus.types == name))
    scores = out_of_fold(prepared, level_views(corpus, rows), processes, progress, types)
    found: dict[str, Any] = {"learned_rows": len(corpus.labels), "types": {}}
    for name in types:
        of_type = rows & (corpus.types == name)
        figures: dict[str, Any] = {"rows": int(of_type.sum())}
        for level, raw in natural.items():
            figures[level] = {
                "learned": _rate(flagged(corpus, raw), of_type),
                "never_learned": _rate(flagged(corpus, raw, scores[name][level]), of_type),
            }
        found["types"][name] = figures
    return found


def _rate(is_flagged: np.ndarray, rows: np.ndarray) -> list[float]:
    return rounded(wilson(int(is_flagged[rows].sum()), int(rows.sum())))
