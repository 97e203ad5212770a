"""Scores of rows by models that never saw their source, its relatives or their texts."""

from __future__ import annotations

from typing import Callable, Mapping, NamedTuple, Sequence

import numpy as np

from ngwaf_model.bags import Bags, parts_bags, payload_bags
from ngwaf_model.corpus import Corpus
from ngwaf_model.request_parts import request_parts

from .learning import Prepared, fit_without, raw_scores
from .placing import natural_request
from .processes import in_processes

Progress = Callable[[str], None]
# Few enough rows that their features take little memory.
_CHUNK_ROWS = 8192


class View(NamedTuple):
    """A form of rows of the corpus: which rows (a mask) it has, and what is scored for them."""

    rows: np.ndarray
    bags_of: Callable[[Corpus, Sequence[int]], Bags]


class _State(NamedTuple):
    prepared: Prepared
    views: Mapping[str, View]


class _Task(NamedTuple):
    fold: int
    without_type: str | None


def is_tested(corpus: Corpus) -> np.ndarray:
    """The rows that are measured: of real sources."""
    return corpus.folds >= 0


def payload_bags_of(corpus: Corpus, rows: Sequence[int]) -> Bags:
    """Rows as training data has them."""
    return payload_bags([corpus.payloads[row] for row in rows], corpus.is_url[rows])


def request_bags_of(corpus: Corpus, rows: Sequence[int]) -> Bags:
    """Rows as whole requests, one each."""
    return parts_bags(
        request_parts(
            natural_request(corpus.payloads[row], bool(corpus.is_url[row]), corpus.types[row])
        )
        for row in rows
    )


def level_views(corpus: Corpus, rows: np.ndarray) -> dict[str, View]:
    """Some rows (a mask) at the payload and at the request level."""
    levels = {"payload": payload_bags_of, "request": request_bags_of}
    return {name: View(rows, bags_of) for name, bags_of in levels.items()}


def out_of_fold(
    prepared: Prepared,
    views: Mapping[str, View],
    processes: int,
    progress: Progress,
    without_types: Sequence[str | None] = (None,),
) -> dict[str | None, dict[str, np.ndarray]]:
    """Raw scores by type left out, view and row; NaN for rows that a view or no fold has.

    A row's model learned from the other folds. With a type left out it learned none of its rows
    either, and the rows of that type alone are scored (None: all types learned, all rows scored).
    """
    corpus = prepared.corpus
    tasks = [task for one in without_types for task in _tasks(corpus, one)]
    scores = {
        one: {name: np.full(len(corpus.labels), np.nan) for name in views} for one in without_types
    }
    results = in_processes(_score_task, _State(prepared, views), tasks, processes)
    for number, (task, found) in enumerate(zip(tasks, results), 1):
        for name, (rows, raw) in found.items():
            scores[task.without_type][name][rows] = raw
        without = f" and {task.without_type}" if task.without_type else ""
        progress(f"model {number} of {len(tasks)}: without fold {task.fold + 1}{without}")
    return scores


def _tasks(corpus: Corpus, without_type: str | None) -> list[_Task]:
    rows = is_tested(corpus)
    if without_type is not None:
        rows = rows & _is_of_type(corpus, without_type)
    return [_Task(int(fold), without_type) for fold in np.unique(corpus.folds[rows])]


def _is_of_type(corpus: Corpus, attack_type: str) -> np.ndarray:
    return (corpus.types == attack_type) & (corpus.labels == 1)


def _score_task(state: _State, task: _Task) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    corpus = state.prepared.corpus
    left_out = measured = corpus.folds == task.fold
    if task.without_type is not None:
        of_type = _is_of_type(corpus, task.without_type)
        left_out, measured = left_out | of_type, measured & of_type
    linear = fit_without(state.prepared, left_out)
    found = {}
    for name, view in state.views.items():
        rows = np.flatnonzero(measured & view.rows)
        chunks = [rows[at : at + _CHUNK_ROWS] for at in range(0, len(rows), _CHUNK_ROWS)]
        raw = [raw_scores(linear, view.bags_of(corpus, chunk)) for chunk in chunks]
        found[name] = (rows, np.concatenate(raw) if raw else np.empty(0))
    return found
