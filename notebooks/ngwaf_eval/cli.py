"""The command line."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .data import NoDataError, find_data, load
from .folds import measure_folds


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; the exit code."""
    parser = argparse.ArgumentParser(prog="ngwaf_eval", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    folds = commands.add_parser("folds", help="the quick figures by which variants are compared")
    folds.add_argument("--data", type=Path, help="corpus (default: ../shared/data)")
    folds.add_argument("--sample", type=int, metavar="N", help="about N rows instead of all")
    options = parser.parse_args(arguments)
    begin = time.monotonic()

    def progress(message: str) -> None:
        print(f"{time.monotonic() - begin:6.1f} s  {message}", file=sys.stderr, flush=True)

    try:
        corpus = load(find_data(options.data), options.sample)
    except NoDataError as error:
        print(error, file=sys.stderr)
        return 2
    print(measure_folds(corpus, progress))
    return 0
