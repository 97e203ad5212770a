"""Training job in SageMaker's script mode: fine-tunes the parent artefact with the job's rows.

Channels: `train` with `train.csv` and, where there is one, `data-quality.json` (for the data card);
`validation` with `validation.csv`; `parent` with the parent's `model.tar.gz`.
Writes the new artefact, unpacked, to `SM_MODEL_DIR`; SageMaker makes it `model.tar.gz`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from pathlib import Path

from ngwaf_model.artefact import artefact_files, load_archive
from ngwaf_model.fine_tune import FineTuning, fine_tune
from ngwaf_model.rows import describe_data, parse_rows


def parse_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Hyperparameters, and the folders that SageMaker names in the environment."""
    defaults = FineTuning()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--version", required=True, help="version that this job makes")
    parser.add_argument("--created-at", required=True, help="ISO 8601, UTC")
    parser.add_argument("--row-weight", type=float, default=defaults.row_weight)
    parser.add_argument(
        "--retentions",
        type=lambda text: tuple(float(one) for one in text.split(",")),
        default=defaults.retentions,
        help="factors of the penalty, comma separated, firmest first",
    )
    parser.add_argument("--max-iterations", type=int, default=defaults.max_iterations)
    for option, variable in [
        ("--model-dir", "SM_MODEL_DIR"),
        ("--train", "SM_CHANNEL_TRAIN"),
        ("--validation", "SM_CHANNEL_VALIDATION"),
        ("--parent", "SM_CHANNEL_PARENT"),
    ]:
        value = os.environ.get(variable)
        parser.add_argument(option, type=Path, default=value, required=value is None)
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Reads the channels, fine-tunes, writes the artefact. Any error ends the job with its text."""
    options = parse_arguments(arguments)
    begin = time.monotonic()
    archive = options.parent / "model.tar.gz"
    parent = load_archive(archive)
    splits = {
        name: (channel / f"{name}.csv").read_bytes()
        for name, channel in (("train", options.train), ("validation", options.validation))
    }
    rows = {name: parse_rows(data) for name, data in splits.items()}
    print(f"read {len(rows['train'])} rows to learn, {len(rows['validation'])} to validate")
    quality = options.train / "data-quality.json"
    hygiene = json.loads(quality.read_text("utf-8")) if quality.is_file() else {}
    artefact = fine_tune(
        parent,
        rows["train"],
        rows["validation"],
        FineTuning(options.row_weight, options.retentions, options.max_iterations),
        {
            "version": options.version,
            "parent": {
                "version": parent.model.version,
                "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
            },
            "created_at": options.created_at,
            "data": [describe_data(name, splits[name], rows[name]) for name in splits],
            "hygiene": hygiene,
        },
    )
    print(json.dumps(artefact.evaluation, indent=2))
    files = artefact_files(artefact, Path(__file__).with_name("inference.py"))
    for name, contents in files.items():
        target = options.model_dir / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(contents)
    print(f"fine-tuned in {time.monotonic() - begin:.1f} s")


if __name__ == "__main__":
    main()
