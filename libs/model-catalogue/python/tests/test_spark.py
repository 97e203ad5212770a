"""What Spark's workers do, without Spark: the rows of the golden vectors of prepare-data."""

import json
from pathlib import Path

import pytest

from ngwaf_features import find_model
from ngwaf_features.labels import UserEvents, events_of_user, manifest_item
from prepare_data import Source, baseline_of, check, is_sampled, prepare_rows

GOLDEN = json.loads(
    (Path(__file__).parents[2] / "golden" / "prepared.json").read_text(encoding="utf-8")
)


def prepare(case):
    labelling = find_model(case["model"])["labelling"]
    events = {}
    last_day = 0
    for user, day, event in case["anchors"]:
        events.setdefault(user, []).append((day + EPOCH, event))
        last_day = max(last_day, day + EPOCH)
    users = {user: events_of_user(labelling, days) for user, days in events.items()}
    return list(prepare_rows(case["rows"], Source(case["model"], users, last_day, {})))


EPOCH = 719_163
"""Ordinal of 1970-01-01."""


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["model"])
def test_rows_are_those_of_the_function(case):
    found = prepare(case)

    assert len(found) == len(case["expected"])
    for row, expected in zip(found, case["expected"]):
        if row.split in ("fault", "dropped"):
            assert [row.split] == expected[:1]
        else:
            split, label, values = expected
            assert (row.split, row.label) == (split, label)
            assert list(row.values) == [
                None if value is None else pytest.approx(value, rel=1e-15) for value in values
            ]


def test_what_people_labelled_wins():
    case = next(case for case in GOLDEN if case["model"].startswith("before"))
    row = {**case["rows"][0], "rg": "0", "user_id": "7"}

    [asked] = prepare_rows([row], Source(case["model"], {}, 0, {"7": 1}))
    [own] = prepare_rows([row], Source(case["model"], {}, 0, {}))

    assert (asked.label, own.label) == (1, 0)


def test_manifest_lines():
    line = json.dumps({"source": '{"user_id": 1}', "label": 1, "label-metadata": {}})

    assert manifest_item(line) == ({"user_id": 1}, 1)
    assert manifest_item('{"source": "{}", "label-metadata": {}}') is None


def test_events_of_a_user():
    labelling = {"events": ["stop"], "censoredBy": ["closed"]}

    found = events_of_user(labelling, [(5, "stop"), (3, "stop"), (4, "closed"), (1, "other")])

    assert found == UserEvents(3, 4)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({("train", 0): 150}, "at least 200 labelled rows, found 150"),
        ({("train", 0): 300}, "10 train rows of each label"),
        ({("train", 0): 300, ("train", 1): 300, ("fault", 0): 7}, "7 of 607 rows are at fault: x"),
    ],
)
def test_refuses_what_cannot_be_learned_from(counts, message):
    with pytest.raises(ValueError, match=message):
        check(find_model("before-initial-deposit-problem-gambling"), counts, ["x"])


def test_a_sample_keeps_to_its_share():
    kept = sum(is_sampled(str(user), 0.25) for user in range(10_000))

    assert 2_300 < kept < 2_700


def test_baseline_is_as_in_typescript():
    rows = [(float(value), None) for value in range(100)]

    assert baseline_of(["a", "b"], rows) == {
        "features": {
            "a": {
                "edges": [float(edge) for edge in range(10, 100, 10)],
                "counts": [10] * 10,
                "missing": 0,
            },
            "b": {"edges": [], "counts": [0], "missing": 100},
        }
    }
