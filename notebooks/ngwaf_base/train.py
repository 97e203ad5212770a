"""Threshold and calibration from sources left out, weights from all rows."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from ngwaf_eval.held_out import is_tested, level_views, out_of_fold
from ngwaf_eval.learning import prepare
from ngwaf_eval.operating_point import FALSE_POSITIVE_BUDGET, cut_for
from ngwaf_eval.rates import rates
from ngwaf_model.artefact import Artefact, quantise
from ngwaf_model.calibration import fit_calibration
from ngwaf_model.corpus import read_corpus
from ngwaf_model.learner import Prior
from ngwaf_model.metrics import brier, expected_calibration_error
from ngwaf_model.model import Model
from ngwaf_model.online import Online
from ngwaf_model.training import fit_base

# Precision of a weight of which the data say nothing: what fine-tuning may move freely.
LEAST_PRECISION = 0.01
_HOW = (
    "out-of-fold scores of rows as whole requests, five folds of whole sources (related sources "
    "in one fold); what a tested row says was dropped from training wherever it stood; false "
    "positives weighted by the root of the benign source's size; the threshold was chosen on "
    "these same scores"
)


def train_base(
    data: Path, created_at: str, processes: int, report: Callable[[str], None]
) -> Artefact:
    """The base model of a corpus, with its figures; the same for the same corpus and date."""
    corpus = read_corpus(data)
    report(f"read {len(corpus.labels)} rows")
    prepared = prepare(corpus)
    report(f"made features of {len(prepared.bags.distinct)} texts")

    tested = is_tested(corpus)
    views = level_views(corpus, tested)
    scores = out_of_fold(prepared, views, processes, report)[None]
    # A request scores as its highest part: at the level of payloads alone, the threshold of a
    # request's many parts would be too low.
    raw = scores["request"]
    weights = prepared.weights
    calibration = fit_calibration(raw[tested], corpus.labels[tested], weights[tested])
    cut = cut_for(corpus, raw, tested, FALSE_POSITIVE_BUDGET)
    calibrated = (corpus.labels[tested], calibration.apply(raw[tested]), weights[tested])
    evaluation = {
        "how": _HOW,
        **rates(corpus, raw, cut),
        "brier_score": round(brier(*calibrated), 4),
        "expected_calibration_error": round(expected_calibration_error(*calibrated), 4),
        "rows_as_payloads": rates(corpus, scores["payload"], cut),
    }

    report("fit on all rows")
    training = fit_base(prepared.bags, prepared.matrix, corpus.labels, weights)
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
        "metrics": {
            name: value for name, value in evaluation.items() if not isinstance(value, dict)
        },
    }
    model = Model(linear, calibration, threshold, version="base")
    held = Prior(linear, precision + LEAST_PRECISION, intercept_precision)
    return Artefact(model, held, manifest, evaluation)
