"""Nothing of what is tested is in what was learned."""

import numpy as np
import pytest

from ngwaf_eval import held_out, learning
from ngwaf_eval.cli import main
from ngwaf_eval.data import sample
from ngwaf_eval.held_out import is_tested, level_views, out_of_fold
from ngwaf_eval.learning import fit_without, prepare
from ngwaf_eval.relatives import by_families
from ngwaf_model.corpus import Corpus
from ngwaf_model.training import Training


def _corpus(rows):
    payloads, labels, sources = zip(*rows)
    return Corpus(
        payloads=list(payloads),
        labels=np.array(labels),
        is_url=np.array([payload.startswith("/") for payload in payloads]),
        types=np.array(["x"] * len(rows)),
        sources=np.array(sources),
        folds=np.array([0 if source == "tested" else -1 for source in sources]),
        sha256="",
    )


@pytest.fixture
def learned(monkeypatch):
    """The texts that the learner was given, as {text: rows}."""
    seen = {}

    def fit_base(bags, *_, **__):
        for row, text in zip(bags.rows, bags.texts):
            seen.setdefault(bags.distinct[text].text, []).append(int(row))
        return Training(None, None)

    monkeypatch.setattr(learning, "fit_base", fit_base)
    return seen


def test_a_tested_attack_is_not_learned_inside_another_row(learned):
    corpus = _corpus(
        [
            ("<script>alert(1)</script>", 1, "tested"),
            ("/page?q=%3CSCRIPT%3Ealert(1)%3C/script%3E&beside=seven+dwarfs", 1, "other"),
            ("/page?q=%3Csvg%20onload%3Dalert(2)%3E&beside=seven+dwarfs", 1, "other"),
            ("harmless", 0, "other"),
        ]
    )

    fit_without(prepare(corpus), corpus.folds == 0)

    assert set(learned) == {"/page", "<svg onload=alert(2)>", "seven dwarfs", "harmless"}
    assert {row for rows in learned.values() for row in rows} == {2, 3}


def test_a_tested_harmless_text_does_not_take_an_attack_with_it(learned):
    corpus = _corpus(
        [("/some/page", 0, "tested"), ("/some/page?q=%3Csvg%20onload%3Dalert(2)%3E", 1, "other")]
    )

    fit_without(prepare(corpus), corpus.folds == 0)

    assert set(learned) == {"<svg onload=alert(2)>"}


def _scores(corpus, processes=1, types=(None,)):
    views = level_views(corpus, is_tested(corpus))
    return out_of_fold(prepare(corpus), views, processes, lambda _: None, types)


def test_out_of_fold_scores_the_rows_that_a_fold_tests_alone(corpus):
    for raw in _scores(corpus)[None].values():
        assert np.array_equal(np.isnan(raw), corpus.folds < 0)
        known = corpus.folds >= 0
        assert raw[known & (corpus.labels == 1)].mean() > raw[known & (corpus.labels == 0)].mean()


def test_out_of_fold_is_the_same_in_chunks_and_in_processes(corpus, monkeypatch):
    once = _scores(corpus)[None]
    monkeypatch.setattr(held_out, "_CHUNK_ROWS", 7)
    in_chunks = _scores(corpus, processes=2)[None]

    for name, raw in once.items():
        assert np.allclose(raw, in_chunks[name], atol=1e-5, equal_nan=True)


def test_a_type_left_out_is_not_learned_from_any_source(learned, monkeypatch):
    rows = [("rare 1%'attack", "tested", "rare"), ("rare 2%'attack", "made", "rare")]
    rows += [("common <x>", "made", "common"), ("common <y>", "tested", "common")]
    corpus = _corpus([(payload, 1, source) for payload, source, _ in rows])
    corpus = corpus._replace(types=np.array([kind for _, _, kind in rows]))
    monkeypatch.setattr(held_out, "raw_scores", lambda _, bags: np.zeros(bags.row_count))

    scores = _scores(corpus, types=["rare"])["rare"]["payload"]

    assert set(learned) == {"common <x>"}
    assert np.isnan(scores).tolist() == [False, True, True, True]


def test_a_sample_keeps_every_group_and_holds_every_smaller_one(corpus):
    smaller, larger = (sample(corpus, rows) for rows in (300, 800))

    assert set(zip(larger.sources, larger.types)) == set(zip(corpus.sources, corpus.types))
    assert set(smaller.payloads) <= set(larger.payloads)


def test_folds_prints_both_levels(data, few_made_rows, capsys):
    assert main(["folds", "--data", str(data)]) == 0

    out = capsys.readouterr().out
    assert "payload: balanced accuracy" in out
    assert "request: balanced accuracy" in out


def test_folds_says_where_it_looked_for_the_data(tmp_path, capsys):
    assert main(["folds", "--data", str(tmp_path / "none.gz")]) == 2

    assert f"at {tmp_path / 'none.gz'}; name it with --data FILE" in capsys.readouterr().err


def test_every_family_of_sources_is_left_out_by_itself(corpus):
    families = by_families(corpus)

    assert np.array_equal(families.folds < 0, corpus.folds < 0)
    folds = {
        source: set(families.folds[corpus.sources == source]) for source in set(corpus.sources)
    }
    assert folds["fuzzdb"] == folds["payloadbox-x"]
    alone = ["sqlmap-pralab", "fwaf-badqueries", "xss-dataset", "granqvist", "fuzzdb"]
    assert len(set.union(*(folds[source] for source in alone))) == len(alone)
