"""The split: no near-duplicate on two sides, whoever looks for a way around it."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest

from ngwaf_model.payload import normalised_text
from ngwaf_pipeline.data import DataError, Row
from ngwaf_pipeline.near_duplicates import canonical, near_duplicate_groups
from ngwaf_pipeline.split import Split, split_rows

_WORDS = re.findall(
    "[a-z]+",
    "amber birch cedar delta ember fjord grove haven inlet jetty knoll ledge meadow north orchard "
    "pine quarry river stone tide upland valley willow yarrow zinc acorn bramble clover dune elm",
)


def rows(count: int, label: int) -> list[Row]:
    """Rows that have next to nothing in common."""
    choose = random.Random(label)
    texts = {" ".join(choose.sample(_WORDS, 5)) for _ in range(count * 2)}
    return [Row(text, label, False) for text in sorted(texts)[:count]]


def split(data: list[Row], test: float = 0.2, validation: float = 0.1) -> Split:
    texts = [normalised_text(row.payload, row.is_url) for row in data]
    return split_rows(data, texts, test, validation)


def sets_of(result: Split) -> dict[str, str]:
    sets = {"train": result.train, "validation": result.validation, "test": result.test}
    return {row.payload: name for name, members in sets.items() for row in members}


QUERY = "/find?user=ann&words=red+shoes&session=7Fh3kLm9QwErTy12UiOp&to=https://a.example/x&page=1"
DISGUISES: dict[str, Callable[[str], str]] = {
    "case": str.upper,
    "encoding": lambda text: quote(text, safe="/?&=+"),
    "double encoding": lambda text: quote(quote(text, safe="/?&=+"), safe="/?&=%"),
    "a number": lambda text: text.replace("page=1", "page=27"),
    "blanks": lambda text: text.replace("red+shoes", "red++++shoes"),
    "order": lambda text: "?".join("&".join(reversed(part.split("&"))) for part in text.split("?")),
    "a token": lambda text: text.replace("7Fh3kLm9QwErTy12UiOp", "kQ20zLr8vB5nT1xWc3Yd"),
    "a host": lambda text: text.replace("a.example", "attacker.test:8080"),
    "a word of many": lambda text: text.replace("user=ann", "user=eve"),
}


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_does_not_straddle_the_split(name: str) -> None:
    choose = random.Random(name)
    originals = [
        QUERY.replace("red", word).replace("find", "-".join(choose.sample(_WORDS, 4)))
        for word in _WORDS
    ]
    data = [Row(text, 0, True) for text in originals]
    data += [Row(DISGUISES[name](text), 0, True) for text in originals]

    where = sets_of(split(data + rows(30, 1)))

    for original in originals:
        assert where[original] == where[DISGUISES[name](original)]


def test_a_whole_request_does_not_straddle_the_split_for_a_header() -> None:
    def request(agent: str, body: str) -> str:
        return f"POST /api/orders HTTP/1.1\nHost: a.example\nUser-Agent: {agent}\n\n{body}"

    bodies = [row.payload * 3 for row in rows(30, 0)]
    data = [Row(request(agent, body), 0, True) for body in bodies for agent in ("App/1", "App/2")]

    where = sets_of(split(data + rows(30, 1)))

    for body in bodies:
        assert where[request("App/1", body)] == where[request("App/2", body)]


def test_texts_that_differ_are_not_taken_together() -> None:
    texts = [canonical(row.payload) for row in rows(200, 0) + rows(200, 1)]

    assert len(set(near_duplicate_groups(texts).tolist())) == 400


def test_groups_do_not_depend_on_the_order_of_the_texts() -> None:
    texts = [canonical(DISGUISES[name](QUERY * 2)) for name in DISGUISES]
    texts += [canonical(row.payload) for row in rows(20, 0)]

    forwards, backwards = near_duplicate_groups(texts), near_duplicate_groups(texts[::-1])

    assert forwards.tolist() == backwards.tolist()[::-1]


def test_a_chain_of_small_changes_stays_together() -> None:
    text = (
        base64.b16encode(bytes(range(60, 120)))
        .decode()
        .lower()
        .translate(str.maketrans("0123456789", "ghijklmnop"))
    )
    chain = [text[:at] + "z" * at + text[at:] for at in range(0, 24, 3)]

    assert len(set(near_duplicate_groups(chain).tolist())) == 1


def test_every_set_has_both_classes_and_its_share() -> None:
    result = split(rows(90, 0) + rows(10, 1))

    assert [len(part) for part in (result.train, result.validation, result.test)] == [70, 10, 20]
    for part in (result.train, result.validation, result.test):
        assert {row.label for row in part} == {0, 1}


def test_what_is_repeated_all_the_time_is_no_test() -> None:
    repeated = [Row(f"/health?at={number}", 0, True) for number in range(500)]

    result = split(repeated + rows(60, 0) + rows(60, 1))

    assert all(row in result.train for row in repeated)
    assert len(result.test) >= 24


def test_the_same_data_splits_the_same_way_in_any_order() -> None:
    data = rows(30, 0) + rows(30, 1)

    forwards, backwards = (split(part) for part in (data, data[::-1]))

    assert set(forwards.test) == set(backwards.test)


def test_too_few_distinct_rows_are_refused() -> None:
    alike = [Row(f"id={number}", 1, False) for number in range(30)]

    with pytest.raises(DataError, match=r"3 distinct malicious payloads .* found 1"):
        split(rows(30, 0) + alike)
