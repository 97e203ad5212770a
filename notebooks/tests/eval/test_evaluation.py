"""The whole evaluation on a small corpus: complete, the same each time, and nothing of it chosen on
the rows that it is said of."""

import numpy as np
import pytest

from ngwaf_eval import data as data_module
from ngwaf_eval import evaluation, held_out
from ngwaf_eval.cli import main
from ngwaf_eval.encodings import ENCODINGS
from ngwaf_eval.evaluation import BASE_MODEL, evaluate, raw_threshold
from ngwaf_eval.figures import balanced_accuracy, equal_classes_f1, level_figures
from ngwaf_eval.forms import bare_value, form_figures, form_views
from ngwaf_eval.held_out import is_tested
from ngwaf_eval.learning import fit_without, prepare
from ngwaf_eval.operating_point import calibrated, flagged
from ngwaf_eval.placing import PLACEMENTS
from ngwaf_eval.report import markdown, summary
from ngwaf_model.artefact import load_model


@pytest.fixture
def one_model(corpus, monkeypatch):
    """Every fold scored by one model that knows them all: what comes after it is tested here."""
    linear = fit_without(prepare(corpus), np.zeros(len(corpus.labels), bool))
    monkeypatch.setattr(held_out, "fit_without", lambda *_: linear)


@pytest.fixture
def raw(corpus):
    """Scores that tell the classes apart, but not quite."""
    rng = np.random.default_rng(1)
    scores = rng.normal(0, 1, len(corpus.labels)) + 3 * corpus.labels
    scores[~is_tested(corpus)] = np.nan
    return scores


def _only(corpus, fold):
    return corpus.folds == fold


def test_a_fold_has_no_say_in_its_own_threshold_and_calibration(corpus, raw):
    fold = _only(corpus, 3)
    changed = np.where(fold & (corpus.labels == 0), raw + 100, raw)

    assert np.array_equal(flagged(corpus, raw, changed)[~fold], flagged(corpus, raw)[~fold])
    # Its benign rows are all flagged, and stay so however far above the threshold they are.
    assert flagged(corpus, changed)[fold & (corpus.labels == 0)].all()
    moved = np.where(fold, raw - 1, raw)
    before, after = calibrated(corpus, raw), calibrated(corpus, moved)
    assert (after[fold] < before[fold]).all()


def test_thresholds_leave_few_benign_rows_above_them(corpus, raw):
    benign = is_tested(corpus) & (corpus.labels == 0)

    assert 0 < flagged(corpus, raw)[benign].mean() < 0.02


def test_level_figures_are_those_of_the_rows(corpus, raw):
    figures = level_figures(corpus, raw, 1.5)

    known = is_tested(corpus)
    attacks = known & (corpus.labels == 1)
    assert figures["rows"] == known.sum()
    assert sum(one["rows"] for one in figures["by_type"].values()) == attacks.sum()
    assert sum(one["rows"] for one in figures["by_source"].values()) == attacks.sum()
    rate = flagged(corpus, raw)[attacks].mean()
    assert figures["detection_rate_all_rows"][0] == pytest.approx(rate, abs=1e-4)
    by_source = [one["detection_rate"][0] for one in figures["by_source"].values()]
    assert figures["detection_rate_mean_over_sources"][0] == pytest.approx(
        np.mean(by_source), abs=1e-3
    )
    low, middle, high = (figures["balanced_accuracy"][at] for at in (1, 0, 2))
    assert low < middle < high
    assert figures["at_shipped_threshold"]["false_pos_rate_weighted"] == pytest.approx(
        (raw[known & (corpus.labels == 0)] >= 1.5).mean(), abs=0.02
    )
    rates = [one["balanced_accuracy"] for one in figures["at_false_pos_rate"].values()]
    assert rates[0] < rates[2]


def test_scores_without_a_signal_are_worth_nothing(corpus, raw):
    noise = np.random.default_rng(2).normal(0, 1, len(raw))
    figures = level_figures(corpus, np.where(np.isnan(raw), np.nan, noise), 0.0)

    assert figures["roc_auc"][1] < 0.5 < figures["roc_auc"][2]
    assert figures["balanced_accuracy"][0] == pytest.approx(0.5, abs=0.02)
    assert figures["calibration"]["brier"] == pytest.approx(0.25, abs=0.01)


