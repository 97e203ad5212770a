"""The evaluation as a picture; needs what `requirements.txt` pins."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Sequence

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

_PAYLOAD, _REQUEST, _NEVER = "#9ecae1", "#2171b5", "#fd8d3c"
# Ids in the file would else be drawn by chance, and the bytes be others each time.
_FIXED = {"svg.hashsalt": "ngwaf", "svg.fonttype": "none", "font.size": 8}


def draw(record: Mapping[str, Any], target: Path) -> None:
    """Writes an SVG: detection by type and form, false positives by source, reliability."""
    with matplotlib.rc_context(_FIXED):
        figure, axes = plt.subplots(2, 2, figsize=(11, 9), layout="constrained")
        _types(axes[0, 0], record)
        _benign(axes[0, 1], record)
        _forms(axes[1, 0], record)
        _reliability(axes[1, 1], record)
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)


def _types(axes: Any, record: Mapping[str, Any]) -> None:
    levels, left_out = record["levels"], record["left_out_types"]["types"]
    by_type = levels["request"]["by_type"]
    names = [name for name in by_type if name in left_out]
    payload = [levels["payload"]["by_type"][name]["detection_rate"] for name in names]
    request = [by_type[name]["detection_rate"] for name in names]
    never = [left_out[name]["request"]["never_learned"] for name in names]
    _dots(
        axes,
        [f"{name} ({by_type[name]['rows']:,})" for name in names],
        [
            ("payloads", _PAYLOAD, payload),
            ("whole requests", _REQUEST, request),
            ("requests, type never learned (from a sample)", _NEVER, never),
        ],
    )
    axes.axvline(0.85, color="grey", linewidth=0.6, linestyle=":")
    axes.set_title("Detected, by attack type (rows); source never seen")


def _benign(axes: Any, record: Mapping[str, Any]) -> None:
    levels = record["levels"]
    by_source = levels["request"]["benign_by_source"]
    rates = {
        level: [levels[level]["benign_by_source"][name]["false_pos_rate"] for name in by_source]
        for level in ("payload", "request")
    }
    _dots(
        axes,
        [f"{name} ({one['rows']:,})" for name, one in by_source.items()],
        [
            ("payloads", _PAYLOAD, rates["payload"]),
            ("whole requests", _REQUEST, rates["request"]),
        ],
    )
    axes.axvline(0.006, color="grey", linewidth=0.6, linestyle=":")
    # Zero has its place as well; between it and the first thousandth the scale is even.
    axes.set_xscale("symlog", linthresh=0.001)
    axes.set_xlim(left=-0.0001)
    axes.set_title("False positives, by source never seen (dotted: 0.6 %)")


def _forms(axes: Any, record: Mapping[str, Any]) -> None:
    forms = record["forms"]
    _dots(
        axes,
        list(forms),
        [("detected", _REQUEST, [one["detection_rate"] for one in forms.values()])],
    )
    axes.set_title("Detected, by place and by form of the same values")


def _reliability(axes: Any, record: Mapping[str, Any]) -> None:
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.6, linestyle=":")
    for level, color in (("payload", _PAYLOAD), ("request", _REQUEST)):
        calibration = record["levels"][level]["calibration"]
        _, scores, shares = zip(*calibration["reliability"])
        label = f"{level}s, Brier score {calibration['brier']:.4f}"
        axes.plot(scores, shares, marker="o", markersize=3, color=color, label=label)
    axes.set_xlabel("mean score of a tenth")
    axes.set_ylabel("share of attacks (classes of equal weight)")
    axes.legend()
    axes.set_title("Reliability")


def _dots(
    axes: Any, names: Sequence[str], series: Sequence[tuple[str, str, Sequence[Sequence[float]]]]
) -> None:
    """A row a name, a dot with its interval a series; the first name on top."""
    for number, (label, color, estimates) in enumerate(series):
        values, lows, highs = zip(*estimates)
        heights = [row + 0.22 * (number - (len(series) - 1) / 2) for row in range(len(names))]
        errors = [
            [max(0.0, value - low) for value, low in zip(values, lows)],
            [max(0.0, high - value) for value, high in zip(values, highs)],
        ]
        axes.errorbar(
            values,
            heights,
            xerr=errors,
            fmt="o",
            markersize=3,
            linewidth=1,
            color=color,
            label=label,
        )
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.grid(axis="x", linewidth=0.3)
    if len(series) > 1:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=len(series))
