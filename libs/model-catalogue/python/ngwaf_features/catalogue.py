"""The models, as `npm run catalogue -- export` has written them down."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

ModelEntry = dict[str, Any]
"""An entry of the catalogue with its defaults, as JSON."""


def find_model(name: str) -> ModelEntry | None:
    """The entry of that name; None when there is none."""
    entries = json.loads(files("ngwaf_features").joinpath("catalogue.json").read_text("utf-8"))
    return next((entry for entry in entries if entry["name"] == name), None)