def test_raw_threshold_is_the_threshold_before_calibration():
    model = load_model(BASE_MODEL)

    assert model.calibration.apply(raw_threshold(model)) == pytest.approx(model.threshold)


def test_rates_make_balanced_accuracy_and_f1():
    assert balanced_accuracy(0.9, 0.1) == pytest.approx(0.9)
    # Of 100 attacks and 100 benign rows: 90 hits, 10 false alarms.
    assert equal_classes_f1(0.9, 0.1) == pytest.approx(2 * 90 / (100 + 90 + 10))


@pytest.mark.parametrize(
    ("payload", "is_url", "value"),
    [
        ("' or 1=1", False, "' or 1=1"),
        ("p=1%27+or+1", False, "1' or 1"),
        ("a=1&b=2", False, None),
        ("%27%20or", False, "' or"),
        ("/a?b=c", True, None),
        ("GET / HTTP/1.1\n\n", False, None),
    ],
)
def test_bare_value_is_what_a_row_comes_to(payload, is_url, value):
    assert bare_value(payload, is_url) == value


def test_forms_are_compared_on_the_same_rows(corpus, raw):
    views = form_views(corpus, 10_000)
    shifted = {name: np.where(view.rows, raw, np.nan) for name, view in views.items()}
    shifted["encoding base64"] = shifted["encoding base64"] - 100

    figures = form_figures(corpus, raw, shifted)

    assert set(figures) == {f"placement {one}" for one in PLACEMENTS} | {
        f"encoding {one}" for one in ENCODINGS
    }
    assert figures["placement cookie"]["change"] == [0, 0, 0]
    assert figures["encoding base64"]["detection_rate"][0] == 0
    plain = figures["encoding plain"]["detection_rate"][0]
    assert figures["encoding base64"]["change"][0] == pytest.approx(-plain, abs=1e-3)
    assert figures["encoding sql-comment"]["rows"] < figures["encoding plain"]["rows"]
    assert figures["encoding sql-comment"]["false_pos_rate"] is None


@pytest.mark.usefixtures("one_model")
def test_evaluate_is_complete(corpus, monkeypatch):
    monkeypatch.setattr(evaluation, "MOST_ROWS", 500)
    monkeypatch.setattr(data_module, "_MIN_ROWS", 4)
    record = evaluate(corpus, "x", None, 1, lambda _: None)

    assert set(record["levels"]) == {"payload", "request"}
    assert set(record["left_out_types"]["types"]) >= {"sqli", "xss"}
    assert record["data"]["sha256"] == corpus.sha256
    assert not record["model"]["learned_from_this_data"]
    assert record["left_out_types"]["learned_rows"] < len(corpus.labels)
    report = markdown(record)
    assert "(made from other data than this)" in report
    assert "| sqli |" in report
    assert "| sqlmap-pralab |" in report
    assert "whole requests, families" in report
    assert "| encoding double-percent |" in report
    assert "| sqli |" in summary(record)


@pytest.mark.usefixtures("one_model", "few_made_rows")
def test_eval_writes_a_record_a_report_and_a_picture_the_same_each_time(data, tmp_path, capsys):
    pytest.importorskip("matplotlib", reason="npm run eval and npm test install it")
    for name in ("first", "second"):
        arguments = ["--data", str(data), "--sample", "300", "--jobs", "1"]
        assert main([*arguments, "--out", str(tmp_path / name)]) == 0

    names = sorted(one.name for one in (tmp_path / "first").iterdir())
    assert names == ["evaluation.json", "evaluation.md", "evaluation.svg"]
    for name in names:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()
    assert "a sample" in (tmp_path / "first" / "evaluation.md").read_text("utf-8")
    assert "balanced accuracy" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--sample", "--jobs"])
@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5"])
def test_numbers_are_checked(option, value, capsys):
    with pytest.raises(SystemExit):
        main([option, value])
    assert "expected a whole number from 1 on" in capsys.readouterr().err
