"""Learning: what is learned, what is held on to, and from which text of a row."""

import numpy as np
import pytest
from scipy import sparse

from ngwaf_model.bags import EMPTY_RAW_SCORE, parts_bags, payload_bags
from ngwaf_model.calibration import Calibration, fit_calibration, threshold_for
from ngwaf_model.featured_rows import FeaturedRows, featured_rows
from ngwaf_model.features import BUCKETS, feature_matrix
from ngwaf_model.learner import Linear, Prior, curvature, fit, flat_prior
from ngwaf_model.metrics import confusion, evaluate, roc_auc
from ngwaf_model.request_text import Part
from ngwaf_model.rows import Row
from ngwaf_model.training import fit_base


def _toy():
    matrix = sparse.csr_matrix(np.array([[1, 0, 1, 0], [0, 1, 1, 0]] * 10, np.float32))
    return matrix, np.array([1, 0] * 10), np.ones(20)


def test_fit_separates_what_can_be_separated():
    matrix, labels, weights = _toy()

    linear = fit(matrix, labels, weights, flat_prior(4, 0.01))

    assert ((linear.raw(matrix) > 0) == labels).all()
    assert linear.weights[0] > 1 > -1 > linear.weights[1]


def test_fit_leaves_features_without_rows_where_the_prior_has_them():
    matrix, labels, weights = _toy()
    mean = Linear(np.array([0, 0, 0, 5], np.float32), 0.0)

    linear = fit(matrix, labels, weights, Prior(mean, np.ones(4, np.float32), 1.0))

    assert linear.weights[3] == 5


@pytest.mark.parametrize(("precision", "moves"), [(1e6, False), (1e-3, True)])
def test_fit_is_held_by_the_precision_of_the_prior(precision, moves):
    matrix, labels, weights = _toy()
    mean = Linear(np.array([-2, 2, 0, 0], np.float32), 0.0)
    prior = Prior(mean, np.full(4, precision, np.float32), precision)

    linear = fit(matrix, labels, weights, prior)

    assert (linear.weights[0] > 0) == moves


def test_curvature_is_the_second_derivative():
    matrix, _, weights = _toy()
    linear = Linear(np.array([0.3, -0.2, 0.1, 0], np.float32), 0.05)

    diagonal, of_intercept = curvature(matrix, weights, linear)

    p = 1 / (1 + np.exp(-linear.raw(matrix)))
    spread = p * (1 - p)
    assert np.allclose(diagonal, (matrix.toarray() ** 2 * spread[:, None]).sum(axis=0), rtol=1e-4)
    assert of_intercept == pytest.approx(spread.sum(), rel=1e-4)


def test_fit_base_learns_which_part_of_a_request_is_the_attack():
    attacks = [f"/shop/list?page={n}&q=kettle&x=%3Cscript%3Ealert({n})" for n in range(30)]
    bare = [f"<script>alert({n})" for n in range(5)]
    benign = [f"/shop/list?page={n}&q=red+kettle&x=new+{n}" for n in range(30)]
    payloads = attacks + bare + benign
    labels = np.array([1] * 35 + [0] * 30)
    bags = payload_bags(payloads, [None] * len(payloads))
    matrix = feature_matrix(bags.distinct)

    linear = fit_base(bags, matrix, labels, np.ones(65)).linear

    texts = [text.text for text in bags.distinct]
    scores = linear.raw(matrix)
    assert scores[texts.index("/shop/list")] < 0
    assert scores[texts.index("<script>alert(7)")] > 0
    assert ((bags.highest(scores) > 0) == labels).all()


def test_bags_score_a_row_as_its_highest_text():
    bags = parts_bags(
        [[Part("body", "", "a'"), Part("body", "", "b'")], [], [Part("query", "", "x")]]
    )

    assert bags.highest(np.array([1.0, 2.0])).tolist() == [2.0, EMPTY_RAW_SCORE, EMPTY_RAW_SCORE]
    assert bags.part_of.tolist() == [0, 1]


def test_some_of_the_rows_score_as_if_they_were_all():
    rows = [Row(f"{word}={n}", n % 2, False) for n, word in enumerate(["sleep(9)", "shop"] * 4)]
    some = np.array([True, False, True, True] * 2)
    weights = np.random.default_rng(1).normal(size=BUCKETS).astype(np.float32)

    shared = featured_rows(rows).only(some)
    own = featured_rows([row for row, is_one in zip(rows, some) if is_one])

    assert shared.labels.tolist() == own.labels.tolist()
    assert set(shared.bags.compact().distinct) == set(own.bags.distinct)
    compact = FeaturedRows.of_bags(shared.bags.compact(), shared.labels)
    for one in (shared, compact):
        assert np.allclose(one.raw(Linear(weights, 0.5)), own.raw(Linear(weights, 0.5)))


def test_threshold_for_keeps_the_budget():
    scores = np.arange(1000.0)

    threshold = threshold_for(scores, np.ones(1000), 0.006)

    assert (scores >= threshold).sum() == 6


def test_threshold_for_flags_equal_scores_together():
    scores = np.array([5.0] * 10 + [1.0] * 990)

    assert (scores >= threshold_for(scores, np.ones(1000), 0.006)).sum() == 0


def test_fit_calibration_finds_the_curve_that_made_the_labels():
    source = np.random.default_rng(1)
    raw = source.normal(0, 4, 20_000)
    labels = (source.random(20_000) < Calibration(0.5, -1.0).apply(raw)).astype(int)

    found = fit_calibration(raw, labels, np.ones(20_000))

    assert found.slope == pytest.approx(0.5, abs=0.03)
    assert found.offset == pytest.approx(-1.0, abs=0.06)


def test_confusion_counts():
    labels, predicted = np.array([1, 1, 1, 0, 0]), np.array([1, 1, 0, 1, 0])

    assert confusion(labels, predicted) == {
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "false_pos_rate": 0.5,
        "accuracy": 0.6,
        "f1_score": pytest.approx(2 / 3),
    }


def test_confusion_of_no_rows_is_zero():
    assert set(confusion(np.array([]), np.array([])).values()) == {0.0}


def test_evaluate_counts_a_score_at_the_threshold_as_malicious():
    assert evaluate(np.array([1, 0]), np.array([0.5, 0.4]), 0.5)["recall"] == 1


@pytest.mark.parametrize(
    ("scores", "auc"), [([0.1, 0.9], 1.0), ([0.9, 0.1], 0.0), ([0.5, 0.5], 0.5)]
)
def test_roc_auc(scores, auc):
    assert roc_auc(np.array([0, 1]), np.array(scores)) == auc


def test_roc_auc_needs_both_classes():
    with pytest.raises(ValueError, match="both classes"):
        roc_auc(np.array([1, 1]), np.array([0.5, 0.6]))
