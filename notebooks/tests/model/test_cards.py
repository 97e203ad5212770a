"""Cards of an artefact: made of its records alone, whatever these hold."""

import pytest

from ngwaf_model.archive import extract
from ngwaf_model.artefact import artefact_files, load_archive
from ngwaf_model.cards import data_card, model_card
from ngwaf_model.data_sources import data_source
from ngwaf_model.fine_tune import FineTuning, fine_tune
from ngwaf_model.markdown import table
from ngwaf_model.rows import Row

from .conftest import NOTEBOOKS

ENTRY_POINT = NOTEBOOKS / "container" / "inference.py"
MANIFEST = {
    "version": "base-1",
    "parent": None,
    "created_at": "2025-01-01T00:00:00Z",
    "threshold": 0.75,
    "calibration": {"slope": 1.5, "offset": -0.25},
    "data": [
        {
            "name": "corpus.csv.gz",
            "sha256": "ab12",
            "malicious": 1200,
            "benign": 34,
            "sources": [{"name": "granqvist", "malicious": 1200, "benign": 34}],
        }
    ],
}
EVALUATION = {
    "how": "by sources left out",
    "roc_auc_score": 0.98765,
    "detection_rate_by_type": {"sqli": 0.93, "ldap": 0.8},
}


def test_model_card_has_origin_threshold_calibration_and_figures():
    card = model_card(MANIFEST, EVALUATION)

    assert card.startswith("# Model card: NGWAF base-1\n")
    assert "- created at: 2025-01-01T00:00:00Z" in card
    assert "- learned from: corpus.csv.gz: 1,200 malicious and 34 benign rows" in card
    assert "- threshold (malicious from here on): 0.7500" in card
    assert "- calibration, slope: 1.5000" in card
    assert "- roc auc score: 0.9877" in card
    assert "| sqli | 0.9300 |" in card
    assert "## Limits" in card


def test_data_card_has_each_source_with_its_licence_and_rows():
    card = data_card(MANIFEST)

    assert "| corpus.csv.gz | 1,200 | 34 | ab12 |" in card
    assert "| granqvist | grananqvist/Machine-Learning" in card
    assert "| MIT | 1,200 | 34 |" in card
    assert "## Known weaknesses" in card


def test_data_card_of_a_job_tells_what_hygiene_found():
    job = {"version": "job-1", "parent": {"version": "base-1", "sha256": "cd"}}
    data = [{"name": "train", "sha256": "ef", "malicious": 5, "benign": 6, "near_duplicates": 7}]

    contradictions = {"rows": 8, "lines": [2, 3], "held_back": True}
    card = data_card({**job, "data": data, "hygiene": {"contradictions": contradictions}})

    assert "| near duplicates | 7 |" in card
    assert "| contradictions |  |" in card
    assert "| lines | 2, 3 |" in card
    assert "| held back | yes |" in card
    assert "the user's own labelled traffic" in card
    assert "## Sources" not in card


def test_cards_are_made_of_records_that_say_nothing():
    assert "Nothing was measured." in model_card({}, {})
    assert data_card({}) == "# Data card: NGWAF model\n"


@pytest.mark.parametrize(
    ("name", "licence"),
    [("payloadbox-anything", "MIT"), ("fuzzdb", "New BSD, CC-BY"), ("unheard-of", "not stated")],
)
def test_a_source_has_the_licence_that_is_stated_there(name, licence):
    assert data_source(name).licence == licence


def test_a_bar_or_a_line_break_does_not_end_a_cell():
    assert table(["a"], [["x|y\nz"]])[-1] == "| x\\|y z |"


def test_an_artefact_carries_its_cards(artefact):
    files = artefact_files(artefact, ENTRY_POINT)

    assert b"# Model card: NGWAF parent" in files["model-card.md"]
    assert b"# Data card: NGWAF parent" in files["data-card.md"]


def test_a_fine_tuned_artefact_says_what_it_comes_from(archive):
    parent = load_archive(archive)
    parent.manifest["data"] = MANIFEST["data"]
    parent.evaluation.update(EVALUATION)
    rows = [Row(f"{{{{{n}}}}}", 1, False) for n in range(20)]
    rows += [Row(f"depot {n}", 0, False) for n in range(20)]
    data = [{"name": "train", "sha256": "ef", "malicious": 20, "benign": 20}]
    record = {"version": "job-1", "parent": {"version": "base-1", "sha256": "cd"}, "data": data}

    first = fine_tune(parent, rows, rows, FineTuning(), record)
    second = fine_tune(first, rows, rows, FineTuning(), {**record, "version": "job-2"})
    files = artefact_files(second, ENTRY_POINT)

    assert b"fine-tuned from base-1" in files["model-card.md"]
    assert b"| sqli | 0.9300 |" in files["model-card.md"]
    assert files["model-card.md"].count(b"detection rate by type") == 1
    assert b"| granqvist |" in files["data-card.md"]
    assert b"| train | 20 | 20 | ef |" in files["data-card.md"]


def test_the_base_model_lies_beside_its_cards(tmp_path):
    folder = NOTEBOOKS / "base-model"
    extract(folder / "model.tar.gz", tmp_path)

    for card in ("model-card.md", "data-card.md"):
        assert (folder / card).read_bytes() == (tmp_path / card).read_bytes()
