"""Training: grows a forest, or grows one further.

Channels: `train`; `validation` if there are rows to measure with; `model`, an artefact of this
image, to keep its trees and to add trees that are grown on the rows of this job.
"""

import hashlib
import json
import os
import signal
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import Any

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier

from random_forest import artefact
from random_forest.artefact import Artefact
from random_forest.errors import InputError
from random_forest.forest import Forest
from random_forest.hyperparameters import Hyperparameters, read_hyperparameters
from random_forest.metrics import measure, print_metrics
from random_forest.paths import Paths, find_paths
from random_forest.table import Table, read_channel

FAILED, WRONG_INPUT, STOPPED = 1, 2, 143


def main() -> int:
    """Trains; answers the exit code. What went wrong is in the file that SageMaker reports."""
    # As the first process of a container it would not be stopped by the signal otherwise.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))
    paths = find_paths()
    try:
        train(paths)
    except InputError as error:
        return _fail(paths, str(error), WRONG_INPUT)
    except Exception as error:
        traceback.print_exc()
        return _fail(paths, f"{type(error).__name__}: {error}", FAILED)
    return 0


def _fail(paths: Paths, reason: str, code: int) -> int:
    print(reason, file=sys.stderr, flush=True)
    paths.failure.parent.mkdir(parents=True, exist_ok=True)
    # SageMaker shows the first 1,024 characters.
    paths.failure.write_text(reason[:1024])
    return code


def train(paths: Paths) -> None:
    """Reads the channels, grows, measures, writes the artefact."""
    begin = time.monotonic()
    options = read_hyperparameters(paths.hyperparameters)
    parent = artefact.load(paths.channel("model")) if paths.channel("model").is_dir() else None
    rows = read_channel(paths.channel("train"), options.label, options.ignore)
    validation = _read_validation(paths, options, rows)
    print(f"read {len(rows.labels)} rows of {len(rows.features)} features to learn", flush=True)
    if parent is not None:
        _check_parent(parent, rows, options)
    grown = _grow(rows, options, seed=options.seed + (len(parent.forest.roots) if parent else 0))
    forest = Forest.of(grown.estimators_)
    metrics = {"oob": _out_of_bag(grown, rows)}
    if parent is not None:
        forest = parent.forest + forest
    if validation is not None:
        metrics["validation"] = measure(validation.labels, forest.predict(validation.values))
    for on, figures in metrics.items():
        print_metrics(on, figures)
    manifest = _describe(options, rows, validation, forest, metrics, parent)
    artefact.save(Artefact(forest, manifest), paths.model)
    print(f"{len(forest.roots)} trees after {time.monotonic() - begin:.1f} s", flush=True)


def _read_validation(paths: Paths, options: Hyperparameters, rows: Table) -> Table | None:
    if not paths.channel("validation").is_dir():
        return None
    validation = read_channel(paths.channel("validation"), options.label, options.ignore)
    if set(validation.features) != set(rows.features):
        raise InputError(
            f"channel validation: expected the columns of train ({', '.join(rows.features)}), "
            f"found {', '.join(validation.features)}"
        )
    order = [validation.features.index(name) for name in rows.features]
    return validation._replace(features=rows.features, values=validation.values[:, order])


def _check_parent(parent: Artefact, rows: Table, options: Hyperparameters) -> None:
    known = parent.manifest
    if (parent.features, known["label"]) != (rows.features, options.label):
        raise InputError(
            f"channel model: {parent.version} predicts {known['label']} from "
            f"{', '.join(parent.features)}; channel train has {options.label} and "
            f"{', '.join(rows.features)}"
        )


def _grow(rows: Table, options: Hyperparameters, seed: int) -> RandomForestClassifier:
    return RandomForestClassifier(
        n_estimators=options.n_estimators,
        max_depth=options.max_depth,
        min_samples_leaf=options.min_samples_leaf,
        max_features=options.max_features,
        class_weight=options.class_weight,
        # Each increment draws other samples than its parent did.
        random_state=seed % 2**32,
        # Measured below, where rows without a score can be left out.
        oob_score=lambda *_: 0.0,
        n_jobs=-1,
    ).fit(rows.values, rows.labels)


def _out_of_bag(grown: RandomForestClassifier, rows: Table) -> dict[str, float]:
    """On rows that trees have not seen: those of this job's new trees."""
    scores = grown.oob_decision_function_[:, 1]
    # With few trees there are rows that each of them has seen.
    seen = np.isfinite(scores)
    labels = rows.labels[seen]
    return measure(labels, scores[seen]) if len(np.unique(labels)) == 2 else {}


def _describe(
    options: Hyperparameters,
    rows: Table,
    validation: Table | None,
    forest: Forest,
    metrics: dict[str, dict[str, float]],
    parent: Artefact | None,
) -> dict[str, Any]:
    shares = forest.importances.mean(axis=0)
    data = {"train": rows, **({"validation": validation} if validation else {})}
    manifest = {
        "format": artefact.FORMAT,
        "algorithm": "random-forest",
        "label": options.label,
        "features": rows.features,
        "trees": len(forest.roots),
        "hyperparameters": options.as_json(),
        "metrics": metrics,
        "importances": dict(
            sorted(
                zip(rows.features, map(float, shares), strict=True),
                key=lambda one: one[1],
                reverse=True,
            )
        ),
        "data": {
            name: {
                "rows": len(table.labels),
                "positive": int(table.labels.sum()),
                "sha256": table.sha256,
            }
            for name, table in data.items()
        },
        "parent": parent and {"version": parent.version, "trees": len(parent.forest.roots)},
        "scikit_learn": sklearn.__version__,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    job = os.environ.get("TRAINING_JOB_NAME")
    return {"version": job or f"random-forest-{_digest(manifest)}", **manifest}


def _digest(manifest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest).encode()).hexdigest()[:12]
