"""Hashed binary features of texts, vectorised over many texts at once.

Four blocks: character n-grams, words, shapes (words outside the vocabulary become one symbol) and
counts. Every feature is present or absent; a block's features share the length one, so that long
texts weigh no more than short ones.
"""

from __future__ import annotations

from typing import NamedTuple, Sequence

import numpy as np
from scipy import sparse

from . import counts, hashing
from .texts import Text
from .tokens import Tokens, tokenise

FEATURE_FORMAT = 1
BUCKET_BITS = 18
BUCKETS = 1 << BUCKET_BITS
CHARACTER_NGRAMS = (2, 3, 4)
WORD_NGRAMS = (1, 2, 3)
SHAPE_NGRAMS = (2, 3, 4, 5, 6)

# Enough texts to keep numpy busy, few enough to stay in the cache while sorting.
_CHUNK_TEXTS = 2048
_START, _END = b"\x02", b"\x03"
_BLOCK_BITS = 2


class _Hits(NamedTuple):
    """Features found: for each the text it stands in and its 32-bit hash."""

    text: np.ndarray
    hash: np.ndarray


def feature_matrix(texts: Sequence[Text]) -> sparse.csr_matrix:
    """One row a text, `BUCKETS` columns; float32 values, each block of a row of length one."""
    chunks = [
        _chunk_matrix(texts[at : at + _CHUNK_TEXTS]) for at in range(0, len(texts), _CHUNK_TEXTS)
    ]
    if not chunks:
        return sparse.csr_matrix((0, BUCKETS), dtype=np.float32)
    return chunks[0] if len(chunks) == 1 else sparse.vstack(chunks, format="csr")


def _chunk_matrix(texts: Sequence[Text]) -> sparse.csr_matrix:
    encoded = [_START + text.text.encode("latin-1", "replace") + _END for text in texts]
    data = np.frombuffer(b"".join(encoded), np.uint8)
    text_of = np.repeat(np.arange(len(texts)), [len(one) for one in encoded])
    tokens = tokenise(data, text_of)
    flags = np.array([text.flags for text in texts], np.int64)
    blocks = [
        [_characters(data, text_of, size) for size in CHARACTER_NGRAMS],
        [_sequence(tokens.text_of, tokens.words, size, 10) for size in WORD_NGRAMS],
        [_sequence(tokens.text_of, tokens.shapes, size, 20) for size in SHAPE_NGRAMS],
        [_counts(data, text_of, tokens, flags)],
    ]
    return _binary_rows(len(texts), blocks)


def _characters(data: np.ndarray, text_of: np.ndarray, size: int) -> _Hits:
    return _sequence(text_of, data, size, 0)


def _sequence(text_of: np.ndarray, items: np.ndarray, size: int, salt: int) -> _Hits:
    """N-grams of a sequence, none across two texts."""
    length = max(len(items) - size + 1, 0)
    state = hashing.start(length, salt + size)
    for offset in range(size):
        state = hashing.step(state, items[offset : offset + length])
    inside = text_of[:length] == text_of[size - 1 : size - 1 + length]
    return _Hits(text_of[:length][inside], hashing.finish(state[inside]))


def _counts(data: np.ndarray, text_of: np.ndarray, tokens: Tokens, flags: np.ndarray) -> _Hits:
    text, what, level = counts.levels(data, text_of, tokens, flags)
    state = hashing.step(hashing.step(hashing.start(len(what), 30), what), level)
    return _Hits(text, hashing.finish(state))


def _binary_rows(rows: int, blocks: Sequence[Sequence[_Hits]]) -> sparse.csr_matrix:
    keys = np.concatenate(
        [
            (hits.text << (BUCKET_BITS + _BLOCK_BITS))
            | (block << BUCKET_BITS)
            | (hits.hash & np.uint32(BUCKETS - 1)).astype(np.int64)
            for block, found in enumerate(blocks)
            for hits in found
        ]
    )
    keys.sort()
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys
    block_of = keys >> BUCKET_BITS
    per_block = np.bincount(block_of, minlength=rows << _BLOCK_BITS)
    values = (1 / np.sqrt(per_block[block_of])).astype(np.float32)
    columns = (keys & (BUCKETS - 1)).astype(np.int32)
    starts = np.searchsorted(keys, np.arange(rows + 1) << (BUCKET_BITS + _BLOCK_BITS))
    return sparse.csr_matrix((values, columns, starts.astype(np.int32)), shape=(rows, BUCKETS))
