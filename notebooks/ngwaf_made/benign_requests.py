"""Benign values in whole requests: in every place, as attacks, so that no place means one."""

from __future__ import annotations

import random
from typing import Sequence
from urllib.parse import quote

from . import bodies, placing
from .benign import KINDS, benign_grammar
from .encodings import base64_of
from .names import NAMES
from .placing import Place
from .requests import Request

_PLACES: list[Place] = [
    *[placing.query] * 5,
    *[bodies.form] * 4,
    *[bodies.in_json] * 4,
    *[placing.cookie] * 2,
    *[bodies.multipart] * 2,
    bodies.xml,
    bodies.graphql,
    placing.referer,
    bodies.opaque,
]
_IN_PATHS = ("searchword", "person", "identifier", "number", "path_text")
_IN_HEADERS = ("identifier", "jsonvalue", "number", "ua_other", "nested_url")
# What has a place of its own.
_NEVER_PLACED = ("cookie", "ua_other", "extra_header", "form", "pairs", "oldquery")


def made_benign_requests(
    surroundings: Sequence[Request], per_kind: int, seed: int
) -> list[tuple[str, str]]:
    """Pairs (request as text, kind): values of each kind placed in the requests."""
    source = random.Random(seed)
    grammar = benign_grammar(source)
    made: dict[str, str] = {}
    for rule, name in KINDS.items():
        if rule in _NEVER_PLACED:
            continue
        places = [
            *_PLACES,
            *[placing.path] * (2 * (rule in _IN_PATHS)),
            *[_custom_header] * (2 * (rule in _IN_HEADERS)),
            *[bodies.xml_body] * (20 * (rule == "xml")),
        ]
        for _ in range(per_kind):
            request = source.choice(surroundings)
            host = dict(request.headers)["Host"]
            value = grammar.expand(rule)
            names = NAMES["any"]
            if rule == "nested_url":
                value, names = _address(value, host, source)
            if source.random() < 0.1:
                value = source.choice([base64_of(value), quote(value, safe="")])
            placed = source.choice(places)(request, source.choice(names), value, source)
            made.setdefault(placed.text(), f"benign-request-{name}")
    return list(made.items())


def _address(url: str, host: str, source: random.Random) -> tuple[str, list[str]]:
    """An address as a value: of another host where that is usual, of the same host anywhere."""
    if source.random() < 0.5:
        return url, NAMES["benign_address"]
    own = "/" + url.split("/", 3)[-1] if "//" in url else "/" + url
    value = source.choice([f"https://{host}{own}", f"https://{host}{own}", own, f"//{host}{own}"])
    return value, [*NAMES["redirect"], *NAMES["benign_address"], *NAMES["address"]]


def _custom_header(request: Request, name: str, value: str, source: random.Random) -> Request:
    line = value.replace("\r", " ").replace("\n", " ")
    return request._replace(headers=[*request.headers, (f"X-{name.title()}", line)])
