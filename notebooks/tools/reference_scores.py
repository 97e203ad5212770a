"""What this package makes of requests and payloads, for another implementation to be held against.

    python reference_scores.py model.tar.gz < cases.json > answers.json

A case is `{"instance": …}` (what the container takes) or `{"request": …}`. Its answer has the
parts, their texts with flags, a hash of each text's feature indices, score and reasons.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ngwaf_model.artefact import load_model
from ngwaf_model.features import feature_matrix
from ngwaf_model.model import Model, instance_parts
from ngwaf_model.request_parts import request_parts
from ngwaf_model.texts import part_texts


def answer(model: Model, case: dict[str, Any]) -> dict[str, Any]:
    """What the package makes of one case, alone; see the module."""
    parts = request_parts(case["request"]) if "request" in case else None
    parts = instance_parts(case["instance"]) if parts is None else parts
    texts = [text for part in parts for text in part_texts(part)]
    features = feature_matrix(texts)
    rows = [features[row].indices for row in range(len(texts))]
    scores, reasons = model.explain([{"parts": [part._asdict() for part in parts]}])
    return {
        "parts": [part._asdict() for part in parts],
        "texts": texts,
        "features": [hashlib.sha256(np.sort(row).astype("<i4")).hexdigest() for row in rows],
        "score": scores[0],
        "reasons": [reason._asdict() for reason in reasons[0]],
    }


def main() -> None:
    """The command line; see the module."""
    model = load_model(sys.argv[1])
    json.dump([answer(model, case) for case in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
