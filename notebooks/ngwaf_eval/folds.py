"""The quick figures: five folds of sources, one threshold for 0.6 % false positives."""

from __future__ import annotations

from typing import Any, Callable

import numpy as np

from ngwaf_model.corpus import Corpus

from .held_out import is_tested, level_views, out_of_fold
from .learning import prepare
from .operating_point import FALSE_POSITIVE_BUDGET, cut_for
from .rates import rates


def measure_folds(corpus: Corpus, processes: int, progress: Callable[[str], None]) -> str:
    """Figures at payload and request level, as text.

    The threshold is chosen on the very scores that are measured: good for comparing variants.
    """
    progress(f"read {len(corpus.labels)} rows")
    prepared = prepare(corpus)
    progress(f"made features of {len(prepared.bags.distinct)} texts")
    views = level_views(corpus, is_tested(corpus))
    scores = out_of_fold(prepared, views, processes, progress)[None]
    return "\n\n".join(_describe(corpus, level, raw) for level, raw in scores.items())


def _describe(corpus: Corpus, level: str, raw: np.ndarray) -> str:
    cut = cut_for(corpus, raw, is_tested(corpus), FALSE_POSITIVE_BUDGET)
    figures = rates(corpus, raw, cut)
    detected = figures["detection_rate_mean_over_sources"]
    balanced = (detected + 1 - figures["false_pos_rate_weighted"]) / 2
    return "\n".join(
        [
            f"{level}: balanced accuracy {balanced:.4f} at {FALSE_POSITIVE_BUDGET:.1%} weighted "
            "false positives",
            f"  TPR mean over sources {detected:.4f}, mean over types "
            f"{figures['detection_rate_mean_over_types']:.4f}, all rows "
            f"{figures['detection_rate_all_rows']:.4f}; AUC {figures['roc_auc_score']:.4f}",
            f"  TPR by source: {_listed(figures['detection_rate_by_source'])}",
            f"  TPR by type: {_listed(figures['detection_rate_by_type'])}",
            f"  FPR by source: {_listed(figures['false_pos_rate_by_source'])}",
        ]
    )


def _listed(rates: dict[str, Any]) -> str:
    return ", ".join(f"{name} {rate:.3f}" for name, rate in rates.items())
