"""The evaluation as Markdown, made of its record alone."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Sequence

from ngwaf_model.markdown import table

_LEVELS = {"payload": "payloads", "request": "whole requests"}
_OVERALL = {
    "balanced_accuracy": "balanced accuracy",
    "detection_rate_mean_over_sources": "TPR, mean over sources",
    "detection_rate_mean_over_types": "TPR, mean over attack types",
    "detection_rate_all_rows": "TPR, all rows",
    "false_pos_rate_weighted": "FPR, sources by the root of their size",
    "false_pos_rate_all_rows": "FPR, all rows",
    "roc_auc": "AUC, all rows",
}


def markdown(record: Mapping[str, Any]) -> str:
    """The whole report."""
    sections = [
        ("", _head(record)),
        ("Overall", _overall(record)),
        ("With one threshold for all", _at_rates(record)),
        ("By attack type", _by_type(record)),
        ("Attack types never learned", _left_out(record)),
        ("By source of attacks", _by_source(record)),
        ("False positives by benign source", _benign(record)),
        ("By place and form of the value", _forms(record)),
        ("Calibration", _calibration(record)),
        ("What was left out", _folds(record)),
    ]
    blocks = ["# How good the model is", *(_section(*section) for section in sections)]
    return "\n\n".join(blocks) + "\n"


def summary(record: Mapping[str, Any]) -> str:
    """What the screen shows: the overall figures, and those by attack type."""
    return "\n\n".join("\n".join(lines) for lines in (_overall(record), _by_type(record)))


def estimate(values: Sequence[float] | None) -> str:
    """A rate with its interval, e.g. `0.950 (0.941-0.958)`."""
    if values is None:
        return ""
    value, low, high = values
    return f"{value:.3f} ({low:.3f}–{high:.3f})"


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"## {title}", "", *lines] if title else lines)


def _head(record: Mapping[str, Any]) -> list[str]:
    model, data = record["model"], record["data"]
    same = "" if model["learned_from_this_data"] else " (made from other data than this)"
    part = "" if data["sample"] is None else ", a sample"
    return [
        f"The training that made base model `{model['version']}`{same}, measured on rows whose",
        "source, with its relatives, was left out: in five folds of several families each (all",
        "tables that do not say families), and every family by itself. The threshold, for 0.6 %",
        "false positives, and the calibration come from what was not left out alone. Intervals",
        "are 95 %: Wilson's for rates, DeLong's for AUC, a bootstrap of sources (or types) and of",
        "their rows for means over them.",
        "",
        f"Data: {data['name']}, sha256 `{data['sha256']}`, {data['rows']:,} tested rows{part}.",
        "",
        "![By attack type, benign source and form, and calibration](evaluation.svg)",
    ]


def _kinds(record: Mapping[str, Any]) -> dict[str, Any]:
    return {"folds": record["levels"], "families": record["families"]["levels"]}


def _overall(record: Mapping[str, Any]) -> list[str]:
    kinds = {"folds": record["levels"], "families": record["families"]["levels"]}
    levels = {
        f"{words}, {kind}": one[level]
        for kind, one in kinds.items()
        for level, words in _LEVELS.items()
    }
    rows = [
        [name, *(estimate(one[key]) for one in levels.values())] for key, name in _OVERALL.items()
    ]
    rows.append(["F1, classes of equal size", *(one["f1_score"] for one in levels.values())])
    rows += [
        [name, *(one["calibration"][key] for one in levels.values())]
        for key, name in (
            ("brier", "Brier score, classes of equal weight"),
            ("expected_calibration_error", "expected calibration error"),
        )
    ]
    return table(["figure", *levels], rows)


def _at_rates(record: Mapping[str, Any]) -> list[str]:
    shipped = f"that ships, {record['model']['threshold']}"
    rows = [
        [name, words, kind, *figures.values()]
        for kind, levels in _kinds(record).items()
        for level, words in _LEVELS.items()
        for name, figures in {
            **levels[level]["at_false_pos_rate"],
            shipped: levels[level]["at_shipped_threshold"],
        }.items()
    ]
    head = ["threshold for FPR", "rows as", "left out", "balanced", "TPR, sources", "TPR, types"]
    return [
        "One threshold for all rows, chosen on these same scores: for comparing with others.",
        "",
        *table([*head, "FPR"], rows),
    ]


def _by_type(record: Mapping[str, Any]) -> list[str]:
    levels = record["levels"]
    return table(
        [
            "attack type",
            "rows",
            *(f"TPR, {name}" for name in _LEVELS.values()),
            "balanced",
            "F1",
            "AUC, requests",
        ],
        [
            [
                name,
                figures["rows"],
                estimate(levels["payload"]["by_type"][name]["detection_rate"]),
                estimate(figures["detection_rate"]),
                *_rest(figures),
            ]
            for name, figures in levels["request"]["by_type"].items()
        ],
    )


def _left_out(record: Mapping[str, Any]) -> list[str]:
    left_out = record["left_out_types"]
    return [
        "Detected by models that learned no row of the type, from any source, beside models that",
        f"did. Both learned from {left_out['learned_rows']:,} rows but those of the tested fold.",
        "",
        *table(
            [
                "attack type",
                "rows",
                *(f"{how}, {words}" for words in _LEVELS.values() for how in ("learned", "never")),
            ],
            [
                [
                    name,
                    figures["rows"],
                    *(
                        estimate(figures[level][how])
                        for level in _LEVELS
                        for how in ("learned", "never_learned")
                    ),
                ]
                for name, figures in left_out["types"].items()
            ],
        ),
    ]


def _by_source(record: Mapping[str, Any]) -> list[str]:
    levels = record["levels"]
    return table(
        ["source", "rows", "TPR, payloads", "TPR, requests", "balanced", "F1", "AUC, requests"],
        [
            [
                name,
                figures["rows"],
                estimate(levels["payload"]["by_source"][name]["detection_rate"]),
                estimate(figures["detection_rate"]),
                *_rest(figures),
            ]
            for name, figures in levels["request"]["by_source"].items()
        ],
    )


def _benign(record: Mapping[str, Any]) -> list[str]:
    levels = record["levels"]
    return table(
        ["source", "rows", "FPR, payloads", "FPR, requests", "balanced", "F1", "AUC, requests"],
        [
            [
                name,
                figures["rows"],
                estimate(levels["payload"]["benign_by_source"][name]["false_pos_rate"]),
                estimate(figures["false_pos_rate"]),
                *_rest(figures),
            ]
            for name, figures in levels["request"]["benign_by_source"].items()
        ],
    )


def _rest(figures: Mapping[str, Any]) -> list[Any]:
    return [figures["balanced_accuracy"], figures["f1_score"], estimate(figures["roc_auc"])]


def _forms(record: Mapping[str, Any]) -> list[str]:
    return [
        "The same values in each; the change is against the query for places, against the plain",
        "form for encodings.",
        "",
        *table(
            ["form", "attacks", "TPR", "change", "FPR"],
            [
                [
                    name,
                    figures["rows"],
                    estimate(figures["detection_rate"]),
                    _change(figures["change"]),
                    estimate(figures["false_pos_rate"]),
                ]
                for name, figures in record["forms"].items()
            ],
        ),
    ]


def _change(values: Sequence[float]) -> str:
    value, low, high = values
    return f"{value:+.3f} ({low:+.3f} to {high:+.3f})"


def _calibration(record: Mapping[str, Any]) -> list[str]:
    rows = record["levels"]["request"]["calibration"]["reliability"]
    return [
        "Whole requests by tenths of their score; both classes have the same weight.",
        "",
        *table(["rows", "mean score", "share of attacks"], rows),
    ]


def _folds(record: Mapping[str, Any]) -> list[str]:
    return [
        "Left out together as folds:",
        "",
        *_numbered(record["folds"]),
        "",
        "and as families:",
        "",
        *_numbered(record["families"]["folds"]),
    ]


def _numbered(groups: Sequence[Sequence[str]]) -> list[str]:
    return [f"{number}. {', '.join(group)}" for number, group in enumerate(groups, 1)]
