"""What attackers do to one and the same attack: encodings, case, comments in place of blanks."""

from __future__ import annotations

import base64
import random
import re
from typing import Callable
from urllib.parse import quote, quote_plus

_BLANK = re.compile(" +")
_LONG_RUN = re.compile("[A-Za-z0-9+/]{20}")


def percent(text: str) -> str:
    """Every character that is no letter, digit or one of `-_.~`."""
    return quote(text, safe="")


def _every_character(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


def _unicode_escapes(text: str) -> str:
    return "".join(c if c.isalnum() and c.isascii() else f"\\u{ord(c) & 0xFFFF:04x}" for c in text)


def _percent_u(text: str) -> str:
    return "".join(c if c.isalnum() and c.isascii() else f"%u{ord(c) & 0xFFFF:04x}" for c in text)


def _entities(text: str) -> str:
    return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in text)


def _hex_entities(text: str) -> str:
    return "".join(f"&#x{ord(c):x};" if c in "<>\"'()&=:;" else c for c in text)


def base64_of(text: str) -> str:
    """Base64 of the text; a short one stays, since Base64 of few characters looks like any word."""
    if len(text) < 8:
        return text
    return base64.b64encode(text.encode()).decode()


Disguise = Callable[[str, random.Random], str]
# Common ones stand more than once.
_ENCODINGS: list[Disguise] = [
    *[lambda text, _: percent(text)] * 5,
    *[lambda text, _: quote_plus(text)] * 2,
    *[lambda text, _: percent(percent(text))] * 3,
    *[lambda text, _: base64_of(text)] * 3,
    lambda text, _: percent(percent(percent(text))),
    lambda text, _: _every_character(text),
    lambda text, _: _unicode_escapes(text),
    lambda text, _: _percent_u(text),
    lambda text, _: _entities(text),
    lambda text, _: _hex_entities(text),
]
_SPELLINGS: list[Disguise] = [
    *[lambda text, source: "".join(source.choice([c.upper(), c.lower()]) for c in text)] * 2,
    lambda text, source: _BLANK.sub(lambda _: source.choice(["/**/", "%09", "%0a"]), text),
    lambda text, _: text.upper(),
]


def disguise(attack: str, source: random.Random) -> str:
    """The attack as it is (seven of ten), or in one of its disguises."""
    if source.random() < 0.7:
        return attack
    # What stands in Base64 has no other spelling.
    disguises = _ENCODINGS if _LONG_RUN.search(attack) else _ENCODINGS + _SPELLINGS * 2
    return source.choice(disguises)(attack, source)
