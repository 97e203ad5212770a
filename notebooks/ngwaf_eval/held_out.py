"""Scores of rows by models that never saw their source, its relatives or their texts."""

from __future__ import annotations

from typing import Callable, Sequence

import numpy as np

from ngwaf_model.bags import Bags, parts_bags, payload_bags
from ngwaf_model.corpus import FOLDS, Corpus
from ngwaf_model.request_parts import request_parts

from .learning import Prepared, fit_without, raw_scores
from .placing import natural_request

# A form of some rows of the corpus (by number): what is scored for each.
View = Callable[[Corpus, Sequence[int]], Bags]
# Few enough rows that their features take little memory.
_CHUNK_ROWS = 8192


def payload_view(corpus: Corpus, rows: Sequence[int]) -> Bags:
    """Rows as training data has them."""
    return payload_bags([corpus.payloads[row] for row in rows], corpus.is_url[rows])


def request_view(corpus: Corpus, rows: Sequence[int]) -> Bags:
    """Rows as whole requests, one each."""
    return parts_bags(
        request_parts(natural_request(corpus.payloads[row], bool(corpus.is_url[row])))
        for row in rows
    )


def out_of_fold(
    prepared: Prepared, views: dict[str, View], progress: Callable[[str], None]
) -> dict[str, np.ndarray]:
    """Raw scores of the tested rows in each view; NaN for rows that no fold tests."""
    corpus = prepared.corpus
    scores = {name: np.full(len(corpus.labels), np.nan) for name in views}
    for fold in range(FOLDS):
        tested = corpus.folds == fold
        if not tested.any():
            continue
        linear = fit_without(prepared, tested)
        progress(f"fold {fold + 1} of {FOLDS}: fitted")
        rows = np.flatnonzero(tested)
        for name, view in views.items():
            for at in range(0, len(rows), _CHUNK_ROWS):
                chunk = rows[at : at + _CHUNK_ROWS]
                scores[name][chunk] = raw_scores(linear, view(corpus, chunk))
        progress(f"fold {fold + 1} of {FOLDS}: scored {len(rows)} rows")
    return scores
