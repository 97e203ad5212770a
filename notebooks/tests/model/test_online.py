"""The base model's learner: what it finds, and that it finds it again."""

import numpy as np
from scipy import sparse

from ngwaf_model.online import Online, fit_online


def _rows(count, seed=4):
    """Rows of a common telling feature, a common mute one, and a rare telling one."""
    chance = np.random.default_rng(seed)
    labels = chance.integers(0, 2, count)
    common = labels ^ (chance.random(count) < 0.2)
    rare = (labels == 1) & (np.arange(count) % 40 == 0)
    mute = chance.integers(0, 2, count)
    matrix = sparse.csr_matrix(np.stack([common, mute, rare], axis=1).astype(np.float32))
    return matrix, labels, np.ones(count)


def test_fit_online_finds_what_tells_the_classes_apart():
    linear = fit_online(*_rows(2000), Online(batch_rows=16))

    assert linear.weights[0] > 1
    assert abs(linear.weights[1]) < 0.5


def test_fit_online_learns_rare_features_from_few_rows():
    linear = fit_online(*_rows(2000), Online(batch_rows=16))

    assert linear.weights[2] > 1


def test_fit_online_takes_every_row_by_its_weight():
    matrix, labels, _ = _rows(2000)
    turned = np.concatenate([labels, 1 - labels])
    weights = np.repeat([1.0, 0.01], 2000)

    linear = fit_online(sparse.vstack([matrix, matrix], format="csr"), turned, weights, Online())

    assert linear.weights[0] > 0.5


def test_fit_online_is_the_same_for_the_same_seed():
    rows = _rows(500)

    first, again, other = (fit_online(*rows, Online(seed=seed)) for seed in (1, 1, 2))

    assert np.array_equal(first.weights, again.weights)
    assert first.intercept == again.intercept
    assert not np.array_equal(first.weights, other.weights)


def test_fit_online_leaves_features_without_rows_at_zero():
    matrix, labels, weights = _rows(200)
    wider = sparse.hstack([matrix, sparse.csr_matrix((200, 2))], format="csr", dtype=np.float32)

    assert fit_online(wider, labels, weights, Online()).weights[3:].tolist() == [0, 0]
