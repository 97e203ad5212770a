"""The place of an absolute URL as features: the kind and the name of the part that holds it."""

from __future__ import annotations

import re
from functools import lru_cache

from .hashing import hash_one
from .request_text import well_formed

NAME_WORDS = 4

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@lru_cache(maxsize=1 << 14)
def place_hashes(url_flags: int, kind: str, name: str) -> tuple[int, ...]:
    """Hashes of where a URL leads: alone, with its part's kind, with each word of its name.

    The words of a name are its runs of ASCII letters, split before capitals (`imageUrl`), without
    case; at most the last `NAME_WORDS`, since the end of a JSON path says what a value is. Without
    flags the text is no URL, and its place says nothing.
    """
    if not url_flags:
        return ()
    words = [word.lower() for word in _WORD.findall(name)[-NAME_WORDS:]]
    of_words = [hash_one(42, [url_flags, *word.encode()]) for word in words]
    of_kind = hash_one(41, [url_flags, *well_formed(kind).encode()])
    return (hash_one(40, [url_flags]), of_kind, *of_words)
