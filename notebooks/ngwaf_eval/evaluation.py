"""The whole evaluation: from a corpus to `evaluation.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import logit

from ngwaf_model.artefact import load_model
from ngwaf_model.corpus import Corpus
from ngwaf_model.features import FEATURE_FORMAT
from ngwaf_model.model import Model

from .data import sample
from .figures import level_figures
from .forms import form_figures, form_views
from .held_out import Progress, is_tested, level_views, out_of_fold
from .learning import prepare
from .left_out_types import MOST_ROWS, left_out_types
from .relatives import by_families

# Values to be seen in every form; fewer where the corpus is a sample.
_FORM_ROWS = 12_000
_FOLDER = Path(__file__).resolve().parents[1] / "base-model"
BASE_MODEL = _FOLDER / "model.tar.gz"
# Its version has the archive's hash, which the archive itself cannot have.
BASE_MANIFEST = _FOLDER / "manifest.json"


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
    base = load_model(BASE_MODEL)
    cut = raw_threshold(base)
    record = {
        "model": {
            "version": json.loads(BASE_MANIFEST.read_text("utf-8"))["version"],
            "threshold": base.threshold,
            "feature_format": FEATURE_FORMAT,
            "learned_from_this_data": base.manifest["data"][0]["sha256"] == corpus.sha256,
        },
        "data": {
            "name": name,
            "sha256": corpus.sha256,
            "rows": int(is_tested(corpus).sum()),
            "sample": sample_rows,
        },
        "folds": _folds(corpus),
        "levels": {level: level_figures(corpus, scores[level], cut) for level in views},
        "forms": form_figures(corpus, scores["request"], {form: scores[form] for form in forms}),
    }
    families = by_families(corpus)
    progress("every family of sources by itself")
    alone = out_of_fold(prepared._replace(corpus=families), views, processes, progress)[None]
    record["families"] = {
        "folds": _folds(families),
        "levels": {level: level_figures(families, alone[level], cut) for level in views},
    }
    if len(corpus.labels) > MOST_ROWS:
        progress(f"left-out types: a sample of about {MOST_ROWS} rows")
        prepared = prepare(sample(corpus, MOST_ROWS))
        views = level_views(prepared.corpus, is_tested(prepared.corpus))
        scores = out_of_fold(prepared, views, processes, progress)[None]
    natural = {level: scores[level] for level in views}
    return {**record, "left_out_types": left_out_types(prepared, natural, processes, progress)}


def raw_threshold(model: Model) -> float:
    """The uncalibrated score that the model's threshold stands for."""
    return float((logit(model.threshold) - model.calibration.offset) / model.calibration.slope)


def _folds(corpus: Corpus) -> list[list[str]]:
    folds = np.unique(corpus.folds[is_tested(corpus)])
    return [sorted(set(map(str, corpus.sources[corpus.folds == fold]))) for fold in folds]
