"""The canonical form of a request: what the model sees of it, part by part.

The golden vectors of the contracts bind this and `request-parts.ts`; a change here is one there.
"""

from __future__ import annotations

import re
from typing import Any, Mapping

from .json_strings import json_strings
from .multipart import multipart_parts
from .request_text import (
    Part,
    is_plain_name,
    is_plain_value,
    lower_ascii,
    short_name,
    trim_blanks,
    well_formed,
)

# Say how the message travels, not what it says; dropped while their value is plain.
TRANSPORT_HEADERS = frozenset(
    [
        "accept-encoding",
        "cache-control",
        "connection",
        "content-length",
        "date",
        "dnt",
        "expect",
        "keep-alive",
        "max-forwards",
        "pragma",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "upgrade-insecure-requests",
    ]
)
_ABSOLUTE_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")
_LOOKS_LIKE_FORM = re.compile(r"[A-Za-z0-9_.~%\[\]-]{1,64}=[^\r\n]*")


def request_parts(request: Mapping[str, Any]) -> list[Part]:
    """Parts of a request `{method, url, headers, body?}`; empty texts are left out.

    Order: URL, headers by name and value, body. Texts are as written (percent-encoding stays);
    JSON strings are their values. Names that are not plain words are parts of their own.
    """
    headers = _sorted_headers(request.get("headers") or {})
    content_type = next((value for name, value in headers if name == "content-type"), "")
    method = well_formed(request["method"])
    parts = [] if is_plain_name(method) else [Part("header", ":method", method)]
    parts += _url_parts(well_formed(request["url"]))
    for name, value in headers:
        parts += _header_parts(name, value)
    parts += _body_parts(well_formed(request.get("body") or ""), content_type)
    return [part for part in parts if part.text]


def _sorted_headers(headers: Mapping[str, Any]) -> list[tuple[str, str]]:
    flat = [
        (lower_ascii(well_formed(name)), well_formed(one))
        for name, value in headers.items()
        for one in ([value] if isinstance(value, str) else value)
    ]
    # By UTF-16 code units, the order in which TypeScript compares.
    return sorted(flat, key=lambda header: [text.encode("utf-16-be") for text in header])


def _pairs(text: str, kind: str, name_kind: str, separator: str = "&") -> list[Part]:
    parts = []
    for raw in text.split(separator):
        pair = trim_blanks(raw) if separator == ";" else raw
        name, equals, value = pair.partition("=")
        if not equals:
            parts.append(Part(kind, "", pair))
            continue
        if not is_plain_name(name):
            parts.append(Part(name_kind, short_name(name), name))
        parts.append(Part(kind, short_name(name), value))
    return parts


def _target_parts(target: str, path_kind: str, kind: str, name_kind: str) -> list[Part]:
    path, question, query = target.partition("?")
    return [Part(path_kind, "", path)] + (_pairs(query, kind, name_kind) if question else [])


def _url_parts(url: str) -> list[Part]:
    origin = _ABSOLUTE_URL.match(url)
    if origin is None:
        return _target_parts(url, "path", "query", "query_name")
    authority = origin.group(1)
    parts = [] if is_plain_value(authority) else [Part("header", ":authority", authority)]
    return parts + _target_parts(url[origin.end() :], "path", "query", "query_name")


def _header_parts(name: str, value: str) -> list[Part]:
    if name == "cookie":
        return _pairs(value, "cookie", "cookie", ";")
    if name == "referer":
        origin = _ABSOLUTE_URL.match(value)
        target = value[origin.end() :] if origin else value
        return _target_parts(target, "referer", "referer", "referer")
    if name in TRANSPORT_HEADERS and is_plain_value(value):
        return []
    return [Part("header", short_name(name), value)]


def _body_parts(body: str, content_type: str) -> list[Part]:
    media = lower_ascii(trim_blanks(content_type.split(";", 1)[0]))
    if media == "application/x-www-form-urlencoded":
        return _pairs(body, "form", "form_name")
    sections = multipart_parts(body, content_type) if media.startswith("multipart/") else None
    if sections is not None:
        return sections
    # Frameworks read JSON under many names and under none, so the text decides.
    strings = json_strings(body)
    if strings is not None:
        return [
            Part("json_name" if string.is_key else "json", string.path, string.text)
            for string in strings
            if not (string.is_key and is_plain_name(string.text))
        ]
    if media == "" and _LOOKS_LIKE_FORM.fullmatch(body):
        return _pairs(body, "form", "form_name")
    return [Part("body", "", body)]
