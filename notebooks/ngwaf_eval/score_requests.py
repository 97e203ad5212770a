"""Scores whole requests with an artefact, through the product's own canonical form."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path
from typing import Callable, Iterable, Iterator

from ngwaf_model.bags import parts_bags
from ngwaf_model.model import Model
from ngwaf_model.request_parts import request_parts

from .requests_file import Identified, read_requests

# Enough to keep numpy busy, few enough that long bodies take little memory.
_BATCH = 500
_REPORT_EVERY = 10


def score_file(
    model: Model, source: Path, target: Path, progress: Callable[[str], None]
) -> dict[str, float]:
    """Writes `{threshold, results: {id: malicious?}, scores: {id: score}}`; returns the scores.

    Raises RequestsError, and then leaves the target as it was.
    """
    begin = time.monotonic()
    scores: dict[str, float] = {}
    for number, batch in enumerate(_batches(read_requests(source)), 1):
        scores.update(zip((one.id for one in batch), score_batch(model, batch)))
        if number % _REPORT_EVERY == 0:
            progress(f"scored {len(scores)} requests")
    seconds = max(time.monotonic() - begin, 1e-9)
    answer = {
        "threshold": model.threshold,
        "results": {name: score >= model.threshold for name, score in scores.items()},
        "scores": scores,
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(answer, indent=1) + "\n", "utf-8")
    progress(
        f"scored {len(scores)} requests in {seconds:.1f} s ({len(scores) / seconds:.0f} a second)"
    )
    return scores


def score_batch(model: Model, batch: Iterable[Identified]) -> list[float]:
    """Calibrated scores of requests, in their order."""
    raw = model.raw(parts_bags(request_parts(one.request) for one in batch))
    return [float(score) for score in model.calibration.apply(raw)]


def _batches(requests: Iterator[Identified]) -> Iterator[list[Identified]]:
    while batch := list(itertools.islice(requests, _BATCH)):
        yield batch
