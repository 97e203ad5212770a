"""Rows made by grammar: attacks and benign texts, bare and in whole requests.

The base model learns from them beside the public corpus; nothing is measured on them. Standard
library alone; the same seed gives the same rows. The frozen regression set and the sample have
grammars of their own (`tools/`), and share no text with these.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from .attack_requests import made_attack_requests
from .attacks import made_attacks
from .benign import made_benign
from .benign_requests import made_benign_requests
from .requests import Request, benign_requests

__all__ = ["MADE_SOURCES", "MadeRow", "made_attacks", "made_benign", "made_rows"]

# Sources of made rows, as the corpus names them: bare values, and whole requests.
BARE, IN_REQUESTS = MADE_SOURCES = ("made", "made-requests")
BARE_PER_KIND = 1000
PLACED_PER_KIND = 300
BENIGN_REQUESTS = 6000


class MadeRow(NamedTuple):
    """A row as the public corpus has them; `kind` is the attack's type or the benign kind."""

    payload: str
    label: int
    is_url: bool
    kind: str
    source: str


def made_rows(
    seed: int,
    bare_per_kind: int = BARE_PER_KIND,
    placed_per_kind: int = PLACED_PER_KIND,
    requests: int = BENIGN_REQUESTS,
) -> list[MadeRow]:
    """All rows made by grammar, no payload twice; the same for the same arguments."""
    surroundings: list[Request] = benign_requests(requests, seed)
    rows = [MadeRow(p, 0, False, kind, BARE) for p, kind in made_benign(bare_per_kind, seed)]
    rows += [MadeRow(p, 1, False, kind, BARE) for p, kind in made_attacks(bare_per_kind, seed)]
    rows += [
        MadeRow(request.text(), 0, True, "benign-request", IN_REQUESTS) for request in surroundings
    ]
    rows += [
        MadeRow(text, 0, True, kind, IN_REQUESTS)
        for text, kind in made_benign_requests(surroundings, placed_per_kind, seed + 1)
    ]
    rows += [
        MadeRow(text, 1, True, kind, IN_REQUESTS)
        for text, kind in made_attack_requests(surroundings, placed_per_kind, seed + 2)
    ]
    # A benign text wins over an attack of the same letters: a firewall that errs there errs often.
    unique = {row.payload: row for row in sorted(rows, key=lambda row: -row.label)}
    shuffled = list(unique.values())
    random.Random(seed).shuffle(shuffled)
    return shuffled
