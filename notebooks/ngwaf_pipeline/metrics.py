"""Diagnostics of a model in the shape that the job record has them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ngwaf_model.metrics import confusion

from .contracts import THRESHOLDS


def diagnostics(labels: np.ndarray, scores: np.ndarray) -> dict[str, list[float]]:
    """Lists of equal length: each metric at each threshold 0.1 … 0.9."""
    rows = [confusion(labels, scores >= threshold) for threshold in THRESHOLDS]
    table: dict[str, Any] = {"threshold": list(THRESHOLDS)}
    for metric in rows[0]:
        table[metric] = [row[metric] for row in rows]
    return table
