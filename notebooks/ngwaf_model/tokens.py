"""Words of texts as hashes, and their shapes; vectorised over the bytes of many texts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from . import hashing
from .folding import NON_ASCII
from .vocabulary import GROUPS

MAX_WORD_BYTES = 24

_BLANK, _WORD, _MARK = 0, 1, 2
_CLASS = np.full(256, _MARK, np.uint8)
_CLASS[[0x02, 0x03, 0x20]] = _BLANK
_CLASS[[*b"abcdefghijklmnopqrstuvwxyz0123456789_", ord(NON_ASCII)]] = _WORD
_IS_DIGIT = np.zeros(256, bool)
_IS_DIGIT[[*b"0123456789"]] = True

_ANY_WORD = np.uint32(1)
_ANY_NUMBER = np.uint32(2)


class Tokens(NamedTuple):
    """Words and punctuation marks in order; a mark is a token of one byte."""

    text_of: np.ndarray
    words: np.ndarray
    shapes: np.ndarray
    lengths: np.ndarray
    is_word: np.ndarray
    groups: np.ndarray
    """Bit set of the vocabulary groups that hold the word."""


def tokenise(data: np.ndarray, text_of: np.ndarray) -> Tokens:
    """The tokens of texts laid end to end, each between a start and an end byte."""
    kind = _CLASS[data]
    is_word_byte = kind == _WORD
    after_word = np.concatenate([[False], is_word_byte[:-1]])
    starts = np.flatnonzero((kind == _MARK) | (is_word_byte & ~after_word))
    # A word ends before the first byte that is no word byte; every text ends with such a byte.
    breaks = np.flatnonzero(~is_word_byte)
    is_word = is_word_byte[starts]
    ends = np.where(is_word, breaks[np.searchsorted(breaks, starts)], starts + 1)
    lengths = ends - starts
    words = _hash_words(data, starts, lengths)
    groups = _lookup(words)
    digits = np.concatenate([[0], np.cumsum(_IS_DIGIT[data])])
    is_number = digits[ends] - digits[starts] == lengths
    shapes = np.where(is_word & (groups == 0), _ANY_WORD, words)
    shapes = np.where(is_number, _ANY_NUMBER, shapes)
    return Tokens(text_of[starts], words, shapes, lengths, is_word, groups)


def _hash_words(data: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    state = hashing.start(len(starts), 0)
    for offset in range(MAX_WORD_BYTES):
        longer = np.flatnonzero(lengths > offset)
        if not len(longer):
            break
        state[longer] = hashing.step(state[longer], data[starts[longer] + offset])
    return hashing.finish(state)


def _vocabulary() -> tuple[np.ndarray, np.ndarray]:
    groups: dict[str, int] = {}
    for bit, words in enumerate(GROUPS.values()):
        for word in words.split():
            groups[word] = groups.get(word, 0) | 1 << bit
    encoded = [word.encode() for word in groups]
    data = np.frombuffer(b"".join(encoded), np.uint8)
    lengths = np.array([len(word) for word in encoded])
    hashes = _hash_words(data, np.cumsum(lengths) - lengths, lengths)
    order = np.argsort(hashes)
    return hashes[order], np.array(list(groups.values()), np.int64)[order]


def _lookup(words: np.ndarray) -> np.ndarray:
    at = np.minimum(np.searchsorted(_HASHES, words), len(_HASHES) - 1)
    return np.where(_HASHES[at] == words, _GROUP_BITS[at], 0)


_HASHES, _GROUP_BITS = _vocabulary()
