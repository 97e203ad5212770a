"""Masking: the golden vectors of the contracts, and that the model hardly sees a difference."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ngwaf_model.artefact import load_model
from ngwaf_model.folding import fold
from ngwaf_model.masking import mask_secrets

ROOT = Path(__file__).resolve().parents[3]
CASES = json.loads((ROOT / "libs/contracts/golden/masking.json").read_text("utf-8"))["cases"]
BASE = ROOT / "notebooks" / "base-model" / "model.tar.gz"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_masks_as_the_typescript_side_does(case: dict) -> None:
    assert mask_secrets(case["text"]) == case["masked"]
    assert mask_secrets(case["masked"]) == case["masked"]


@pytest.mark.parametrize(
    "text",
    [
        "/users/550e8400-e29b-41d4-a716-446655440000/files/d41d8cd98f00b204e9800998ecf8427e",
        "card=4111 1111 1111 1111 pin=4711&api_key=a8f5f167f44f4964e6c998dee827110c",
    ],
)
def test_identifiers_and_numbers_fold_to_what_they_folded_to(text: str) -> None:
    masked = mask_secrets(text)

    assert masked != text
    assert fold(masked) == fold(text)


def test_the_model_scores_masked_payloads_as_it_scores_what_they_were() -> None:
    texts = [case["text"] for case in CASES if case["text"] != case["masked"]]
    model = load_model(BASE)

    before = model.score(texts)
    after = model.score([mask_secrets(text) for text in texts])

    # A text that scores next to the threshold may come to lie beyond it.
    assert ((before >= model.threshold) == (after >= model.threshold)).mean() > 0.9
    assert np.median(np.abs(after - before)) < 0.05
