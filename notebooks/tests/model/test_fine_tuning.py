"""Fine-tuning: what the base model gets wrong in one application is learned, the rest is kept."""

import random

import numpy as np
import pytest

from ngwaf_model.artefact import load_archive
from ngwaf_model.fine_tune import FineTuning, fine_tune
from ngwaf_model.rows import Row, labels_of, read_rows

from .conftest import NOTEBOOKS

_WORDS = ["order", "customer", "invoice", "delivery", "product", "city", "discount", "season"]


def _console_query(source):
    """What people send who work with a database in the browser: SQL, and none of it an attack."""
    a, b, c, d = source.choices(_WORDS, k=4)
    n = source.randint(1, 99)
    return source.choice(
        [
            f"select {a} from {b}s where {c}={n} or {d} is null union select {b} from {a}_archive",
            f"select count(*) from information_schema.columns where table_name='{a}s'",
            f"update {a}s set {b}={n} where {c}='{d}'; select * from {a}s limit {n}",
            f"select {a},{b} from {c}s where id={n} and 1=1 order by {d} desc--",
        ]
    )


def _flagged(model, rows):
    scores = model.score([row.payload for row in rows], [row.is_url for row in rows])
    return scores >= model.threshold


def _balanced_accuracy(model, rows):
    flagged, labels = _flagged(model, rows), labels_of(rows)
    return (flagged[labels == 1].mean() + 1 - flagged[labels == 0].mean()) / 2


@pytest.fixture(scope="module")
def base():
    return load_archive(NOTEBOOKS / "base-model" / "model.tar.gz")


@pytest.fixture(scope="module")
def application():
    """The sample with a database console: rows to learn, to validate, and held out by kind."""
    source = random.Random(7)
    texts = dict.fromkeys(_console_query(source) for _ in range(300))
    console = [Row(text, 0, False) for text in texts]
    sample = read_rows(NOTEBOOKS / "sample" / "traffic.csv")
    held_out = {
        "attacks": [row for row in sample[1200:] if row.label],
        "harmless": [row for row in sample[1200:] if not row.label],
        "console": console[180:],
    }
    return console[:150] + sample[:1000], console[150:180] + sample[1000:1200], held_out


@pytest.fixture(scope="module")
def tuned(base, application):
    train, validation, _ = application
    return fine_tune(base, train, validation, FineTuning(), {"version": "tuned"}).model


def test_fine_tuning_learns_an_attack_that_the_base_model_misses(base, tuned, application):
    rows = application[2]["attacks"]

    assert _flagged(base.model, rows).mean() < 0.4
    assert _flagged(tuned, rows).mean() > 0.95


def test_fine_tuning_learns_harmless_texts_that_the_base_model_flags(base, tuned, application):
    rows = application[2]["console"]

    assert _flagged(base.model, rows).mean() > 0.5
    assert _flagged(tuned, rows).mean() < 0.02


def test_fine_tuning_leaves_harmless_rows_harmless(tuned, application):
    assert _flagged(tuned, application[2]["harmless"]).mean() < 0.006


def test_fine_tuning_forgets_nothing(base, tuned):
    rows = read_rows(NOTEBOOKS / "regression" / "regression.csv")
    before, after = _balanced_accuracy(base.model, rows), _balanced_accuracy(tuned, rows)

    assert after > before - 0.005


def test_fine_tuning_moves_few_scores_of_others(base, tuned):
    rows = read_rows(NOTEBOOKS / "regression" / "regression.csv")

    changed = _flagged(base.model, rows) != _flagged(tuned, rows)

    assert np.mean(changed) < 0.01
