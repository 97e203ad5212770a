"""How good the model is.

Without a command the whole evaluation: every source and every attack type left out in turn, as
payloads and as requests. With --requests, requests of yours scored with the base model.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Callable

from ngwaf_model.artefact import load_model

from .data import NoDataError, find_data, load
from .folds import measure_folds
from .processes import default_processes
from .requests_file import RequestsError
from .score_requests import score_file

BASE_MODEL = Path(__file__).resolve().parents[1] / "base-model" / "model.tar.gz"
USAGE_ERROR = 2


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.requests is None) != (options.out is None):
        parser.error("--requests in.jsonl and --out out.json go together")
    try:
        _command(options)(options)
    except (NoDataError, RequestsError, OSError) as error:
        print(f"ngwaf_eval: {error}", file=sys.stderr)
        return USAGE_ERROR
    return 0


def _command(options: argparse.Namespace) -> Callable[[argparse.Namespace], None]:
    return _score_requests if options.requests else _folds


def _score_requests(options: argparse.Namespace) -> None:
    progress = _clock()
    model = load_model(options.model)
    scores = score_file(model, options.requests, options.out, progress)
    flagged = sum(score >= model.threshold for score in scores.values())
    print(
        f"{flagged} of {len(scores)} requests score {model.threshold} or more "
        f"(malicious, says {options.model.name} {model.version}): {options.out}"
    )


def _folds(options: argparse.Namespace) -> None:
    corpus = load(find_data(options.data), options.sample)
    print(measure_folds(corpus, options.jobs, _clock()))


def _clock() -> Callable[[str], None]:
    begin = time.monotonic()

    def progress(message: str) -> None:
        print(f"{time.monotonic() - begin:6.1f} s  {message}", file=sys.stderr, flush=True)

    return progress


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="npm run eval --",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command",
        nargs="?",
        choices=["folds"],
        help="folds: the quick figures by which variants are compared",
    )
    parser.add_argument(
        "--data", type=Path, help="the corpus (default: $NGWAF_CORPUS, ../shared/data)"
    )
    parser.add_argument("--sample", type=int, metavar="N", help="about N rows instead of all")
    parser.add_argument(
        "--jobs",
        type=int,
        default=default_processes(),
        metavar="N",
        help="processes at once (default: one a core, at most four)",
    )
    scoring = parser.add_argument_group("requests of your own (needs no corpus)")
    scoring.add_argument(
        "--requests",
        type=Path,
        metavar="IN.JSONL",
        help='a line each: {"id", "method", "path_and_query", "headers": {…}, "body"}',
    )
    scoring.add_argument(
        "--out",
        type=Path,
        metavar="OUT.JSON",
        help='gets {"threshold": t, "results": {id: true|false}, "scores": {id: s}}',
    )
    scoring.add_argument(
        "--model", type=Path, default=BASE_MODEL, help="model.tar.gz (default: the base model)"
    )
    return parser
