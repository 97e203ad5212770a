"""How good the model is.

Without a command the whole evaluation: every source and every attack type left out in turn, as
payloads and as requests. With --requests, requests of yours scored with the base model.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Callable

from ngwaf_model.artefact import load_model

from .data import NoDataError, find_data, load
from .evaluation import BASE_MODEL, evaluate
from .folds import measure_folds
from .processes import default_processes
from .report import markdown, summary
from .requests_file import RequestsError
from .score_requests import score_file

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_FOLDER = ROOT / ".local" / "evaluation"
QUICK_ROWS = 10_000
USAGE_ERROR = 2


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.requests and not options.out:
        parser.error("--requests in.jsonl and --out out.json go together")
    try:
        _command(options)(options)
    except (NoDataError, RequestsError, OSError) as error:
        print(f"ngwaf_eval: {error}", file=sys.stderr)
        return USAGE_ERROR
    return 0


def _command(options: argparse.Namespace) -> Callable[[argparse.Namespace], None]:
    if options.requests:
        return _score_requests
    return _folds if options.command == "folds" else _evaluate


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


def _evaluate(options: argparse.Namespace) -> None:
    progress = _clock()
    data = find_data(options.data)
    rows = options.sample or (QUICK_ROWS if options.quick else None)
    record = evaluate(load(data, rows), data.name, rows, options.jobs, progress)
    folder = options.out or DEFAULT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evaluation.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    (folder / "evaluation.md").write_text(markdown(record), "utf-8")
    # Not before: what draws is not installed for the other commands.
    from .picture import draw

    draw(record, folder / "evaluation.svg")
    print(f"{summary(record)}\n\nWrote evaluation.md, .json and .svg to {folder}")


def _clock() -> Callable[[str], None]:
    begin = time.monotonic()

    def progress(message: str) -> None:
        print(f"{time.monotonic() - begin:6.1f} s  {message}", file=sys.stderr, flush=True)

    return progress


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 on, found {text!r}")
    return number


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
    parser.add_argument("--sample", type=_count, metavar="N", help="about N rows instead of all")
    parser.add_argument("--quick", action="store_true", help=f"as --sample {QUICK_ROWS}")
    parser.add_argument(
        "--jobs",
        type=_count,
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
        help='gets {"threshold": t, "results": {id: true|false}, "scores": {id: s}}; of the '
        "whole evaluation: the folder that its files go to (default: .local/evaluation)",
    )
    scoring.add_argument(
        "--model", type=Path, default=BASE_MODEL, help="model.tar.gz (default: the base model)"
    )
    return parser
