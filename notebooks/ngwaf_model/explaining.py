"""What weighed most in a text, in words that people can read."""

from __future__ import annotations

import re

import numpy as np

from .features import BUCKETS, WORD_NGRAMS, word_ngrams

MAX_FEATURES = 3

# As `tokens.tokenise` cuts a folded text.
_TOKEN = re.compile("[a-z0-9_\xa4]+|[^ ]")


def strongest_words(text: str, weights: np.ndarray) -> list[str]:
    """The stretches of three words and signs that weigh most towards malicious, with all in them.

    Strongest first, at most `MAX_FEATURES`; no two overlap or are the same, none weighs nothing.
    `text` is folded. Weights of 16 bits add up exactly, so that every language finds the same.
    """
    tokens = _TOKEN.findall(text)
    length = min(len(tokens), WORD_NGRAMS[-1])
    totals = np.zeros(max(len(tokens) - length + 1, 0))
    for size, hashes in zip(WORD_NGRAMS[:length], word_ngrams(text)):
        found = weights[hashes & np.uint32(BUCKETS - 1)].astype(np.float64)
        for offset in range(length - size + 1):
            totals += found[offset : offset + len(totals)]
    chosen: list[int] = []
    for at in sorted(range(len(totals)), key=lambda at: (-totals[at], at)):
        if totals[at] > 0 and all(abs(at - other) >= length for other in chosen):
            chosen.append(at)
    return list(dict.fromkeys(" ".join(tokens[at : at + length]) for at in chosen))[:MAX_FEATURES]
