"""Histograms of features, for the monitor of drift (as `libs/drift` makes them)."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

BINS = 10


def quantile_edges(values: list[float]) -> list[float]:
    """Edges of about equal bins; fewer where many values are equal."""
    ordered = sorted(values)
    if not ordered:
        return []
    cuts = {ordered[part * len(ordered) // BINS] for part in range(1, BINS)}
    edges = sorted(cut for cut in cuts if cut > ordered[0])
    larger = next((value for value in ordered if value > ordered[0]), None)
    return [larger] if not edges and larger is not None else edges


def histogram_of(values: list[float | None]) -> dict[str, Any]:
    present = [value for value in values if value is not None]
    edges = quantile_edges(present)
    counts = [0] * (len(edges) + 1)
    for value in present:
        counts[bisect_right(edges, value)] += 1
    return {"edges": edges, "counts": counts, "missing": len(values) - len(present)}
