"""Trains the base model from the public corpus.

    python -m ngwaf_model.train_base --data train-public.csv.gz --out notebooks/base-model/

Scores of held-out sources (five folds of whole sources) give the calibration, the threshold and
the figures; the model itself then learns from all rows. Takes a few minutes on one core, 3 GB.
`SOURCE_DATE_EPOCH` fixes `created_at`, and with it the artefact's bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from datetime import datetime, timezone
from pathlib import Path

from .archive import tar_gz
from .artefact import Artefact, artefact_files, quantise
from .bags import payload_bags
from .calibration import fit_calibration, threshold_for
from .cards import DATA_CARD, MODEL_CARD
from .corpus import read_corpus
from .cross_fit import describe, out_of_fold_scores
from .features import feature_matrix
from .learner import Prior
from .metrics import brier, expected_calibration_error
from .model import Model
from .online import Online
from .training import fit_base

# Precision of a weight of which the data say nothing: what fine-tuning may move freely.
LEAST_PRECISION = 0.01
FALSE_POSITIVE_BUDGET = 0.006
_HOW = (
    "out-of-fold scores, five folds of whole sources (related sources in one fold); texts of a "
    "tested row were dropped from training wherever they stood; false positives weighted by the "
    "root of the benign source's size; the threshold was chosen on these same scores"
)


def train_base(data: Path, entry_point: Path, created_at: str, report=print) -> Artefact:
    """The base model and its figures; see the module."""
    corpus = read_corpus(data)
    report(f"read {len(corpus.labels)} rows")
    bags = payload_bags(corpus.payloads, corpus.is_url)
    matrix = feature_matrix(bags.distinct)
    report(f"made features of {len(bags.distinct)} texts")
    weights = corpus.row_weights()

    raw = out_of_fold_scores(corpus, bags, matrix, weights, report)
    tested = corpus.folds >= 0
    benign = tested & (corpus.labels == 0)
    calibration = fit_calibration(raw[tested], corpus.labels[tested], weights[tested])
    cut = threshold_for(raw[benign], corpus.benign_source_weights()[benign], FALSE_POSITIVE_BUDGET)
    calibrated = (corpus.labels[tested], calibration.apply(raw[tested]), weights[tested])
    evaluation = {
        "how": _HOW,
        **describe(corpus, raw, cut),
        "brier_score": round(brier(*calibrated), 4),
        "expected_calibration_error": round(expected_calibration_error(*calibrated), 4),
    }

    report("fit on all rows")
    training = fit_base(bags, matrix, corpus.labels, weights)
    linear = quantise(training.linear)
    precision, intercept_precision = training.examples.curvature(linear)
    threshold = round(float(calibration.apply(cut)), 6)
    manifest = {
        "parent": None,
        "created_at": created_at,
        "data": corpus.describe(data.name),
        "hyperparameters": {
            **Online()._asdict(),
            "false_positive_budget": FALSE_POSITIVE_BUDGET,
        },
        "metrics": {key: value for key, value in evaluation.items() if "_by_" not in key},
    }
    model = Model(linear, calibration, threshold, version="base")
    held = Prior(linear, precision + LEAST_PRECISION, intercept_precision)
    return Artefact(model, held, manifest, evaluation)


def main() -> None:
    """The command line; see the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="train-public.csv.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder of the artefact")
    arguments = parser.parse_args()
    entry_point = Path(__file__).resolve().parents[1] / "container" / "inference.py"
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    created_at = datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    begin = time.monotonic()

    def report(message: str) -> None:
        print(f"{time.monotonic() - begin:6.1f} s  {message}", flush=True)

    artefact = train_base(arguments.data, entry_point, created_at, report)
    files = artefact_files(artefact, entry_point)
    packed = tar_gz(files)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "model.tar.gz").write_bytes(packed)
    for card in (MODEL_CARD, DATA_CARD):
        (arguments.out / card).write_bytes(files[card])
    sha256 = hashlib.sha256(packed).hexdigest()
    readable = {
        "version": f"base-{sha256[:8]}",
        "sha256": sha256,
        "bytes": len(packed),
        "threshold": artefact.model.threshold,
        **artefact.manifest,
        "evaluation": artefact.evaluation,
    }
    (arguments.out / "manifest.json").write_text(json.dumps(readable, indent=2) + "\n", "utf-8")
    report(f"wrote {arguments.out}/model.tar.gz, {len(packed)} bytes")


if __name__ == "__main__":
    main()
