"""Where SageMaker puts things in a container."""

import os
from pathlib import Path
from typing import NamedTuple


class Paths(NamedTuple):
    """Files and folders below `/opt/ml`."""

    root: Path

    @property
    def hyperparameters(self) -> Path:
        return self.root / "input" / "config" / "hyperparameters.json"

    @property
    def model(self) -> Path:
        return self.root / "model"

    @property
    def failure(self) -> Path:
        return self.root / "output" / "failure"

    def channel(self, name: str) -> Path:
        return self.root / "input" / "data" / name


def find_paths() -> Paths:
    """`/opt/ml`, or the folder that `NGWAF_ML_ROOT` names where there is no container."""
    return Paths(Path(os.environ.get("NGWAF_ML_ROOT") or "/opt/ml"))
