"""Forms in which an attacker may write a value, applied before the place's own escaping."""

from __future__ import annotations

import base64
import random
import re
from typing import Callable, NamedTuple
from urllib.parse import quote

_SPACE = re.compile(r"[ \t]+")


class Encoding(NamedTuple):
    """A way to write a value.

    `is_url_safe`: URLs and forms carry the result as it is, with no percent-encoding of their own.
    """

    write: Callable[[str, random.Random], str]
    is_url_safe: bool = False


def _each_special(write: Callable[[str], str]) -> Callable[[str, random.Random], str]:
    return lambda value, _: "".join(one if one.isalnum() else write(one) for one in value)


def _utf16_units(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


def _percent(value: str) -> str:
    return quote(value, safe="", errors="surrogatepass")


def _base64(value: str, _: random.Random) -> str:
    return base64.b64encode(value.encode("utf-8", "surrogatepass")).decode()


def _mixed_case(value: str, rng: random.Random) -> str:
    return "".join(one.upper() if rng.random() < 0.5 else one.lower() for one in value)


ENCODINGS = {
    "plain": Encoding(lambda value, _: value),
    "percent": Encoding(lambda value, _: _percent(value), is_url_safe=True),
    "double-percent": Encoding(lambda value, _: _percent(_percent(value)), is_url_safe=True),
    "base64": Encoding(_base64),
    "html-entity": Encoding(_each_special(lambda one: f"&#x{ord(one):x};")),
    "unicode-escape": Encoding(
        _each_special(lambda one: "".join(f"\\u{unit:04x}" for unit in _utf16_units(one)))
    ),
    "percent-u": Encoding(
        _each_special(lambda one: "".join(f"%u{unit:04x}" for unit in _utf16_units(one))),
        is_url_safe=True,
    ),
    "sql-comment": Encoding(lambda value, _: _SPACE.sub("/**/", value)),
    "case": Encoding(_mixed_case),
}

# Comments mean something in SQL alone, and letters of either case are the same only in some
# languages; a benign value that is written so is none that anybody sends.
_TYPES_OF = {"sql-comment": frozenset(["sqli"]), "case": frozenset(["sqli", "xss"])}


def applies(encoding: str, attack_type: str) -> bool:
    """Whether a value of this type still does what it did when it is written so."""
    types = _TYPES_OF.get(encoding)
    return types is None or attack_type in types
