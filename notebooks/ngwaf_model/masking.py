"""Payloads without the secrets in them: the same as `libs/masking`, bound by golden vectors.

Only values that are wholly token-like are masked, by constants that the model sees as it sees what
they stand for; whatever could be an attack stays to the character. Masking twice is masking once.
"""

from __future__ import annotations

from .secret_forms import KNOWN_FORMS, NUMBERS_AND_NAMES
from .secret_places import NAMED_VALUES

_RULES = [*KNOWN_FORMS, *NAMED_VALUES, *NUMBERS_AND_NAMES]
# One is enough but for odd texts, in which a mask lets something else be seen for a secret.
_MAX_ROUNDS = 8


def mask_secrets(text: str) -> str:
    """The text with cookies, session identifiers, tokens, passwords, keys, card numbers and the
    names in e-mail addresses masked. Time grows with the length alone.
    """
    for _ in range(_MAX_ROUNDS):
        before = text
        for needs, pattern, mask in _RULES:
            if needs.search(text):
                text = pattern.sub(mask, text)
        if text == before:
            break
    return text
