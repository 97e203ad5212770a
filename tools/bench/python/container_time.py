"""Time of the serving container's handlers for requests on standard input, in this process.

    python container_time.py model.tar.gz < payloads.json

Prints, as JSON, microseconds a request one by one (median) and in batches, and the scores.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"
sys.path[:0] = [str(NOTEBOOKS), str(NOTEBOOKS / "container")]

import inference
from ngwaf_model.archive import extract

BATCH = 200
ONE_BY_ONE = 400


def main() -> None:
    """The command line; see the module."""
    payloads = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        extract(Path(sys.argv[1]), Path(folder))
        model = inference.model_fn(folder)

    def answer(instances: list[str]) -> dict[str, Any]:
        body = json.dumps({"instances": instances})
        found = inference.predict_fn(inference.input_fn(body, inference.JSON), model)
        return json.loads(inference.output_fn(found, inference.JSON)[0])

    batches = [payloads[at : at + BATCH] for at in range(0, len(payloads), BATCH)]
    scores = [score for batch in batches for score in answer(batch)["predictions"]]
    one_by_one = [timed(lambda one=one: answer([one])) for one in payloads[:ONE_BY_ONE]]
    batched = [
        timed(lambda batch=batch: answer(batch)) / len(batch) for batch in batches
    ]
    figures = {
        "oneByOneMicroseconds": statistics.median(one_by_one),
        "batchedMicroseconds": statistics.median(batched),
        "scores": scores,
    }
    print(json.dumps(figures))


def timed(work: Callable[[], Any]) -> float:
    """Microseconds of processor time that work took, whatever else the machine does."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1e6


if __name__ == "__main__":
    main()
