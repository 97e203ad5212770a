"""The whole evaluation: from a corpus to `evaluation.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ngwaf_model.corpus import FOLDS, Corpus
from ngwaf_model.features import FEATURE_FORMAT

from .figures import level_figures
from .forms import form_figures, form_views
from .held_out import Progress, is_tested, level_views, out_of_fold
from .learning import prepare
from .left_out_types import left_out_types

# Values to be seen in every form; fewer where the corpus is a sample.
_FORM_ROWS = 12_000
_BASE_MANIFEST = Path(__file__).resolve().parents[1] / "base-model" / "manifest.json"


def evaluate(
    corpus: Corpus, name: str, sample_rows: int | None, processes: int, progress: Progress
) -> dict[str, Any]:
    """Figures of the base model's training on a corpus; the same for the same corpus and code.

    `sample_rows` says of what size a sample the corpus is; None for the whole.
    """
    prepared = prepare(corpus)
    progress(f"made features of {len(prepared.bags.distinct)} texts")
    views = level_views(corpus, is_tested(corpus))
    forms = form_views(corpus, min(_FORM_ROWS, int(is_tested(corpus).sum()) // 4))
    scores = out_of_fold(prepared, {**views, **forms}, processes, progress)[None]
    record = {
        "model": _base_model(corpus),
        "data": {
            "name": name,
            "sha256": corpus.sha256,
            "rows": int(is_tested(corpus).sum()),
            "sample": sample_rows,
        },
        "folds": _folds(corpus),
        "levels": {level: level_figures(corpus, scores[level]) for level in views},
        "forms": form_figures(corpus, scores["request"], {form: scores[form] for form in forms}),
    }
    natural = {level: scores[level] for level in views}
    return {**record, "left_out_types": left_out_types(prepared, natural, processes, progress)}


def _base_model(corpus: Corpus) -> dict[str, Any]:
    """The base model in the repository, and whether it learned from this very corpus."""
    manifest = json.loads(_BASE_MANIFEST.read_text("utf-8"))
    return {
        "version": manifest["version"],
        "threshold": manifest["threshold"],
        "feature_format": FEATURE_FORMAT,
        "learned_from_this_data": manifest["data"][0]["sha256"] == corpus.sha256,
    }


def _folds(corpus: Corpus) -> list[list[str]]:
    return [sorted(set(map(str, corpus.sources[corpus.folds == fold]))) for fold in range(FOLDS)]
