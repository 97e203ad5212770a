"""Benign values made by grammar: the kinds of text that public traffic collections lack.

Firewalls fail on harmless texts that look technical. These (HTML, JSON, nested URLs, tokens, code,
prose full of keywords, …) teach the model that signs alone are no attack.
"""

from __future__ import annotations

import random

from .grammar import Grammar, rules
from .rules import benign_apis, benign_common, benign_headers, benign_requests, benign_texts

_MODULES = (benign_common, benign_texts, benign_headers, benign_requests, benign_apis)
RULES = rules(*(module.RULES for module in _MODULES))

KINDS = {
    "html": "html",
    "htmlline": "html-line",
    "markdown": "markdown",
    "prose": "prose",
    "code": "code",
    "jsonvalue": "json",
    "xml": "xml",
    "identifier": "identifier",
    "person": "person",
    "searchword": "search",
    "number": "number",
    "binary": "binary",
    "password": "password",
    "path_text": "path",
    "scrap": "scrap",
    "nested_url": "nested-url",
    "cookie": "cookie",
    "ua_other": "agent",
    "extra_header": "header",
    "form": "form",
    "pairs": "query",
    "oldquery": "old-query",
}


def benign_grammar(source: random.Random) -> Grammar:
    """The grammar of all benign texts and requests."""
    return Grammar(RULES, source)


def made_benign(per_kind: int, seed: int) -> list[tuple[str, str]]:
    """Pairs (payload, kind), up to `per_kind` distinct of each kind; the same for the same seed."""
    grammar = benign_grammar(random.Random(seed))
    made: dict[str, str] = {}
    for rule, name in KINDS.items():
        for _ in range(per_kind):
            made.setdefault(grammar.expand(rule), f"benign-made-{name}")
    return list(made.items())
