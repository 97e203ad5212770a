"""Texts: what a part comes to after decoding and folding; the unit that is scored."""

from __future__ import annotations

import re
from typing import Iterable, NamedTuple

from .decoding import base64_texts, peel
from .flags import Flag
from .folding import fold, strip_hiding
from .request_text import Part

# An attack inside a long text would be a small share of it: long texts are seen in windows.
WINDOW_CHARACTERS = 512
WINDOW_STEP = 384

_FORM_KINDS = frozenset(["query", "query_name", "form", "form_name", "referer"])
_PLAIN = re.compile(r"[A-Za-z]{0,32}|[0-9.]{0,32}|[A-Za-z0-9]{0,12}")


class Text(NamedTuple):
    """A folded text with the flags (see `Flag`) of what was taken off it."""

    text: str
    flags: int


def part_texts(part: Part) -> list[Text]:
    """The texts of a part, without repetition; none where the part is one plain word or number.

    A bare payload is scored whatever it is: there it is all there is.
    """
    if part.kind != "text" and _PLAIN.fullmatch(part.text):
        return []
    peeled, flags = peel(part.text, part.kind in _FORM_KINDS or _is_bare_query(part))
    variants = _spellings(peeled, flags)
    for hidden in base64_texts(peeled):
        variants += _spellings(hidden, flags | Flag.BASE64)
    unique = dict.fromkeys(window for variant in variants for window in _windows(variant))
    return list(unique)


def parts_texts(parts: Iterable[Part]) -> list[list[Text]]:
    """The texts of each part."""
    return [part_texts(part) for part in parts]


def _is_bare_query(part: Part) -> bool:
    return part.kind == "text" and "=" in part.text and " " not in part.text


def _spellings(peeled: str, flags: int) -> list[Text]:
    folded, more = fold(peeled)
    spellings = [Text(folded, flags | more)]
    stripped = strip_hiding(folded)
    if stripped != folded:
        spellings.append(Text(stripped, flags | more | Flag.STRIPPED))
    return spellings


def _windows(text: Text) -> list[Text]:
    if len(text.text) <= WINDOW_CHARACTERS:
        return [text] if text.text else []
    starts = range(0, len(text.text) - WINDOW_CHARACTERS + WINDOW_STEP, WINDOW_STEP)
    return [Text(text.text[at : at + WINDOW_CHARACTERS], text.flags) for at in starts]
