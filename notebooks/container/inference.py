"""Serving in SageMaker's scikit-learn container: scores instances with the artefact's own code.

Takes `{"instances": [text or {"parts": [{kind, name, text}, …]}, …]}`, answers
`{"predictions": [score, …], "model": version, "threshold": …, "reasons": [[…], …]}`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ngwaf_model.artefact import load
from ngwaf_model.model import Model

JSON = "application/json"


def model_fn(model_dir: str) -> Model:
    """The model in a folder, warm: the first request is not slower than the others."""
    model = load(Path(model_dir)).model
    model.explain(["warm up"])
    # A version can be named after the hash of its artefact, which the artefact cannot contain.
    return model._replace(version=os.environ.get("NGWAF_MODEL_VERSION") or model.version)


def input_fn(body: bytes | str, content_type: str) -> list[Any]:
    """The instances of a request body; ValueError says what was expected and found."""
    if content_type.split(";")[0].strip().lower() != JSON:
        raise ValueError(f"expected content type {JSON}, found {content_type}")
    instances = json.loads(body)
    instances = instances.get("instances") if isinstance(instances, dict) else None
    if not isinstance(instances, list):
        raise ValueError('expected {"instances": [text or {"parts": […]}, …]}')
    return instances


def predict_fn(instances: list[Any], model: Model) -> dict[str, Any]:
    """Scores in the order of the instances, with the parts that drove each."""
    scores, reasons = model.explain(instances)
    return {
        "predictions": [float(score) for score in scores],
        "model": model.version,
        "threshold": model.threshold,
        "reasons": [[reason._asdict() for reason in one] for one in reasons],
    }


def output_fn(prediction: dict[str, Any], accept: str) -> tuple[str, str]:
    """The answer and its content type; JSON whatever is asked for."""
    return json.dumps(prediction), JSON
