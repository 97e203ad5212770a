"""Fine-tuning: learn new rows from a parent's artefact alone, and keep what the parent knew.

The parent's artefact says how firmly its data held each weight (the diagonal of the loss's second
derivative). The new weights minimise the loss on the new rows plus that quadratic penalty, which
stands in for the rows that are not there any more (a Laplace approximation, kept from one
fine-tuning to the next).
"""

from __future__ import annotations

from typing import Any, NamedTuple, Sequence

import numpy as np

from .artefact import Artefact, quantise
from .bags import Bags, payload_bags
from .features import feature_matrix
from .learner import Linear, Prior, fit
from .metrics import evaluate
from .rows import Row, labels_of
from .training import Learner, fit_bags


class FineTuning(NamedTuple):
    """Settings; hyperparameters of the training job."""

    row_weight: float = 2.0
    """Weight of a new row against the parent's rows, which have one on average."""
    retentions: tuple[float, ...] = (1.0, 0.3, 0.1)
    """Factors of the penalty to try, firmest first; validation chooses."""
    max_iterations: int = 40


class _Validation(NamedTuple):
    bags: Bags
    matrix: Any
    labels: np.ndarray


def fine_tune(
    parent: Artefact,
    train: Sequence[Row],
    validation: Sequence[Row],
    settings: FineTuning,
    manifest: dict[str, Any],
) -> Artefact:
    """The parent with new rows learned; its calibration and threshold stay.

    `manifest` must name version, parent, creation and data. Both splits need both classes.
    """
    bags = _bags(train)
    matrix = feature_matrix(bags.distinct)
    labels = labels_of(train)
    weights = _row_weights(labels, settings.row_weight)
    held_bags = _bags(validation)
    held = _Validation(held_bags, feature_matrix(held_bags.distinct), labels_of(validation))

    best = None
    for retention in settings.retentions:
        learn = _held_by(_loosen(parent.prior, retention), settings.max_iterations)
        training = fit_bags(bags, matrix, labels, weights, learn, start=parent.model.linear)
        linear = quantise(training.linear)
        figures = _evaluate(parent, linear, held)
        # Equal figures: the firmer penalty, tried first, keeps more of what the parent knew.
        if best is None or _merit(figures) > _merit(best[2]):
            best = (retention, linear, figures, training.examples)
    retention, linear, figures, examples = best

    learned, intercept_learned = examples.curvature(linear)
    prior = Prior(
        linear,
        parent.prior.precision + learned,
        parent.prior.intercept_precision + intercept_learned,
    )
    evaluation = {
        "how": "rows of the job's validation split, at the serving threshold",
        "validation": figures,
        "parent_validation": _evaluate(parent, parent.model.linear, held),
        "base_model": parent.evaluation.get("base_model", parent.evaluation),
    }
    record = {
        **manifest,
        "base_data": parent.manifest.get("base_data", parent.manifest.get("data", [])),
        "hyperparameters": {**settings._asdict(), "chosen_retention": retention},
        "metrics": figures,
    }
    model = parent.model._replace(linear=linear, version=manifest["version"])
    return Artefact(model, prior, record, evaluation)


def _bags(rows: Sequence[Row]) -> Bags:
    return payload_bags([row.payload for row in rows], [row.is_url for row in rows])


def _row_weights(labels: np.ndarray, mean: float) -> np.ndarray:
    """Classes weigh the same in sum, whatever mix of them a user uploads."""
    counts = np.bincount(labels, minlength=2)
    return mean * len(labels) / 2 / counts[labels]


def _held_by(prior: Prior, max_iterations: int) -> Learner:
    return lambda examples, start: fit(*examples, prior, start, max_iterations)


def _loosen(prior: Prior, factor: float) -> Prior:
    return Prior(prior.mean, prior.precision * factor, prior.intercept_precision * factor)


def _evaluate(parent: Artefact, linear: Linear, held: _Validation) -> dict[str, Any]:
    raw = held.bags.highest(linear.raw(held.matrix))
    return evaluate(held.labels, parent.model.calibration.apply(raw), parent.model.threshold)


def _merit(figures: dict[str, Any]) -> tuple[float, float]:
    return round(figures["f1_score"], 4), round(figures["roc_auc_score"], 5)
