"""Rows of the corpus as whole requests: each value placed where a request may carry it."""

from __future__ import annotations

import json
import random
import re
from typing import Any
from urllib.parse import quote

from ngwaf_model.payload import parse_request

from . import surroundings
from .encodings import ENCODINGS, Encoding

PLACEMENTS = ("query", "path", "form", "json", "header", "cookie")
# A row that is a query string already goes where query strings go.
_QUERY_PLACEMENTS = ("query", "form")
_QUERY = re.compile(r"[&?]?[A-Za-z0-9_.~%\[\]:-]{1,64}=\S*")
# An address is an open redirect where the application goes where it says, and nowhere else.
_REDIRECT = "open-redirect"
_REDIRECTING_PLACEMENTS = ("query", "form")
# A row that was collected in a URL's own escaping is written so already.
_ESCAPED = re.compile(r"(?=[^%]*%[0-9A-Fa-f]{2})[A-Za-z0-9_.~%!*'()+-]*")
_CARRIERS = ("X-Forwarded-For", "User-Agent", "Referer", "X-Api-Version", "Accept-Language")
_FORM = "application/x-www-form-urlencoded"

Request = dict[str, Any]


def is_placed(payload: str, is_url: bool) -> bool:
    """Whether a row says itself where it stands: a URL, or a request written as text."""
    return is_url or parse_request(payload) is not None


def is_query_string(payload: str) -> bool:
    """Whether a bare text is a query string: names and values."""
    return _QUERY.fullmatch(payload) is not None


def is_escaped(payload: str) -> bool:
    """Whether a bare text was collected in a URL's own escaping."""
    return _ESCAPED.fullmatch(payload) is not None


def seed_of(payload: str, salt: str = "") -> random.Random:
    """Chance that depends on the row alone, so that its request is always the same."""
    return random.Random(f"{salt}\0{payload}".encode("utf-8", "surrogatepass"))


def natural_request(payload: str, is_url: bool, attack_type: str = "") -> Request:
    """The row as one request, in a place chosen by its text and in that place's own escaping.

    An open redirect goes to a parameter that redirects: in any other it is none.
    """
    rng = seed_of(payload)
    if is_placed(payload, is_url):
        return _as_it_stands(payload, rng)
    if is_query_string(payload):
        return _as_query_string(payload, rng.choice(_QUERY_PLACEMENTS), rng)
    placements = _REDIRECTING_PLACEMENTS if attack_type == _REDIRECT else PLACEMENTS
    return place(payload, rng.choice(placements), "plain", rng, attack_type)


def place(
    value: str, placement: str, encoding: str, rng: random.Random, attack_type: str = ""
) -> Request:
    """A request that carries the value, encoded, at a placement (one of `PLACEMENTS`)."""
    encoded = ENCODINGS[encoding]
    redirects = attack_type == _REDIRECT
    name = surroundings.redirecting_name(rng) if redirects else surroundings.name(rng)
    return _PLACE[placement](name, encoded.write(value, rng), encoded, rng)


def _as_it_stands(payload: str, rng: random.Random) -> Request:
    request = parse_request(payload)
    if request is not None:
        return request
    return _request("GET", payload, surroundings.headers(rng))


def _as_query_string(payload: str, placement: str, rng: random.Random) -> Request:
    headers = surroundings.headers(rng)
    if placement == "form":
        return _request("POST", surroundings.path(rng), headers, payload, _FORM)
    return _request("GET", f"{surroundings.path(rng)}?{payload.lstrip('?')}", headers)


def _request(
    method: str, url: str, headers: dict[str, str], body: str = "", media: str = ""
) -> Request:
    if media:
        headers = {**headers, "Content-Type": media}
    return {"method": method, "url": url, "headers": headers, "body": body}


def _escaped(value: str, encoding: Encoding) -> str:
    """A value in a query string or form."""
    if encoding.is_url_safe or is_escaped(value):
        return value
    return quote(value, safe="", errors="surrogatepass")


def _pairs(name: str, value: str, rng: random.Random) -> str:
    pairs = [*surroundings.beside(rng), (name, value)]
    rng.shuffle(pairs)
    return "&".join(f"{name}={text}" for name, text in pairs)


def _query(name: str, value: str, encoding: Encoding, rng: random.Random) -> Request:
    url = f"{surroundings.path(rng)}?{_pairs(name, _escaped(value, encoding), rng)}"
    return _request("GET", url, surroundings.headers(rng))


def _path(_: str, value: str, encoding: Encoding, rng: random.Random) -> Request:
    # Paths keep more signs than queries do: a traversal's slashes stay what they are.
    if encoding.is_url_safe or is_escaped(value):
        written = value
    else:
        written = quote(value, safe="/:@!$&'()*+,;=", errors="surrogatepass")
    return _request("GET", f"/files/{written}", surroundings.headers(rng))


def _form(name: str, value: str, encoding: Encoding, rng: random.Random) -> Request:
    body = _pairs(name, _escaped(value, encoding), rng)
    return _request("POST", surroundings.path(rng), surroundings.headers(rng), body, _FORM)


def _json(name: str, value: str, _: Encoding, rng: random.Random) -> Request:
    fields = dict([*surroundings.beside(rng), (name, value)])
    nested = {"data": fields, "ok": True} if rng.random() < 0.5 else fields
    body = json.dumps(nested, ensure_ascii=rng.random() < 0.5)
    headers = surroundings.headers(rng)
    return _request("POST", surroundings.path(rng), headers, body, "application/json")


def _header(_name: str, value: str, _: Encoding, rng: random.Random) -> Request:
    headers = surroundings.headers(rng)
    headers[rng.choice(_CARRIERS)] = _on_one_line(value)
    return _request("GET", surroundings.path(rng), headers)


def _cookie(name: str, value: str, encoding: Encoding, rng: random.Random) -> Request:
    written = value if encoding.is_url_safe else _in_cookie(value)
    pairs = [*surroundings.cookies(rng), (name, written)]
    headers = surroundings.headers(rng)
    headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in pairs)
    return _request("GET", surroundings.path(rng), headers)


def _on_one_line(value: str) -> str:
    """Control characters cannot stand in a header."""
    return re.sub("[\x00-\x1f\x7f]", lambda found: f"%{ord(found[0]):02x}", value)


def _in_cookie(value: str) -> str:
    """What ends a cookie's value, percent-encoded, as libraries for cookies do."""
    return re.sub("[\x00-\x20\x7f;,]", lambda found: f"%{ord(found[0]):02X}", value)


_PLACE = {
    "query": _query,
    "path": _path,
    "form": _form,
    "json": _json,
    "header": _header,
    "cookie": _cookie,
}
