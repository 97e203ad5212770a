"""Intervals and measures against known values and against simulation."""

import numpy as np
import pytest

from ngwaf_eval.statistics import (
    auc,
    mean_over_groups,
    reliability,
    wilson,
)
from ngwaf_model.metrics import brier, expected_calibration_error, roc_auc


@pytest.mark.parametrize(
    ("hits", "rows", "low", "high"),
    # Newcombe (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)],
)
def test_wilson_is_that_of_the_literature(hits, rows, low, high):
    found = wilson(hits, rows)

    assert found.value == hits / rows
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_wilson_needs_rows():
    with pytest.raises(ValueError, match="needs rows"):
        wilson(0, 0)


def test_auc_counts_ties_half():
    rng = np.random.default_rng(1)
    malicious, benign = rng.integers(0, 8, 300) + 2, rng.integers(0, 8, 200)
    labels = np.repeat([1, 0], [300, 200])

    found = auc(malicious, benign)

    assert found.value == pytest.approx(roc_auc(labels, np.concatenate([malicious, benign])))
    assert found.low < found.value < found.high


def test_auc_holds_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(2)
    truth = 0.7602  # of two normal distributions one apart: Phi(1 / sqrt 2)
    held = [auc(rng.normal(1, 1, 60), rng.normal(0, 1, 90)) for _ in range(400)]

    assert 0.91 < np.mean([one.low <= truth <= one.high for one in held]) < 0.98


def test_auc_of_one_row_is_a_point():
    found = auc(np.array([2.0]), np.array([1.0]))

    assert found == (1.0, 1.0, 1.0)


def test_auc_needs_both_classes():
    with pytest.raises(ValueError, match="both classes"):
        auc(np.array([]), np.array([1.0]))


def test_mean_over_groups_is_the_same_each_time_and_knows_its_groups():
    hits, rows = np.array([90, 10, 50]), np.array([100, 20, 50])

    found = mean_over_groups(hits, rows).estimate()

    assert found == mean_over_groups(hits, rows).estimate()
    assert found.value == pytest.approx((0.9 + 0.5 + 1.0) / 3)
    # Three groups so far apart say little about a fourth.
    assert found.low < 0.65
    assert found.high > 0.95
    weighted = mean_over_groups(hits, rows, np.array([2.0, 1.0, 1.0]))
    assert weighted.value == pytest.approx((2 * 0.9 + 0.5 + 1.0) / 4)


def test_measures_of_probabilities():
    labels, scores = np.array([0, 0, 1, 1]), np.array([0.0, 0.05, 1.0, 0.55])
    weights = np.array([1.0, 1.0, 1.0, 3.0])

    assert brier(labels, scores, weights) == pytest.approx((0.05**2 + 3 * 0.45**2) / 6)
    bins = reliability(labels, scores, weights)
    assert [(one.rows, one.malicious_share) for one in bins] == [(2, 0.0), (1, 1.0), (1, 1.0)]
    assert bins[0].mean_score == pytest.approx(0.025)
    assert expected_calibration_error(labels, scores, weights) == pytest.approx(
        (0.05 + 0 + 3 * 0.45) / 6
    )
