"""The committed base model, measured on what no training saw, and what it does for the sample."""

import csv
import gzip
import hashlib
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ngwaf_model.archive import extract
from ngwaf_model.artefact import load_archive
from ngwaf_model.fine_tune import FineTuning, fine_tune
from ngwaf_model.metrics import evaluate
from ngwaf_model.request_parts import request_parts
from ngwaf_model.rows import labels_of, parse_rows, read_rows

from .conftest import NOTEBOOKS

ARCHIVE = NOTEBOOKS / "base-model" / "model.tar.gz"
MANIFEST = json.loads((NOTEBOOKS / "base-model" / "manifest.json").read_text("utf-8"))
SAMPLE = NOTEBOOKS / "sample" / "traffic.csv"
REGRESSION = NOTEBOOKS / "regression" / "regression.csv"
DEMO = json.loads((NOTEBOOKS / "sample" / "demo-requests.json").read_text("utf-8"))
CORPUS = Path(
    os.environ.get("NGWAF_CORPUS", NOTEBOOKS.parents[1] / "shared" / "data" / "train-public.csv.gz")
)


def _figures(model, rows):
    scores = model.score([row.payload for row in rows], [row.is_url for row in rows])
    return evaluate(labels_of(rows), scores, model.threshold)


def _balanced_accuracy(figures):
    return (figures["recall"] + 1 - figures["false_pos_rate"]) / 2


def _demo_scores(model):
    instances = [
        {"parts": [part._asdict() for part in request_parts(one["request"])]} for one in DEMO
    ]
    return {
        one["name"]: (one["label"], score) for one, score in zip(DEMO, model.explain(instances)[0])
    }


@pytest.fixture(scope="module")
def base():
    return load_archive(ARCHIVE)


@pytest.fixture(scope="module")
def tuned(base):
    """The base model fine-tuned with two thirds of the sample, and the rows held out."""
    rows = read_rows(SAMPLE)
    train, validation = rows[:1200], rows[1200:1400]
    return fine_tune(base, train, validation, FineTuning(), {"version": "tuned"}), rows[1400:]


def test_manifest_is_that_of_the_archive(base):
    packed = ARCHIVE.read_bytes()

    assert len(packed) < 10_000_000
    assert MANIFEST["sha256"] == hashlib.sha256(packed).hexdigest()
    assert MANIFEST["version"] == f"base-{MANIFEST['sha256'][:8]}"
    assert MANIFEST["threshold"] == base.model.threshold


def test_code_in_the_archive_scores_as_the_code_of_the_repository(base, tmp_path):
    """Where this fails the features have changed: raise FEATURE_FORMAT and train again."""
    extract(ARCHIVE, tmp_path)
    payloads = [row.payload for row in read_rows(REGRESSION)[::40]]
    program = (
        "import inference, json, sys; model = inference.model_fn('.');"
        "print(json.dumps(model.score(json.load(sys.stdin)).tolist()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(payloads),
        env={**os.environ, "PYTHONPATH": str(tmp_path / "code")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == base.model.score(payloads).tolist()


def test_base_model_holds_its_figures_on_the_regression_set(base):
    figures = _figures(base.model, read_rows(REGRESSION))

    assert figures["recall"] > 0.95
    assert figures["false_pos_rate"] < 0.03
    assert figures["roc_auc_score"] > 0.995


def test_base_model_misses_what_the_sample_attacks_with(base):
    figures = _figures(base.model, read_rows(SAMPLE))

    assert figures["recall"] < 0.35


def test_fine_tuning_learns_the_sample_on_rows_held_out(tuned):
    model, held_out = tuned

    figures = _figures(model.model, held_out)
    assert figures["f1_score"] > 0.95
    assert figures["false_pos_rate"] < 0.01


def test_fine_tuning_does_no_worse_on_the_regression_set(base, tuned):
    rows = read_rows(REGRESSION)
    before, after = _figures(base.model, rows), _figures(tuned[0].model, rows)

    assert _balanced_accuracy(after) > _balanced_accuracy(before) - 0.005


def test_demo_requests_show_the_difference(base, tuned):
    before, after = _demo_scores(base.model), _demo_scores(tuned[0].model)
    threshold = base.model.threshold

    missed = {name for name, (label, score) in before.items() if label and score < threshold}
    assert missed == {name for name in before if name.startswith("GraphQL: ") and before[name][0]}
    assert all((score >= threshold) == bool(label) for label, score in after.values())


@pytest.mark.parametrize(
    ("tool", "committed"), [("make_sample", SAMPLE), ("make_regression_set", REGRESSION)]
)
def test_generators_write_what_is_committed(tool, committed, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(NOTEBOOKS / "tools"))
    module = importlib.import_module(tool)
    monkeypatch.setattr(module, "OUT", tmp_path / "rows.csv")

    module.main()

    assert (tmp_path / "rows.csv").read_bytes() == committed.read_bytes()


def test_sample_and_regression_set_are_what_they_say():
    sample, regression = read_rows(SAMPLE), read_rows(REGRESSION)

    assert len(sample) == 2000
    assert len({row.payload for row in sample + regression}) == len(sample) + len(regression)
    assert np.bincount(labels_of(sample)).tolist() == [1330, 670]
    assert 500 < len(regression) < 2500


def test_no_row_of_the_corpus_is_in_the_repository():
    if not CORPUS.exists():
        pytest.skip(f"{CORPUS} is not there: set NGWAF_CORPUS to check against the corpus")
    csv.field_size_limit(1 << 24)
    with gzip.open(CORPUS, "rt", encoding="utf-8", newline="") as file:
        corpus = {row["payload"] for row in csv.DictReader(file)}
    rows = parse_rows(SAMPLE.read_bytes()) + read_rows(REGRESSION)

    assert [row.payload for row in rows if row.payload in corpus] == []
