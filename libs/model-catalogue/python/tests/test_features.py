"""The same records give the same features as in TypeScript."""

import json
from pathlib import Path

import pytest

from ngwaf_features import Features, feature_plan, find_model

GOLDEN = json.loads(
    (Path(__file__).parents[2] / "golden" / "features.json").read_text(encoding="utf-8")
)
CASES = [
    pytest.param(group, case, id=case["name"].encode("unicode_escape").decode())
    for group in GOLDEN
    for case in group["cases"]
]


@pytest.mark.parametrize("group", GOLDEN)
def test_names(group):
    assert feature_plan(group["input"]).names == group["names"]


@pytest.mark.parametrize(("group", "case"), CASES)
def test_golden_vector(group, case):
    result = feature_plan(group["input"]).apply(case["record"])

    if "errors" in case:
        assert not isinstance(result, Features)
        assert [error.field for error in result] == case["errors"]
    else:
        assert isinstance(result, Features), result
        assert result.id == case["id"]
        # Logarithms may differ in their last bit.
        assert result.values == [
            None if value is None else pytest.approx(value, rel=1e-15, abs=0)
            for value in case["values"]
        ]


def test_there_are_vectors_of_every_kind_of_feature():
    tested = {feature["kind"] for group in GOLDEN for feature in group["input"]["features"]}

    used = {
        feature["kind"]
        for name in (
            "before-initial-deposit-problem-gambling",
            "gambling-behaviour-problem-gambling",
            "gambling-behaviour-marketing",
        )
        for feature in find_model(name)["input"]["features"]
    }
    assert used <= tested


def test_find_model_knows_no_other():
    assert find_model("churn") is None


def test_large_numbers_of_json_are_no_crash():
    plan = feature_plan(GOLDEN[0]["input"])
    record = {**GOLDEN[0]["cases"][0]["record"], "amount": json.loads("1" + "0" * 400)}

    assert [error.field for error in plan.apply(record)] == ["amount"]
