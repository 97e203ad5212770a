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

_ROWS_OF_TYPE = 2_000


def left_out_types(
    prepared: Prepared, natural: Mapping[str, np.ndarray], processes: int, progress: Progress
) -> dict[str, Any]:
    """Detection of each type by models without it, at payload and request level, by type.

    `natural` are the scores by level of the models with all types: their benign rows in the other
    folds give the thresholds, so that a type costs no more models than it has folds.
    """
    corpus = prepared.corpus
    attacks = is_tested(corpus) & (corpus.labels == 1)
    names, counts = np.unique(corpus.types[attacks], return_counts=True)
    types = [str(name) for name, count in zip(names, counts) if count >= MIN_ROWS_OF_TYPE]
    rows = np.zeros(len(corpus.labels), bool)
    for name in types:
        rows |= chosen(corpus, _ROWS_OF_TYPE, attacks & (corpus.types == name))
    scores = out_of_fold(prepared, level_views(corpus, rows), processes, progress, types)
    found = {}
    for name in types:
        of_type = rows & (corpus.types == name)
        found[name] = {"rows": int(of_type.sum())}
        for level, raw in scores[name].items():
            hits = int(flagged(corpus, natural[level], raw)[of_type].sum())
            found[name][level] = rounded(wilson(hits, int(of_type.sum())))
    return found
