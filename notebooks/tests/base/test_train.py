"""The base model's training on a small corpus in the shape of the public one."""

import gzip
from pathlib import Path

import pytest

from ngwaf_base.train import train_base
from ngwaf_model.archive import tar_gz
from ngwaf_model.artefact import artefact_files
from ngwaf_model.corpus import read_corpus

from ..conftest import SOURCES

NOTEBOOKS = Path(__file__).resolve().parents[2]
ENTRY_POINT = NOTEBOOKS / "container" / "inference.py"


def _train(data):
    return train_base(data, "2025-01-01T00:00:00Z", 1, lambda _: None)


def test_train_base_measures_sources_that_it_held_out(data, few_made_rows):
    artefact = _train(data)

    assert artefact.evaluation["false_pos_rate_weighted"] <= 0.006
    assert artefact.evaluation["roc_auc_score"] > 0.9
    assert artefact.manifest["metrics"]["brier_score"] < 0.15
    assert set(artefact.evaluation["detection_rate_by_source"]) == set(SOURCES)
    assert artefact.manifest["data"][0]["name"] == "corpus.csv.gz"
    assert artefact.model.score(["<script>alert(1)</script>"])[0] > artefact.model.threshold


def test_train_base_makes_the_same_bytes_again(data, few_made_rows):
    first, second = (tar_gz(artefact_files(_train(data), ENTRY_POINT)) for _ in range(2))

    assert first == second


def test_a_source_without_a_fold_is_named(data, tmp_path):
    with gzip.open(tmp_path / "x.gz", "wt") as file:
        file.write("payload,label,is_url,attack_type,source\na,1,false,xss,unheard-of\n")

    with pytest.raises(KeyError, match="unheard-of"):
        read_corpus(tmp_path / "x.gz")
