"""Packs what runs on the notebook instance: `python notebooks/tools/bundle.py`.

Writes `bundle.tar.gz`, with the same bytes for the same files, and `bundle.json` with its hash and
the names in it. Needs the standard library alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(NOTEBOOKS))

from ngwaf_model.archive import tar_gz  # noqa: E402
from ngwaf_pipeline.source_archive import files_below  # noqa: E402

FOLDERS = ("ngwaf_pipeline", "ngwaf_model", "container", "base-model", "regression")


def main() -> int:
    """Runs the command; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebook", type=Path, default=NOTEBOOKS / "train.ipynb")
    parser.add_argument("--out", type=Path, default=NOTEBOOKS / "dist")
    options = parser.parse_args()
    if not options.notebook.is_file():
        print(f"{options.notebook} does not exist", file=sys.stderr)
        return 2

    files = {"train.ipynb": options.notebook.read_bytes()}
    for folder in FOLDERS:
        files |= files_below(NOTEBOOKS / folder, f"{folder}/")
    bundle = tar_gz(files)
    sha256 = hashlib.sha256(bundle).hexdigest()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "bundle.tar.gz").write_bytes(bundle)
    summary = {"sha256": sha256, "bytes": len(bundle), "files": sorted(files)}
    (options.out / "bundle.json").write_text(json.dumps(summary, indent=2) + "\n")
    print(
        f"{options.out / 'bundle.tar.gz'}: {len(bundle) / 1e6:.2f} MB, {len(files)} files, {sha256}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
