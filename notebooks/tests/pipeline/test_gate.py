from __future__ import annotations

import numpy as np
import pytest

from ngwaf_pipeline.gate import Figures, Policy, decide
from ngwaf_pipeline.metrics import diagnostics

LABELS = np.array([1] * 100 + [0] * 1000)


def figures(missed: int = 0, alarms: int = 0, forgotten: int = 0, auc: float = 0.99) -> Figures:
    """A model that misses attacks and calls benign rows malicious on the job's test rows, and
    misses attacks of the regression set."""

    def scores(misses: int, false_alarms: int) -> np.ndarray:
        made = LABELS.astype(float)
        made[:misses] = 0.0
        made[100 : 100 + false_alarms] = 1.0
        return made

    on_test = (LABELS, scores(missed, alarms))
    made = Figures.of(0.5, on_test, (LABELS, scores(forgotten, 0)))
    return Figures(made.test, auc, made.regression)


@pytest.mark.parametrize(
    ("challenger", "champion", "is_promoted", "reason"),
    [
        (figures(missed=5), figures(missed=20), True, "better"),
        (figures(missed=20), figures(missed=5), False, "not better"),
        (figures(missed=5), figures(missed=5), False, "not better"),
        (figures(missed=5, auc=0.999), figures(missed=5), True, "better"),
        (figures(alarms=20), figures(missed=40), False, "false positives: 2.00%"),
        (figures(alarms=20), figures(missed=40, alarms=30), True, "better"),
        (figures(forgotten=3), figures(missed=20), False, "forgets"),
        (figures(forgotten=1), figures(missed=20), True, "better"),
    ],
    ids=[
        "better on the test rows",
        "worse",
        "the same",
        "the same F1, better AUC",
        "over the false-positive budget",
        "over the budget, but the champion is further over it",
        "forgets more than the margin",
        "forgets within the margin",
    ],
)
def test_decides(challenger: Figures, champion: Figures, is_promoted: bool, reason: str) -> None:
    verdict = decide(challenger, champion, Policy())

    assert (verdict.is_promoted, reason in verdict.reason) == (is_promoted, True), verdict.reason


def test_diagnostics_have_each_metric_at_each_threshold() -> None:
    table = diagnostics(np.array([1, 1, 0, 0]), np.array([0.95, 0.35, 0.25, 0.05]))

    assert set(map(len, table.values())) == {9}
    assert table["threshold"][2] == 0.3
    assert [table[name][2] for name in ("precision", "recall", "f1_score")] == [1.0, 1.0, 1.0]
    assert (table["recall"][8], table["false_pos_rate"][0]) == (0.5, 0.5)
