"""Grammars as text, expanded at random: the same random source gives the same texts.

    name = one word or another        alternatives without blanks, on one line
    name:                             alternatives with blanks, one a line, indented
      a text with a «slot»

A slot is filled with an alternative of the rule or with a character of the alphabet it names:
`«hex(8)»` eight of them, `«word(2-5)»` two to five, `«host:1»` the same text at each place of one
expansion, `«url|q»` percent-encoded, `«json|b64»` in Base64. Filters run from left to right.
"""

from __future__ import annotations

import base64
import json
import random
import re
import string
from typing import Callable, Mapping
from urllib.parse import quote, quote_plus

Rules = Mapping[str, "list[str]"]

ALPHABETS = {
    "hex": "0123456789abcdef",
    "hexup": "0123456789ABCDEF",
    "digit": string.digits,
    "lower": string.ascii_lowercase,
    "upper": string.ascii_uppercase,
    "alnum": string.ascii_letters + string.digits,
    "lowdigit": string.ascii_lowercase + string.digits,
    "token": string.ascii_letters + string.digits + "-_",
    # What readers make of bytes that are no text: one character a byte, or a sign of replacement.
    "byte": "".join(map(chr, [*range(1, 256)])),
    "replaced": string.printable[:-5] + "\ufffd" * 90 + "\x00\x01\x02\x08",
}
SPECIAL = {"nl": "\n", "crlf": "\r\n", "tab": "\t", "sp": " ", "nul": "\0", "bell": "\x07"}
FILTERS: dict[str, Callable[[str], str]] = {
    "q": lambda text: quote(text, safe=""),
    "path": lambda text: quote(text, safe="/-_.~"),
    "plus": quote_plus,
    "b64": lambda text: base64.b64encode(text.encode()).decode(),
    "b64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "js": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
}
_SLOT = re.compile(r"«(\w+)(?:\((\d+)(?:-(\d+))?\))?(:\w+)?((?:\|\w+)*)»")


def rules(*texts: str) -> dict[str, list[str]]:
    """The rules of grammars' texts (see the module), as one grammar.

    Raises ValueError where a rule stands twice.
    """
    read: dict[str, list[str]] = {}
    name = ""
    for line in "\n".join(texts).splitlines():
        if line.startswith("  "):
            read[name].append(line[2:])
        elif line:
            name, mark, words = (part.strip() for part in re.split("([=:])", line, maxsplit=1))
            if name in read:
                raise ValueError(f"the rule {name} stands twice")
            read[name] = words.split() if mark == "=" else []
    return read


class Grammar:
    """Expands rules from one random source."""

    def __init__(self, known: Rules, source: random.Random) -> None:
        self.rules = known
        self.source = source

    def expand(self, rule: str, bound: Mapping[str, str] | None = None) -> str:
        """A text of the rule; `bound` fixes what slots of some names are filled with."""
        return self._fill(self.source.choice(self.rules[rule]), dict(bound or {}))

    def fill(self, template: str, bound: Mapping[str, str] | None = None) -> str:
        """The template with its slots filled."""
        return self._fill(template, dict(bound or {}))

    def _fill(self, template: str, bound: dict[str, str]) -> str:
        if "«" not in template:
            return template
        return _SLOT.sub(lambda slot: self._slot(slot, bound), template)

    def _slot(self, slot: re.Match, bound: dict[str, str]) -> str:
        name, low, high, label, filters = slot.groups()
        key = name + (label or "")
        if key in bound:
            text = bound[key]
        else:
            times = 1 if low is None else int(low)
            if high is not None:
                times = self.source.randint(times, int(high))
            text = self._some(name, times, bound)
            if label:
                bound[key] = text
        for one in filters.split("|")[1:]:
            text = FILTERS[one](text)
        return text

    def _some(self, name: str, times: int, bound: dict[str, str]) -> str:
        if name in ALPHABETS:
            return "".join(self.source.choices(ALPHABETS[name], k=times))
        if name in SPECIAL:
            return SPECIAL[name] * times
        choices = self.rules[name]
        return "".join(self._fill(self.source.choice(choices), bound) for _ in range(times))
