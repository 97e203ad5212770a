"""Attacks in whole requests, each in a place that its type is known for.

All else in such a request stands in a benign row as well, so that a learner that must find what
made a row malicious finds the attack.
"""

from __future__ import annotations

import random
from typing import Sequence

from . import bodies, placing
from .attacks import TYPES, attack_grammar
from .encodings import disguise
from .names import NAMES
from .placing import Place
from .requests import Request

# The more often a place stands in a list, the more often it is taken.
_VALUES: list[Place] = [placing.query] * 2 + [bodies.form, bodies.in_json, placing.cookie]
_ANYWHERE: list[Place] = [
    *[placing.query] * 5,
    *[bodies.form] * 3,
    *[bodies.in_json] * 3,
    *[placing.header] * 3,
    *[placing.cookie] * 2,
    *[placing.path] * 4,
    bodies.multipart,
    bodies.xml,
    bodies.graphql,
    placing.referer,
    bodies.json_key,
]
_RAW: list[Place] = [placing.raw_query, bodies.raw_form]
_PLACES: dict[str, list[Place]] = {
    "traversal": _ANYWHERE + [placing.target] * 10 + [placing.query] * 3 + [bodies.file_name],
    "probe": [placing.target],
    "rfi": _VALUES + [placing.query] * 3,
    "redirect": [placing.query] * 3 + [bodies.form, placing.target],
    "ssrf": [*_VALUES, bodies.xml, bodies.graphql],
    "xxe": [bodies.xml_body] * 8 + [bodies.form, placing.query, bodies.multipart, bodies.opaque],
    "filename": [bodies.file_name],
    "graphql": [bodies.graphql_query] * 4 + [placing.query],
    "nosql": _ANYWHERE + [bodies.json_value] * 8 + _RAW * 4,
    "prototype": [bodies.json_value] * 2 + _RAW,
    "shellshock": [placing.header] * 6 + [placing.cookie, placing.query],
    "log4shell": _ANYWHERE + [placing.header] * 8 + [placing.target],
    "java": _VALUES + _RAW + [placing.content_type] * 2 + [placing.target],
    "php": [*_ANYWHERE, bodies.opaque, bodies.opaque, placing.raw_query, bodies.multipart],
    "deserialisation": _VALUES + [bodies.json_value] * 2 + [bodies.opaque, placing.header],
    "crlf": [placing.query] * 2
    + [placing.path, placing.target, placing.header, placing.cookie, bodies.form],
    "mail": [bodies.form, bodies.form, bodies.in_json, placing.query],
    "smuggle": [bodies.chunked],
}
_NAMES = {
    "traversal": "file",
    "php": "file",
    "rfi": "file",
    "ssrf": "address",
    "redirect": "redirect",
    "cmdi": "command",
    "mail": "mail",
}
# An open redirect is told from an address by its place, so it takes more places to learn.
_TIMES = {"redirect": 4}


def made_attack_requests(
    surroundings: Sequence[Request], per_type: int, seed: int
) -> list[tuple[str, str]]:
    """Pairs (request as text, type), `per_type` of most; the same for the same seed."""
    source = random.Random(seed)
    grammar = attack_grammar(source)
    made: dict[str, str] = {}
    for rule, name in TYPES.items():
        places = _PLACES.get(rule, _ANYWHERE)
        for _ in range(per_type * _TIMES.get(rule, 1)):
            attack = grammar.expand(rule)
            place = source.choice(places)
            kind = _NAMES.get(rule, "any")
            names = NAMES[kind if kind == "redirect" or source.random() < 0.6 else "any"]
            if place in _VALUES:
                attack = disguise(attack, source)
            request = place(source.choice(surroundings), source.choice(names), attack, source)
            made.setdefault(request.text(), name)
    return list(made.items())
