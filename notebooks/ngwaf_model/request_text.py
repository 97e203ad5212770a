"""Small words of the canonical form; the same as `request-text.ts`."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UPPER = re.compile("[A-Z]+")
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_PLAIN_VALUE = re.compile(r"(?:[A-Za-z0-9 ,;:=*+_-]|\.[A-Za-z0-9])*")


class Part(NamedTuple):
    """One part of a request: where it stood, what it was called, its text as written."""

    kind: str
    name: str
    text: str


def well_formed(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: no encoding can carry one."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def lower_ascii(text: str) -> str:
    """Lower case of A-Z alone: full lower-casing differs between languages."""
    return _UPPER.sub(lambda letters: letters.group().lower(), text)


def trim_blanks(text: str) -> str:
    """Without spaces and tabs at both ends: HTTP's optional white space."""
    return text.strip(" \t")


def is_plain_name(name: str) -> bool:
    """Whether a name says nothing about intent, e.g. `page`; such a name is no part."""
    return _PLAIN_NAME.fullmatch(name) is not None


def is_plain_value(value: str) -> bool:
    """Whether a header value is words, numbers and separators: `gzip, br;q=0.8`."""
    return _PLAIN_VALUE.fullmatch(value) is not None


def short_name(name: str) -> str:
    """The first 64 characters: names are labels, and a long one repeated would swell the parts."""
    # TypeScript cuts at 64 only names of more than 64 UTF-16 units: the same for all others.
    return name[:64]
