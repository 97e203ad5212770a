"""Texts: what a part comes to after decoding and folding; the unit that is scored."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Sequence

from .decoding import base64_texts, peel
from .destination import site_of, url_flags
from .flags import Flag
from .folding import fold, strip_hiding
from .request_text import Part

# An attack inside a long text would be a small share of it: long texts are seen in windows.
WINDOW_CHARACTERS = 512
WINDOW_STEP = 384

# Longer parts are seldom the same twice.
_CACHED_CHARACTERS = 256

_FORM_KINDS = frozenset(["query", "query_name", "form", "form_name", "referer"])
_PLAIN = re.compile(r"[A-Za-z]{0,32}|[0-9.]{0,32}|[A-Za-z0-9]{0,12}")


class Text(NamedTuple):
    """A folded text with the flags (see `Flag`) of what was taken off it.

    Where it is an absolute URL, also the kind and the name of its part: they decide what it means.
    """

    text: str
    flags: int
    kind: str = ""
    name: str = ""


def part_texts(part: Part, site: str = "") -> list[Text]:
    """The texts of a part, without repetition; none where the part is one plain word or number.

    A bare payload is scored whatever it is: there it is all there is. `site` is that of the
    request (see `site_of`), empty where it is not known.
    """
    if part.kind != "text" and _PLAIN.fullmatch(part.text):
        return []
    is_form = part.kind in _FORM_KINDS or _is_bare_query(part)
    read = _variants if len(part.text) > _CACHED_CHARACTERS else _known_variants
    placed = [_placed(variant, part, site) for variant in read(part.text, is_form)]
    return list(dict.fromkeys(window for text in placed for window in _windows(text)))


def parts_texts(parts: Sequence[Part]) -> list[list[Text]]:
    """The texts of each part of one request."""
    site = site_of(parts)
    return [part_texts(part, site) for part in parts]


def _is_bare_query(part: Part) -> bool:
    return part.kind == "text" and "=" in part.text and " " not in part.text


def _variants(text: str, is_form: bool) -> list[Text]:
    """The spellings of a text, and of what stands in it in Base64."""
    peeled, flags = peel(text, is_form)
    variants = _spellings(peeled, flags)
    for hidden in base64_texts(peeled):
        variants += _spellings(hidden, flags | Flag.BASE64)
    return variants


# Clients repeat themselves: most headers, many paths and values have been seen before.
_known_variants = lru_cache(maxsize=1 << 14)(_variants)


def _spellings(peeled: str, flags: int) -> list[Text]:
    folded, more = fold(peeled)
    spellings = [Text(folded, flags | more)]
    stripped = strip_hiding(folded)
    if stripped != folded:
        spellings.append(Text(stripped, flags | more | Flag.STRIPPED))
    return spellings


def _placed(text: Text, part: Part, site: str) -> Text:
    # A path and the request's own host are no destinations.
    if part.kind == "path" or (part.kind == "header" and part.name == "host"):
        return text
    flags = url_flags(text.text, site)
    return Text(text.text, text.flags | flags, part.kind, part.name) if flags else text


def _windows(text: Text) -> list[Text]:
    if len(text.text) <= WINDOW_CHARACTERS:
        return [text] if text.text else []
    starts = range(0, len(text.text) - WINDOW_CHARACTERS + WINDOW_STEP, WINDOW_STEP)
    return [text._replace(text=text.text[at : at + WINDOW_CHARACTERS]) for at in starts]
