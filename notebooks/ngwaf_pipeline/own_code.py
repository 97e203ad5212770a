"""Scoring with the code that an artefact carries, where this release's code cannot read it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

_BATCH = 1000
_TIMEOUT_SECONDS = 1800
_MAX_REASON = 500

# The container's contract, which outlives formats: model_fn, predict_fn, predictions, threshold.
_PROGRAM = """
import json, sys
import inference

folder, source, target, batch = *sys.argv[1:4], int(sys.argv[4])
with open(source, encoding="utf-8") as file:
    instances = json.load(file)
model = inference.model_fn(folder)
answers = [
    inference.predict_fn(instances[start : start + batch], model)
    for start in range(0, len(instances), batch)
]
scores = [score for answer in answers for score in answer["predictions"]]
with open(target, "w", encoding="utf-8") as file:
    json.dump({"scores": scores, "threshold": answers[0]["threshold"]}, file)
"""


class OwnCodeError(Exception):
    """An artefact's own code failed; the message has the end of what it printed."""


def score_with_own_code(folder: Path, payloads: Sequence[str]) -> tuple[np.ndarray, float]:
    """Scores of payloads by the artefact unpacked in a folder, and its serving threshold.

    Its code runs in a process of its own, since its modules have the names of this release's.
    Raises OwnCodeError.
    """
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(work) / "instances.json", Path(work) / "scores.json"
        source.write_text(json.dumps(list(payloads)), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(folder), str(source), str(target), str(_BATCH)],
            cwd=work,
            env={**os.environ, "PYTHONPATH": str(folder / "code")},
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise OwnCodeError(f"the model's own code failed: {done.stderr.strip()[-_MAX_REASON:]}")
        answer = json.loads(target.read_text(encoding="utf-8"))
    return np.array(answer["scores"], dtype=np.float64), float(answer["threshold"])
