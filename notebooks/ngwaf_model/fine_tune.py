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
from .featured_rows import FeaturedRows, featured_rows
from .learner import Linear, Prior, fit
from .metrics import evaluate
from .rows import Row
from .training import Examples, Training, fit_bags


class FineTuning(NamedTuple):
    """Settings; hyperparameters of the training job."""

    row_weight: float = 2.0
    """Weight of a new row against the parent's rows, which have one on average."""
    retentions: tuple[float, ...] = (1.0, 0.3, 0.1)
    """Factors of the penalty to try, firmest first; validation chooses."""
    max_iterations: int = 40


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
    rows, held = featured_rows(train), featured_rows(validation)

    best = None
    for retention in settings.retentions:
        training = learn(parent, rows, retention, settings)
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


def learn(
    parent: Artefact,
    rows: FeaturedRows,
    retention: float,
    settings: FineTuning,
    rounds: int = 2,
) -> Training:
    """The parent's weights with the rows learned, which must be of both classes.

    `retention` is the factor of the penalty that holds the weights; see `fit_bags` for `rounds`.
    """
    prior = _loosen(parent.prior, retention)

    def fit_held(examples: Examples, start: Linear | None) -> Linear:
        return fit(*examples, prior, start, settings.max_iterations)

    weights = _row_weights(rows.labels, settings.row_weight)
    return fit_bags(
        rows.bags, rows.matrix, rows.labels, weights, fit_held, parent.model.linear, rounds
    )


def _row_weights(labels: np.ndarray, mean: float) -> np.ndarray:
    """Classes weigh the same in sum, whatever mix of them a user uploads."""
    counts = np.bincount(labels, minlength=2)
    return mean * len(labels) / 2 / counts[labels]


def _loosen(prior: Prior, factor: float) -> Prior:
    return Prior(prior.mean, prior.precision * factor, prior.intercept_precision * factor)


def _evaluate(parent: Artefact, linear: Linear, held: FeaturedRows) -> dict[str, Any]:
    scores = parent.model.calibration.apply(held.raw(linear))
    return evaluate(held.labels, scores, parent.model.threshold)


def _merit(figures: dict[str, Any]) -> tuple[float, float]:
    return round(figures["f1_score"], 4), round(figures["roc_auc_score"], 5)
