"""The corpus to measure on: where it is, and samples of it that keep every source and type."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np

from ngwaf_model.corpus import Corpus, read_corpus

NAME = "train-public.csv.gz"
# Beside the repository: the corpus is no part of it.
DEFAULT = Path(__file__).resolve().parents[2].parent / "shared" / "data" / NAME
# Of a group (source and type) a sample holds at least so many rows, where there are as many.
_MIN_ROWS = 60


class NoDataError(Exception):
    """There is no corpus; the message says where it was looked for."""


def find_data(named: Path | None) -> Path:
    """The corpus file: the one named, else of the environment, else beside the repository."""
    path = named or Path(os.environ.get("NGWAF_CORPUS", DEFAULT))
    if not path.is_file():
        raise NoDataError(
            f"expected the corpus (CSV in gzip: payload,label,is_url,attack_type,source) at {path}"
            "; name it with --data FILE"
        )
    return path


def load(path: Path, rows: int | None = None) -> Corpus:
    """The corpus with the rows made by grammar; with `rows`, a sample of about as many."""
    corpus = read_corpus(path)
    return corpus if rows is None else sample(corpus, rows)


def sample(corpus: Corpus, rows: int) -> Corpus:
    """About `rows` rows; see `chosen`."""
    return rows_of(corpus, chosen(corpus, rows, np.ones(len(corpus.labels), bool)))


def chosen(corpus: Corpus, rows: int, among: np.ndarray) -> np.ndarray:
    """About `rows` of some rows (masks), the same share of each group but never few of one.

    A group is a source and a type. Which of its rows: by a hash of the payload, so that a larger
    sample holds every smaller one.
    """
    numbers = np.flatnonzero(among)
    groups = np.char.add(np.char.add(corpus.sources[numbers], "|"), corpus.types[numbers])
    _, group_of, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    rank = np.array([_rank(corpus.payloads[number]) for number in numbers], np.uint64)
    order = np.lexsort((rank, group_of))
    starts = np.cumsum(sizes) - sizes
    position = np.empty(len(order), np.int64)
    position[order] = np.arange(len(order)) - starts[group_of[order]]
    is_chosen = np.zeros(len(corpus.labels), bool)
    is_chosen[numbers[position < _sizes(sizes, rows)[group_of]]] = True
    return is_chosen


def rows_of(corpus: Corpus, keep: np.ndarray) -> Corpus:
    """The rows of a boolean mask."""
    columns = {
        name: column[keep]
        for name, column in corpus._asdict().items()
        if isinstance(column, np.ndarray)
    }
    payloads = [payload for payload, is_kept in zip(corpus.payloads, keep) if is_kept]
    return corpus._replace(payloads=payloads, **columns)


def _sizes(sizes: np.ndarray, rows: int) -> np.ndarray:
    """Rows of each group: the share that makes the sum come closest from below."""
    low, high = 0.0, 1.0
    for _ in range(40):
        share = (low + high) / 2
        total = np.minimum(sizes, np.maximum(_MIN_ROWS, sizes * share)).sum()
        low, high = (share, high) if total <= rows else (low, share)
    return np.minimum(sizes, np.maximum(_MIN_ROWS, np.ceil(sizes * low))).astype(np.int64)


def _rank(payload: str) -> int:
    digest = hashlib.blake2b(payload.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")
