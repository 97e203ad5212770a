"""The container's scripts as SageMaker runs them: training as a process, serving by handlers."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from ngwaf_model.artefact import load, load_archive
from ngwaf_model.fine_tune import FineTuning, fine_tune
from ngwaf_model.rows import Row, format_rows

from .conftest import NOTEBOOKS

NEW_ATTACK = "{{ depot {} }}{{ exhaust {} }}"


def _rows(start, count):
    attacks = [Row(NEW_ATTACK.format(n, n), 1, False) for n in range(start, start + count)]
    return attacks + [Row(f"depot {n} is open", 0, False) for n in range(start, start + count)]


@pytest.fixture(scope="module")
def trained(archive, tmp_path_factory):
    """Folder of the artefact that a training job made, with its log."""
    root = tmp_path_factory.mktemp("job")
    for channel, rows in (("train", _rows(0, 60)), ("validation", _rows(100, 20))):
        (root / channel).mkdir()
        (root / channel / f"{channel}.csv").write_bytes(format_rows(rows))
    (root / "train" / "data-quality.json").write_text('{"duplicates": 3}')
    environment = {
        **os.environ,
        "PYTHONPATH": str(NOTEBOOKS),
        "SM_MODEL_DIR": str(root / "model"),
        "SM_CHANNEL_TRAIN": str(root / "train"),
        "SM_CHANNEL_VALIDATION": str(root / "validation"),
        "SM_CHANNEL_PARENT": str(archive.parent),
    }
    script = [sys.executable, str(NOTEBOOKS / "container" / "train.py")]
    arguments = ["--version", "job-1", "--created-at", "2025-01-01T00:00:00Z"]
    done = subprocess.run(
        script + arguments, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return root / "model", done.stdout


def test_training_learns_the_new_rows_and_keeps_the_old(trained, artefact):
    model = load(trained[0]).model
    unseen = [NEW_ATTACK.format(n, n) for n in range(500, 520)]
    old = ["' or 1=1--", "<script>alert(1)</script>", "../../../etc/passwd"]

    assert artefact.model.score(unseen).max() < 0.5 < model.score(unseen).min()
    assert model.score(old).min() > 0.5
    assert model.score([f"depot {n} is open" for n in range(500, 520)]).max() < 0.5


def test_training_records_where_the_version_comes_from(trained, archive_sha256):
    manifest = load(trained[0]).manifest

    assert manifest["version"] == "job-1"
    assert manifest["created_at"] == "2025-01-01T00:00:00Z"
    assert manifest["parent"] == {"version": "parent", "sha256": archive_sha256}
    assert [data["name"] for data in manifest["data"]] == ["train", "validation"]
    assert manifest["metrics"]["rows"] == 40
    assert "- duplicates: 3" in (trained[0] / "data-card.md").read_text("utf-8")
    assert "fine-tuned in" in trained[1]


def test_training_is_the_same_for_the_same_rows(trained, archive):
    again = fine_tune(
        load_archive(archive), _rows(0, 60), _rows(100, 20), FineTuning(), {"version": "x"}
    )

    assert np.array_equal(again.model.linear.weights, load(trained[0]).model.linear.weights)


def test_training_says_what_is_wrong(archive, tmp_path):
    script = [sys.executable, str(NOTEBOOKS / "container" / "train.py")]
    for channel in ("train", "validation"):
        (tmp_path / f"{channel}.csv").write_bytes(b"nothing")
    folders = ["--model-dir", str(tmp_path), "--train", str(tmp_path)]
    folders += ["--validation", str(tmp_path), "--parent", str(archive.parent)]
    done = subprocess.run(
        [*script, "--version", "x", "--created-at", "y", *folders],
        env={**os.environ, "PYTHONPATH": str(NOTEBOOKS)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "expected columns payload, label, is_url" in done.stderr


def test_serving_answers_with_the_code_of_the_artefact(trained):
    folder, _ = trained
    program = """
import inference, json, sys
model = inference.model_fn(sys.argv[1])
body = json.dumps({"instances": ["' or 1=1--", {"parts": [
    {"kind": "query", "name": "q", "text": "%3Cscript%3Ealert(1)%3C/script%3E"},
    {"kind": "path", "name": "", "text": "/kettles"}]}, {"parts": []}, ""]}).encode()
answer, kind = inference.output_fn(
    inference.predict_fn(inference.input_fn(body, "application/json"), model), "*/*")
assert kind == "application/json"
print(answer)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        env={**os.environ, "PYTHONPATH": str(folder / "code"), "NGWAF_MODEL_VERSION": "live-1"},
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )

    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["model"] == "live-1"
    assert answer["threshold"] == 0.5
    assert len(answer["predictions"]) == 4
    assert min(answer["predictions"][:2]) > 0.5 > max(answer["predictions"][2:])
    assert answer["reasons"][1][0]["kind"] == "query"
    assert answer["reasons"][1][0]["score"] == answer["predictions"][1]
    assert "script" in " ".join(answer["reasons"][1][0]["features"])
    assert answer["reasons"][1][1]["features"] == []
    assert answer["reasons"][2] == answer["reasons"][3] == []


@pytest.mark.parametrize(
    ("body", "content_type", "message"),
    [
        ('{"instances": []}', "text/csv", "expected content type"),
        ('["x"]', "application/json", "expected {"),
        ('{"instances": 1}', "application/json", "expected {"),
    ],
)
def test_serving_refuses(body, content_type, message, monkeypatch):
    monkeypatch.syspath_prepend(str(NOTEBOOKS / "container"))
    import inference

    with pytest.raises(ValueError, match=message):
        inference.input_fn(body, content_type)


@pytest.mark.parametrize(
    "instance", [1, {"part": []}, {"parts": [{"kind": "x"}]}, {"parts": ["x"]}]
)
def test_scoring_refuses_an_instance_of_another_shape(instance, artefact):
    with pytest.raises(ValueError, match="expected a"):
        artefact.model.explain([instance])
