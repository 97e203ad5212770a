"""Figures of a model, in the form that tuning reads by regular expression."""

import numpy as np
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score


def measure(labels: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    """AUC and average precision (more is better), log loss (less is better)."""
    return {
        "auc": float(roc_auc_score(labels, scores)),
        "average_precision": float(average_precision_score(labels, scores)),
        "log_loss": float(log_loss(labels, np.clip(scores, 1e-6, 1 - 1e-6))),
    }


def print_metrics(on: str, metrics: dict[str, float]) -> None:
    """For example `validation:auc=0.6612; validation:log_loss=0.3021;`."""
    print(" ".join(f"{on}:{name}={value:.6f};" for name, value in metrics.items()), flush=True)
