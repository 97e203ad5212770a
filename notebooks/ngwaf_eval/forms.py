"""The same values in every place and every form, to see which of them hides an attack."""

from __future__ import annotations

import re
from typing import Any, Mapping, Sequence
from urllib.parse import unquote, unquote_plus

import numpy as np

from ngwaf_model.bags import Bags, parts_bags
from ngwaf_model.corpus import Corpus
from ngwaf_model.request_parts import request_parts

from .data import chosen
from .encodings import ENCODINGS, applies
from .figures import rounded
from .held_out import View, is_tested
from .operating_point import flagged
from .placing import PLACEMENTS, is_escaped, is_placed, is_query_string, place, seed_of
from .statistics import Estimate, mean_change, wilson

PLAIN = "plain"
# What the forms of each kind are compared with.
_BASELINES = {"placement": "placement query", "encoding": f"encoding {PLAIN}"}
_ONE_PAIR = re.compile(r"[A-Za-z0-9_.]{1,64}=([^&]+)")


def bare_value(payload: str, is_url: bool) -> str | None:
    """The value that a row comes to without escaping; None where it is several, or placed."""
    if is_placed(payload, is_url):
        return None
    if is_query_string(payload):
        pair = _ONE_PAIR.fullmatch(payload)
        return unquote_plus(pair[1]) if pair else None
    return unquote(payload) if is_escaped(payload) else payload


def form_views(corpus: Corpus, rows: int) -> dict[str, View]:
    """Views of about `rows` values: `placement <name>`, written plainly, and `encoding <name>`.

    Under the encodings each row stays in a place of its own, so that forms differ in nothing else.
    """
    values = [bare_value(*row) for row in zip(corpus.payloads, corpus.is_url)]
    is_value = np.array([value is not None for value in values]) & is_tested(corpus)
    rows_of_all = chosen(corpus, rows, is_value)

    def view(placement: str | None, encoding: str) -> View:
        has_form = np.array([applies(encoding, kind) for kind in corpus.types])

        def bags(_: Corpus, numbers: Sequence[int]) -> Bags:
            return parts_bags(
                _parts(values[row], placement, encoding, corpus.types[row]) for row in numbers
            )

        return View(rows_of_all & has_form, bags)

    placements = {f"placement {name}": view(name, PLAIN) for name in PLACEMENTS}
    return {**placements, **{f"encoding {name}": view(None, name) for name in ENCODINGS}}


def _parts(value: str, placement: str | None, encoding: str, attack_type: str) -> list:
    rng = seed_of(value, "form")
    where = placement or rng.choice(PLACEMENTS)
    return request_parts(place(value, where, encoding, rng, attack_type))


def form_figures(
    corpus: Corpus, natural: np.ndarray, raw: Mapping[str, np.ndarray]
) -> dict[str, Any]:
    """Detection of each form beside its baseline on the same rows, and its false positives.

    `natural` are the scores that thresholds come from; `raw` those of each of `form_views`.
    """
    is_flagged = {name: flagged(corpus, natural, scores) for name, scores in raw.items()}
    found = {}
    for name, scores in raw.items():
        baseline = is_flagged[_BASELINES[name.split()[0]]]
        rows = ~np.isnan(scores)
        attacks, benign = rows & (corpus.labels == 1), rows & (corpus.labels == 0)
        found[name] = {
            "rows": int(attacks.sum()),
            "detection_rate": rounded(_rate(is_flagged[name], attacks)),
            "change": rounded(mean_change(baseline[attacks], is_flagged[name][attacks])),
            "false_pos_rate": rounded(_rate(is_flagged[name], benign)) if benign.any() else None,
        }
    return found


def _rate(is_flagged: np.ndarray, rows: np.ndarray) -> Estimate:
    return wilson(int(is_flagged[rows].sum()), int(rows.sum()))
