"""The 32-bit hash of features: FNV-1a steps and MurmurHash3's finish.

Both are multiplications modulo 2^32 and shifts (`Math.imul` and `>>>` in TypeScript), so that
two languages agree bit for bit.
"""

from __future__ import annotations

from typing import Iterable

import numpy as np

FNV_OFFSET = 0x811C9DC5
_FNV_PRIME = np.uint32(0x01000193)
_FINISH_1 = np.uint32(0x85EBCA6B)
_FINISH_2 = np.uint32(0xC2B2AE35)


def step(state: np.ndarray, value: np.ndarray) -> np.ndarray:
    """One FNV-1a step: each state takes in its value (a byte, or a hash of 32 bits)."""
    return (state ^ value.astype(np.uint32)) * _FNV_PRIME


def start(size: int, salt: int) -> np.ndarray:
    """Fresh states; `salt` keeps the hashes of different kinds of features apart."""
    return step(np.full(size, FNV_OFFSET, np.uint32), np.full(size, salt, np.uint32))


def hash_one(salt: int, values: Iterable[int]) -> int:
    """The finished hash of one sequence, in plain integers."""
    state = start(1, salt)
    for value in values:
        state = step(state, np.array([value], np.uint32))
    return int(finish(state)[0])


def finish(state: np.ndarray) -> np.ndarray:
    """The final mix: every bit of the state reaches the low bits that become the index."""
    state = state ^ (state >> np.uint32(16))
    state = state * _FINISH_1
    state = state ^ (state >> np.uint32(13))
    state = state * _FINISH_2
    return state ^ (state >> np.uint32(16))
