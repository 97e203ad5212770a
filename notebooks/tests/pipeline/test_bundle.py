"""The bundle and what is in it: the notebook, in the shape that the runner expects."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import nbformat
import pytest

from ngwaf_pipeline.contracts import STEPS

NOTEBOOKS = Path(__file__).parents[2]


def _bundle(out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(NOTEBOOKS / "tools" / "bundle.py"), "--out", str(out)]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)


def test_bundle_has_the_same_bytes_for_the_same_files(tmp_path: Path) -> None:
    assert _bundle(tmp_path / "a").returncode == _bundle(tmp_path / "b").returncode == 0

    first = (tmp_path / "a" / "bundle.tar.gz").read_bytes()
    assert first == (tmp_path / "b" / "bundle.tar.gz").read_bytes()
    summary = json.loads((tmp_path / "a" / "bundle.json").read_text())
    assert summary["sha256"] == hashlib.sha256(first).hexdigest()


def test_bundle_holds_what_runs_and_no_more(tmp_path: Path) -> None:
    _bundle(tmp_path)

    with tarfile.open(tmp_path / "bundle.tar.gz") as archive:
        names = archive.getnames()
    expected = ["train.ipynb", "container/train.py", "base-model/model.tar.gz"]
    expected += ["ngwaf_pipeline/run.py", "ngwaf_model/features.py", "regression/regression.csv"]
    assert set(expected) <= set(names)
    assert not [name for name in names if "test" in name or "sample" in name or "cache" in name]


def test_bundle_takes_another_notebook(tmp_path: Path) -> None:
    (tmp_path / "other.ipynb").write_text("{}")

    _bundle(tmp_path / "out", "--notebook", str(tmp_path / "other.ipynb"))

    with tarfile.open(tmp_path / "out" / "bundle.tar.gz") as archive:
        assert archive.extractfile("train.ipynb").read() == b"{}"


def test_bundle_names_a_notebook_that_is_missing(tmp_path: Path) -> None:
    done = _bundle(tmp_path, "--notebook", "nowhere.ipynb")

    assert done.returncode == 2
    assert "nowhere.ipynb does not exist" in done.stderr


def test_notebook_has_one_cell_a_step_and_no_outputs() -> None:
    notebook = nbformat.read(NOTEBOOKS / "train.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert code[0].source.startswith("# Parameters")
    steps = [cell.source for cell in code if "pipeline.step(" in cell.source]
    assert [step for step, cell in zip(STEPS, steps) if f'pipeline.step("{step}")' in cell] == list(
        STEPS
    )
    assert len(steps) == len(STEPS)
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


@pytest.mark.parametrize("text", ["NGWAF_HOME:-/home/ec2-user/SageMaker", "nohup"])
def test_lifecycle_script_fits_into_its_limit(text: str) -> None:
    script = (NOTEBOOKS / "lifecycle" / "on-start.sh").read_text()

    assert text in script
    assert len(script.encode()) < 11_000
