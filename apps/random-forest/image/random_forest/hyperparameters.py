"""Hyperparameters of a training job; SageMaker hands all of them on as texts."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from random_forest.errors import InputError


@dataclass(frozen=True)
class Hyperparameters:
    """Defaults are for some thousand to some million rows."""

    label: str
    """Column with 0 or 1; the score is the probability of 1."""
    ignore: tuple[str, ...] = ()
    """Columns that are not learned from, such as an identifier."""
    n_estimators: int = 200
    """Trees to grow; with channel `model`, so many more."""
    max_depth: int | None = None
    """Longest path of a tree; 0 or none: no limit."""
    min_samples_leaf: int = 5
    max_features: str | float = "sqrt"
    """Features tried at each split: sqrt, log2, or a share up to 1."""
    class_weight: str | None = None
    """`balanced` makes both labels count the same; scores are no longer frequencies then."""
    seed: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _whole(least: int, most: int) -> tuple[Callable[[str], int], str]:
    def parse(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError
        return number

    return parse, f"a whole number from {least} to {most}"


def _max_depth(text: str) -> int | None:
    return None if text in ("0", "none") else _whole(1, 1000)[0](text)


def _max_features(text: str) -> str | float:
    if text in ("sqrt", "log2"):
        return text
    share = float(text)
    if not 0 < share <= 1:
        raise ValueError
    return share


def _class_weight(text: str) -> str | None:
    return {"balanced": "balanced", "none": None}[text]


def _column(text: str) -> str:
    if not text:
        raise ValueError
    return text


_PARSERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "label": (_column, "the name of the column to predict"),
    "ignore": (
        lambda text: tuple(name.strip() for name in text.split(",") if name.strip()),
        "names of columns, separated by commas",
    ),
    "n_estimators": _whole(1, 5000),
    "max_depth": (_max_depth, "a whole number from 1 to 1000, or 0 for no limit"),
    "min_samples_leaf": _whole(1, 1_000_000),
    "max_features": (_max_features, "sqrt, log2, or a share above 0 and up to 1"),
    "class_weight": (_class_weight, "balanced or none"),
    "seed": _whole(0, 2**32 - 1),
}


def parse_hyperparameters(given: dict[str, str]) -> Hyperparameters:
    """InputError names all that is wrong at once, each with what was expected."""
    values: dict[str, Any] = {}
    wrong = []
    for name, text in given.items():
        # SageMaker's own, such as the objective of a tuning job.
        if name.startswith(("_", "sagemaker_")):
            continue
        if name not in _PARSERS:
            known = ", ".join(field.name for field in fields(Hyperparameters))
            wrong.append(f"{name}: there is no such hyperparameter; there are {known}")
            continue
        parse, expected = _PARSERS[name]
        try:
            values[name] = parse(str(text).strip())
        except (ValueError, KeyError):
            wrong.append(f"{name}: expected {expected}, found {str(text)[:100]!r}")
    if "label" not in given:
        wrong.append(f"label: expected {_PARSERS['label'][1]}, found nothing")
    if wrong:
        raise InputError("hyperparameters: " + "; ".join(wrong))
    return Hyperparameters(**values)


def read_hyperparameters(file: Path) -> Hyperparameters:
    try:
        given = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: expected a JSON object of texts: {error}") from None
    if not isinstance(given, dict):
        raise InputError(f"{file}: expected a JSON object of texts, found {type(given).__name__}")
    return parse_hyperparameters(given)
