"""Models that this release's code cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ngwaf_model.archive import extract
from ngwaf_model.artefact import load
from ngwaf_pipeline.champion import BASE_ARTEFACT
from ngwaf_pipeline.own_code import OwnCodeError, score_with_own_code

PAYLOADS = ["/?id=1", "/?id=1 OR 1=1 --", "caf\u00e9 \ud800"]


def test_scores_as_the_same_code_in_process(tmp_path: Path) -> None:
    extract(BASE_ARTEFACT, tmp_path)

    scores, threshold = score_with_own_code(tmp_path, PAYLOADS)

    model = load(tmp_path).model
    assert scores == pytest.approx(model.explain(PAYLOADS)[0])
    assert threshold == model.threshold


def test_says_what_its_code_said(tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "inference.py").write_text("raise RuntimeError('no such feature')\n")

    with pytest.raises(OwnCodeError, match="no such feature"):
        score_with_own_code(tmp_path, PAYLOADS)
