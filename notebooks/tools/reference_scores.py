"""What this package makes of requests and payloads, for another implementation to be held against.

    python reference_scores.py --model model.tar.gz < cases.json > answers.json
    python reference_scores.py --golden ../libs/contracts/golden/scores.json

A case is `{"instance": …}` (what the container takes) or `{"request": …}`. Its answer has the
parts, their texts with flags, a hash of each text's feature indices, score and reasons. The second
form writes the answers of a model of round numbers into a file of named cases.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Iterator, Sequence

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ngwaf_model.artefact import load_model
from ngwaf_model.calibration import Calibration
from ngwaf_model.features import BUCKETS, feature_matrix
from ngwaf_model.learner import Linear
from ngwaf_model.model import Model, instance_parts
from ngwaf_model.request_parts import request_parts
from ngwaf_model.texts import parts_texts


def golden_model() -> Model:
    """A model that two languages can write down: weights of a few eighths."""
    weights = ((np.arange(BUCKETS) % 7 - 3) / 8).astype(np.float32)
    return Model(Linear(weights, -0.25), Calibration(0.5, 0.125), 0.5, "golden")


def answers(model: Model, cases: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the package makes of each case; see the module."""
    parts_of = [
        request_parts(case["request"]) if "request" in case else instance_parts(case["instance"])
        for case in cases
    ]
    texts_of = [[text for texts in parts_texts(parts) for text in texts] for parts in parts_of]
    matrix = feature_matrix([text for texts in texts_of for text in texts])
    hashes = iter([_hash(matrix.indices[a:b]) for a, b in zip(matrix.indptr, matrix.indptr[1:])])
    scores, reasons = model.explain(
        [{"parts": [part._asdict() for part in parts]} for parts in parts_of]
    )
    for parts, texts, score, some in zip(parts_of, texts_of, scores, reasons):
        yield {
            "parts": parts,
            "texts": [[*text, next(hashes)] for text in texts],
            "score": score,
            "reasons": some,
        }


def _hash(indices: np.ndarray) -> str:
    return hashlib.sha256(np.sort(indices).astype("<i4")).hexdigest()[:16]


def main() -> None:
    """The command line; see the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, help="model.tar.gz; cases come from standard input")
    parser.add_argument("--golden", type=Path, help="file of cases to write the answers into")
    arguments = parser.parse_args()
    if arguments.model:
        json.dump(list(answers(load_model(arguments.model), json.load(sys.stdin))), sys.stdout)
        return
    cases = json.loads(arguments.golden.read_text("utf-8"))
    whole = [{**case, **found} for case, found in zip(cases, answers(golden_model(), cases))]
    arguments.golden.write_text(json.dumps(whole, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
