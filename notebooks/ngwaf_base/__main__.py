"""The command line; see the package."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from datetime import datetime, timezone
from pathlib import Path

import ngwaf_base
from ngwaf_eval.processes import default_processes
from ngwaf_model.archive import tar_gz
from ngwaf_model.artefact import artefact_files
from ngwaf_model.cards import DATA_CARD, MODEL_CARD

from .train import train_base


def main() -> None:
    """Trains from a corpus and writes the artefact, its manifest and its cards."""
    parser = argparse.ArgumentParser(
        prog="python -m ngwaf_base", description=ngwaf_base.__doc__.splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="train-public.csv.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder of the artefact")
    parser.add_argument(
        "--jobs",
        type=int,
        default=default_processes(),
        help="processes at once (default: one a core, at most four)",
    )
    arguments = parser.parse_args()
    entry_point = Path(__file__).resolve().parents[1] / "container" / "inference.py"
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    created_at = datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    begin = time.monotonic()

    def report(message: str) -> None:
        print(f"{time.monotonic() - begin:6.1f} s  {message}", flush=True)

    artefact = train_base(arguments.data, created_at, arguments.jobs, report)
    files = artefact_files(artefact, entry_point)
    packed = tar_gz(files)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "model.tar.gz").write_bytes(packed)
    for card in (MODEL_CARD, DATA_CARD):
        (arguments.out / card).write_bytes(files[card])
    sha256 = hashlib.sha256(packed).hexdigest()
    readable = {
        "version": f"base-{sha256[:8]}",
        "sha256": sha256,
        "bytes": len(packed),
        "threshold": artefact.model.threshold,
        **artefact.manifest,
        "evaluation": artefact.evaluation,
    }
    (arguments.out / "manifest.json").write_text(json.dumps(readable, indent=2) + "\n", "utf-8")
    report(f"wrote {arguments.out}/model.tar.gz, {len(packed)} bytes")


if __name__ == "__main__":
    main()
