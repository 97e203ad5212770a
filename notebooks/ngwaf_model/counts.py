"""Counts of a text as features: how many of what, in logarithmic or linear levels."""

from __future__ import annotations

import numpy as np

from .flags import FLAG_COUNT
from .tokens import Tokens
from .vocabulary import GROUPS

MAX_LEVEL = 8

# What is counted: bytes by their value, then these.
_GROUP, _FLAG, _SHARE, _LENGTH = 256, 300, 320, 330

_SHARES = np.zeros((256, 4), np.int64)
_SHARES[[*b"0123456789"], 0] = 1
_SHARES[[*b"abcdefghijklmnopqrstuvwxyz"], 1] = 1
_SHARES[0xA4, 2] = 1
_SHARES[[byte for byte in range(0x21, 0x7F) if not chr(byte).isalnum()], 3] = 1
_IS_COUNTED = (_SHARES[:, 3] == 1) | np.isin(np.arange(256), [0x0A, 0x20])


def levels(
    data: np.ndarray, text_of: np.ndarray, tokens: Tokens, flags: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Triples (text, what, level) of the counts that are not zero."""
    texts = len(flags)
    per_byte = np.bincount(text_of * 256 + data, minlength=texts * 256).reshape(texts, 256)
    marks = np.where(_IS_COUNTED, per_byte, 0)
    sizes = per_byte.sum(axis=1) - 2  # without the bytes that mark start and end
    shares = 1 + 8 * (per_byte @ _SHARES) // np.maximum(sizes, 1)[:, None]
    groups = np.stack(
        [
            np.bincount(tokens.text_of, tokens.groups >> bit & 1, texts).astype(np.int64)
            for bit in range(len(GROUPS))
        ],
        axis=1,
    )
    longest = np.zeros(texts, np.int64)
    np.maximum.at(longest, tokens.text_of, tokens.lengths)
    words = np.bincount(tokens.text_of, tokens.is_word, texts).astype(np.int64)
    lengths = np.stack([sizes, longest, words], axis=1)
    flag_bits = flags[:, None] >> np.arange(FLAG_COUNT) & 1
    found = [
        _triples(_logarithmic(marks), 0),
        _triples(_logarithmic(groups), _GROUP),
        _triples(flag_bits, _FLAG),
        _triples(shares, _SHARE),
        _triples(_logarithmic(lengths), _LENGTH),
    ]
    return tuple(np.concatenate(column) for column in zip(*found))


def _logarithmic(counted: np.ndarray) -> np.ndarray:
    """1 for one, 2 for two and three, 3 for four to seven, …; exact in every language."""
    bounds = 1 << np.arange(MAX_LEVEL)
    return np.searchsorted(bounds, counted, side="right")


def _triples(levels_of: np.ndarray, base: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    text, what = np.nonzero(levels_of)
    return text, what + base, levels_of[text, what]
