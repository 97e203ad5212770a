"""Which texts are so alike that one would give the other's label away.

Two texts are near-duplicates when they have the same canonical text (see `canonical`), or when
their canonical texts share four fifths of their four-character pieces, estimated by MinHash (Broder
1997).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

SIMILARITY = 0.8
_HASHES = 64
# Texts with all hashes of a band in common are compared; one in 5,000 pairs at the limit is missed.
_BAND = 4
_PIECE = 4
_CHUNK_BYTES = 1 << 21
_PAIRS_AT_ONCE = 1 << 17
_SEED = 20

_HOST = re.compile(r"//[a-z0-9.:@\[\]-]+|\A[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?\Z")
_TOKEN = re.compile(r"(?<![a-z0-9_-])(?=[a-z_-]*[0-9])[a-z0-9_-]{12,}(?![a-z0-9_-])")
_DIGITS = re.compile("[0-9]+")
_BLANKS = re.compile(r"\s+")
_SEPARATOR = "\x1f"


def canonical(text: str) -> str:
    """A normalised text (`ngwaf_model.payload.normalised_text`) without what often varies.

    Hosts, tokens and numbers are one symbol each; blanks and the order of the parts do not count.
    """
    parts = {_canonical_part(part) for part in text.split(_SEPARATOR)}
    return _SEPARATOR.join(sorted(parts))


def near_duplicate_groups(texts: Sequence[str]) -> np.ndarray:
    """The number of each canonical text's group; the same in whatever order the texts come."""
    distinct = sorted(set(texts))
    if not distinct:
        return np.zeros(0, int)
    numbers = {text: number for number, text in enumerate(distinct)}
    groups = _components(_signatures(distinct))
    return groups[[numbers[text] for text in texts]]


def _canonical_part(text: str) -> str:
    text = _TOKEN.sub("token", _HOST.sub("//host", text))
    return _BLANKS.sub("", _DIGITS.sub("0", text))


def _signatures(texts: Sequence[str]) -> np.ndarray:
    """MinHash of each text, shape (texts, hashes)."""
    encoded = [text.encode("utf-8", "replace").ljust(_PIECE, b"\x00") for text in texts]
    signatures = np.empty((len(texts), _HASHES), np.uint32)
    begin = size = 0
    for end, data in enumerate(encoded, 1):
        size += len(data)
        if size >= _CHUNK_BYTES or end == len(encoded):
            signatures[begin:end] = _chunk_signatures(encoded[begin:end])
            begin, size = end, 0
    return signatures


def _chunk_signatures(encoded: Sequence[bytes]) -> np.ndarray:
    data = np.frombuffer(b"".join(encoded) + bytes(_PIECE), np.uint8).astype(np.uint32)
    pieces = sum(data[at : len(data) - _PIECE + at] << np.uint32(8 * at) for at in range(_PIECE))
    lengths = np.array([len(one) for one in encoded])
    starts = np.cumsum(lengths) - lengths
    # A piece that reaches into the next text is replaced by its text's first one.
    text_of = np.repeat(np.arange(len(encoded)), lengths)
    reaches = np.arange(len(pieces)) > (starts + lengths - _PIECE)[text_of]
    pieces = np.where(reaches, pieces[starts][text_of], pieces)
    random = np.random.default_rng(_SEED)
    multipliers = random.integers(1 << 31, size=_HASHES, dtype=np.uint32) * np.uint32(
        2
    ) + np.uint32(1)
    columns = [np.minimum.reduceat(_mix(pieces, one), starts) for one in multipliers]
    return np.stack(columns, axis=1)


def _mix(values: np.ndarray, multiplier: np.uint32) -> np.ndarray:
    """A hash of 32 bits, of a family numbered by odd multipliers."""
    mixed = values * multiplier
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    mixed ^= mixed >> np.uint32(12)
    return mixed * multiplier


def _components(signatures: np.ndarray) -> np.ndarray:
    count = len(signatures)
    bands = range(0, _HASHES, _BAND)
    pairs = np.concatenate([_candidates(signatures[:, at : at + _BAND]) for at in bands])
    pairs = np.unique(pairs, axis=0)
    parts = range(0, len(pairs), _PAIRS_AT_ONCE)
    alike = [_are_alike(signatures, pairs[at : at + _PAIRS_AT_ONCE]) for at in parts]
    pairs = pairs[np.concatenate([*alike, np.zeros(0, bool)])]
    links = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return connected_components(links, directed=False)[1]


def _are_alike(signatures: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    return (signatures[pairs[:, 0]] == signatures[pairs[:, 1]]).mean(axis=1) >= SIMILARITY


def _candidates(band: np.ndarray) -> np.ndarray:
    """Pairs of texts with a band in common: each with the one before it and with the first."""
    order = np.lexsort(band.T)
    is_same = (band[order[1:]] == band[order[:-1]]).all(axis=1)
    firsts = np.concatenate([[0], np.flatnonzero(~is_same) + 1])
    first_of = np.repeat(firsts, np.diff([*firsts, len(order)]))[1:]
    before = np.stack([order[:-1], order[1:]], axis=1)
    first = np.stack([order[first_of], order[1:]], axis=1)
    return np.sort(np.concatenate([before[is_same], first[is_same]]), axis=1)
