"""Payload texts, the rows of training data: a URL, a request written as text, or a bare string."""

from __future__ import annotations

import re
from typing import Any

from .folding import fold
from .request_parts import request_parts
from .request_text import Part, well_formed
from .texts import parts_texts

_REQUEST_LINE = re.compile(
    r"([A-Z]{3,12}) ([^\r\n]+?) HTTP/[0-9](?:\.[0-9])?(?:\r?\n|\Z)", re.ASCII
)
_URL = re.compile(r"/[^\s?]*\?[^\s=]{1,100}=|/[^\s?]*\Z", re.ASCII)
_ABSOLUTE_URL = re.compile(r"https?://", re.IGNORECASE | re.ASCII)


def payload_parts(payload: str, is_url: bool | None = None) -> list[Part]:
    """Parts of a payload; `is_url` says what it is where that is known, else the text decides.

    A payload that is neither a URL nor a request is a single part of kind `text`. So is an
    absolute URL where `is_url` is unknown: as a value (redirects, file inclusion) its host is
    what matters, and taking it apart would lose it.
    """
    request = parse_request(payload)
    if request is not None:
        return request_parts(request)
    looks_like_url = _URL.match(payload) is not None
    is_known_url = bool(is_url) and (payload[:1] == "/" or _ABSOLUTE_URL.match(payload) is not None)
    if is_known_url or (is_url is None and looks_like_url):
        return request_parts({"method": "GET", "url": payload, "headers": {}})
    return [Part("text", "", well_formed(payload))] if payload else []


def normalised_text(payload: str, is_url: bool | None = None) -> str:
    """What the model sees of a payload, as one text: equal for payloads that are near-duplicates.

    Decoded and folded, so that a payload and its encoding, or two that differ in case or in long
    numbers alone, have the same.
    """
    texts = [text.text for found in parts_texts(payload_parts(payload, is_url)) for text in found]
    return "\x1f".join(texts) or fold(payload)[0]


def parse_request(text: str) -> dict[str, Any] | None:
    """A request written as text (request line, headers, blank line, body), or None if it is none.

    Lines end with `\\n` or `\\r\\n`. A header line that is none ends the headers: what stands
    from there on is the body, so that nothing is lost.
    """
    first = _REQUEST_LINE.match(text)
    if first is None:
        return None
    headers: dict[str, list[str]] = {}
    position = first.end()
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].rstrip("\r")
        name, colon, value = line.partition(":")
        if line and not (colon and re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name)):
            break
        position = end + 1
        if not line:
            break
        headers.setdefault(name, []).append(value.strip(" \t"))
    return {
        "method": first.group(1),
        "url": first.group(2),
        "headers": headers,
        "body": text[position:],
    }
