"""Better, or not live: whether a challenger takes the champion's place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ngwaf_model.metrics import confusion, roc_auc


@dataclass(frozen=True)
class Policy:
    """What a challenger is held to.

    `regression_margin`: by how much its balanced accuracy on the frozen regression set may be below
    the champion's. `false_positive_budget`: the highest rate of false positives on the job's test
    rows at the serving threshold; where the champion already exceeds it, the champion's rate.
    """

    regression_margin: float = 0.005
    false_positive_budget: float = 0.01


@dataclass(frozen=True)
class Figures:
    """One model on the job's test rows and on the regression set, at its own serving threshold."""

    test: dict[str, float]
    test_auc: float
    regression: dict[str, float]

    @classmethod
    def of(
        cls,
        threshold: float,
        test: tuple[np.ndarray, np.ndarray],
        regression: tuple[np.ndarray, np.ndarray],
    ) -> Figures:
        """Figures from (labels, scores) of both sets."""
        return cls(
            test=confusion(test[0], test[1] >= threshold),
            test_auc=roc_auc(*test),
            regression=confusion(regression[0], regression[1] >= threshold),
        )

    @property
    def regression_balanced_accuracy(self) -> float:
        """Mean of the true-positive and the true-negative rate on the regression set."""
        return (self.regression["recall"] + 1 - self.regression["false_pos_rate"]) / 2


@dataclass(frozen=True)
class Verdict:
    """Whether the challenger goes live, and why in words."""

    is_promoted: bool
    reason: str

    @property
    def outcome(self) -> str:
        return "promoted" if self.is_promoted else "rejected"


def decide(challenger: Figures, champion: Figures, policy: Policy) -> Verdict:
    """Compares two models that scored the same rows."""
    ours, theirs = challenger.test, champion.test
    f1 = f"F1 {ours['f1_score']:.4f} against {theirs['f1_score']:.4f} on the test rows"
    auc = f"AUC {challenger.test_auc:.4f} against {champion.test_auc:.4f}"
    is_better = (ours["f1_score"], challenger.test_auc) > (theirs["f1_score"], champion.test_auc)
    if not is_better:
        return Verdict(False, f"not better: {f1}, {auc}")

    budget = max(policy.false_positive_budget, theirs["false_pos_rate"])
    if ours["false_pos_rate"] > budget:
        rate = f"{ours['false_pos_rate']:.2%} of the benign test rows"
        return Verdict(False, f"too many false positives: {rate}, at most {budget:.2%} allowed")

    now, before = challenger.regression_balanced_accuracy, champion.regression_balanced_accuracy
    regression = f"balanced accuracy {now:.4f} against {before:.4f} on the regression set"
    if now < before - policy.regression_margin:
        return Verdict(
            False, f"forgets too much: {regression}, at most {policy.regression_margin} below"
        )
    return Verdict(True, f"better: {f1}, {auc}; {regression}")
