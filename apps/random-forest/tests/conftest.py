import csv
import json
from pathlib import Path

import numpy as np
import pytest

FEATURES = ["age", "visits", "noise"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A container's `/opt/ml`, with hyperparameters and some rows to learn from."""
    monkeypatch.setenv("NGWAF_ML_ROOT", str(tmp_path))
    monkeypatch.delenv("TRAINING_JOB_NAME", raising=False)
    write_hyperparameters(tmp_path, label="churned", n_estimators=30)
    write_channel(tmp_path, "train", seed=1)
    return tmp_path


def write_hyperparameters(root: Path, **values: object) -> None:
    file = root / "input" / "config" / "hyperparameters.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({name: str(value) for name, value in values.items()}))


def write_channel(root: Path, name: str, seed: int, rows: int = 600) -> None:
    """Rows whose label follows from `age` and `visits`; every tenth age is missing."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(rows, 3)).round(4)
    labels = (values[:, 0] + values[:, 1] + random.normal(scale=0.5, size=rows) > 0).astype(int)
    folder = root / "input" / "data" / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "rows.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*FEATURES, "churned"])
        for index, (row, label) in enumerate(zip(values, labels, strict=True)):
            writer.writerow(["" if index % 10 == 0 else row[0], *row[1:], label])


def write_rows(root: Path, name: str, text: str) -> None:
    folder = root / "input" / "data" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rows.csv").write_text(text)
