"""Scores, and all that leads to them: bound to the TypeScript scorer's by golden vectors."""

import importlib
import json
from pathlib import Path

import pytest

from .conftest import NOTEBOOKS

GOLDEN = Path(__file__).parents[3] / "libs" / "contracts" / "golden" / "scores.json"
VECTORS = json.loads(GOLDEN.read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_score_agrees_with_the_golden_vectors(vector, monkeypatch):
    """Where the model is to differ, `tools/reference_scores.py --golden` writes the answers."""
    monkeypatch.syspath_prepend(str(NOTEBOOKS / "tools"))
    reference = importlib.import_module("reference_scores")

    (answer,) = json.loads(json.dumps(list(reference.answers(reference.golden_model(), [vector]))))

    assert answer["parts"] == vector["parts"]
    assert answer["texts"] == vector["texts"]
    assert answer["score"] == pytest.approx(vector["score"], abs=1e-9)
    for found, expected in zip(answer["reasons"], vector["reasons"]):
        assert [*found[:2], found[3]] == [*expected[:2], expected[3]]
    assert len(answer["reasons"]) == len(vector["reasons"])
