"""Hashed binary features of texts, vectorised over many texts at once.

Five blocks: character n-grams, words, shapes (words outside the vocabulary become one symbol),
counts, and for absolute URLs the place: where they lead, with the kind and name of their part.
Every feature is present or absent; a block's features share the length one, so that long texts
weigh no more than short ones.
"""

from __future__ import annotations

from typing import Iterator, NamedTuple, Sequence

import numpy as np
from scipy import sparse

from . import counts, hashing
from .flags import URL_FLAGS
from .places import place_hashes
from .texts import Text
from .tokens import Tokens, tokenise

FEATURE_FORMAT = 2
BUCKET_BITS = 18
BUCKETS = 1 << BUCKET_BITS
CHARACTER_NGRAMS = (2, 3, 4)
WORD_NGRAMS = (1, 2, 3)
SHAPE_NGRAMS = (2, 3, 4, 5, 6)

# Enough texts to keep numpy busy, few enough to stay in the cache while sorting.
_CHUNK_TEXTS = 2048
_START, _END = b"\x02", b"\x03"
_BLOCK_BITS = 3


class _Hits(NamedTuple):
    """Features found: for each the text it stands in and its 32-bit hash."""

    text: np.ndarray
    hash: np.ndarray


def feature_matrix(texts: Sequence[Text]) -> sparse.csr_matrix:
    """One row a text, `BUCKETS` columns; float32 values, each block of a row of length one."""
    chunks = [_matrix(len(chunk), _keys(chunk)) for chunk in _chunks(texts)]
    if not chunks:
        return sparse.csr_matrix((0, BUCKETS), dtype=np.float32)
    return chunks[0] if len(chunks) == 1 else sparse.vstack(chunks, format="csr")


def weighted_sums(texts: Sequence[Text], weights: np.ndarray) -> np.ndarray:
    """The scalar product of each text's features with the weights, summed in double precision.

    The same as `feature_matrix(texts) @ weights`, exact enough for another language to agree:
    each block's weights are summed and divided by the root of their number.
    """
    found = [_sums(len(chunk), _keys(chunk), weights) for chunk in _chunks(texts)]
    return np.concatenate(found) if found else np.zeros(0)


def _chunks(texts: Sequence[Text]) -> Iterator[Sequence[Text]]:
    return (texts[at : at + _CHUNK_TEXTS] for at in range(0, len(texts), _CHUNK_TEXTS))


def _keys(texts: Sequence[Text]) -> np.ndarray:
    """Sorted distinct keys of the features that the texts have: text, block, bucket in one number.

    Ordered by text, then block: what belongs together stands together.
    """
    encoded = [_bytes(text.text) for text in texts]
    data = np.frombuffer(b"".join(encoded), np.uint8)
    text_of = np.repeat(np.arange(len(texts)), [len(one) for one in encoded])
    tokens = tokenise(data, text_of)
    flags = np.array([text.flags for text in texts], np.int64)
    blocks = [
        [_characters(data, text_of, size) for size in CHARACTER_NGRAMS],
        [_sequence(tokens.text_of, tokens.words, size, 10) for size in WORD_NGRAMS],
        [_sequence(tokens.text_of, tokens.shapes, size, 20) for size in SHAPE_NGRAMS],
        [_counts(data, text_of, tokens, flags)],
        [_places(texts)],
    ]
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
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def word_ngrams(text: str) -> list[np.ndarray]:
    """Hashes of a text's word n-grams in order, an array for each of `WORD_NGRAMS`."""
    data = np.frombuffer(_bytes(text), np.uint8)
    alone = np.zeros(len(data), np.int64)
    tokens = tokenise(data, alone)
    return [_sequence(tokens.text_of, tokens.words, size, 10).hash for size in WORD_NGRAMS]


def _bytes(text: str) -> bytes:
    return _START + text.encode("latin-1", "replace") + _END


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


def _places(texts: Sequence[Text]) -> _Hits:
    hashes = [place_hashes(text.flags & URL_FLAGS, text.kind, text.name) for text in texts]
    text_of = np.repeat(np.arange(len(texts)), [len(one) for one in hashes])
    return _Hits(text_of, np.array([one for some in hashes for one in some], np.uint32))


def _matrix(rows: int, keys: np.ndarray) -> sparse.csr_matrix:
    block_of = keys >> BUCKET_BITS
    per_block = np.bincount(block_of, minlength=rows << _BLOCK_BITS)
    values = (1 / np.sqrt(per_block[block_of])).astype(np.float32)
    columns = (keys & (BUCKETS - 1)).astype(np.int32)
    starts = np.searchsorted(keys, np.arange(rows + 1) << (BUCKET_BITS + _BLOCK_BITS))
    return sparse.csr_matrix((values, columns, starts.astype(np.int32)), shape=(rows, BUCKETS))


def _sums(rows: int, keys: np.ndarray, weights: np.ndarray) -> np.ndarray:
    block_of = keys >> BUCKET_BITS
    blocks = rows << _BLOCK_BITS
    sums = np.bincount(block_of, weights[keys & (BUCKETS - 1)], blocks)
    per_block = np.bincount(block_of, minlength=blocks)
    return (sums / np.sqrt(np.maximum(per_block, 1))).reshape(rows, -1).sum(axis=1)
