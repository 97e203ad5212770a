"""Features: bit for bit as specified, whatever else is in the batch."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from ngwaf_model.features import BUCKETS, CHARACTER_NGRAMS, feature_matrix, weighted_sums
from ngwaf_model.texts import Text

GOLDEN = Path(__file__).parents[3] / "libs" / "contracts" / "golden" / "text-features.json"
VECTORS = json.loads(GOLDEN.read_text("utf-8"))
TEXTS = [
    "",
    "a",
    "union select password from users--",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "a\nb \xa4 0000 hextoken",
    "word_with_underscores and-marks; x=1",
    "a" * 8 + " " + "verylongwordthatislongerthantwentyfourbytes",
]


def _hash(values, salt):
    """The hash of the specification in plain integers."""
    state = 0x811C9DC5
    for value in [salt, *values]:
        state = (state ^ value) * 0x01000193 & 0xFFFFFFFF
    state ^= state >> 16
    state = state * 0x85EBCA6B & 0xFFFFFFFF
    state ^= state >> 13
    state = state * 0xC2B2AE35 & 0xFFFFFFFF
    return state ^ state >> 16


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["text"][:30] for vector in VECTORS])
def test_feature_matrix_agrees_with_the_golden_vectors(vector):
    row = feature_matrix([Text(*(vector[field] for field in Text._fields))])

    assert sorted(row.indices.tolist()) == vector["indices"]


@pytest.mark.parametrize("text", TEXTS)
def test_feature_matrix_holds_every_character_ngram(text):
    row = feature_matrix([Text(text, 0)])
    data = [2, *text.encode("latin-1"), 3]

    expected = {
        _hash(data[at : at + size], size) % BUCKETS
        for size in CHARACTER_NGRAMS
        for at in range(len(data) - size + 1)
    }

    assert expected <= set(row.indices.tolist())


def test_feature_matrix_of_a_text_does_not_depend_on_its_batch():
    source = random.Random(3)
    texts = [Text(source.choice(TEXTS) + str(source.random()), 0) for _ in range(4100)]

    together = feature_matrix(texts)

    for row in source.sample(range(len(texts)), 60):
        alone = feature_matrix([texts[row]])
        assert np.array_equal(together[row].indices, alone.indices)
        assert np.array_equal(together[row].data, alone.data)


def test_feature_matrix_gives_each_block_the_length_one():
    rows = feature_matrix([Text(text, 0) for text in TEXTS if len(text) > 1])

    assert np.allclose(rows.multiply(rows).sum(axis=1), 4, atol=0.1)


def test_feature_matrix_sees_flags():
    plain, flagged = feature_matrix([Text("abc", 0), Text("abc", 1)])

    assert plain.nnz + 1 == flagged.nnz


def test_weighted_sums_are_the_product_with_the_matrix():
    texts = [Text(text, flags) for text in TEXTS for flags in (0, 5)]
    weights = np.random.default_rng(2).normal(size=BUCKETS).astype(np.float16)

    sums = weighted_sums(texts, weights)

    assert np.allclose(sums, feature_matrix(texts) @ weights.astype(np.float64), atol=1e-5)
    assert sums[3] == weighted_sums(texts[3:4], weights)[0]


def test_feature_matrix_of_nothing_has_no_rows():
    assert feature_matrix([]).shape == (0, BUCKETS)
