from __future__ import annotations

from pathlib import Path

import pytest

from ngwaf_pipeline.data import DataError, Row, read_rows, split_rows, write_rows


def rows(count: int, label: int, text: str = "value") -> list:
    return [Row(f"{text} {label} {index}", label, False) for index in range(count)]


def key(row: Row) -> str:
    return row.payload.lower()


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = [Row("a,b\n\"c\" 'd' --", 1, True), Row("ünï\u0000code \u20ac", 0, False)]

    assert read_rows(write_rows(tmp_path / "rows.csv", written)) == written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("payload,label\na,1\n", "missing: is_url"),
        ("payload,label,is_url\na,2,TRUE\n", "line 2.*found '2'"),
        ("payload,label,is_url\na,1,maybe\n", "'maybe'"),
    ],
)
def test_a_malformed_file_says_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match=message):
        read_rows(path)


def test_near_duplicates_never_straddle_the_split() -> None:
    data = rows(50, 0) + rows(50, 1)
    shouted = [Row(row.payload.upper(), row.label, False) for row in data]

    split = split_rows(data + shouted, key, 0.2, 0.1)

    keys = [{key(row) for row in part} for part in (split.train, split.validation, split.test)]
    assert not (keys[0] & keys[1] or keys[0] & keys[2] or keys[1] & keys[2])
    assert sum(len(part) for part in (split.train, split.validation, split.test)) == 200


def test_every_set_has_both_classes_and_its_share() -> None:
    split = split_rows(rows(90, 0) + rows(10, 1), key, 0.2, 0.1)

    assert [len(part) for part in (split.train, split.validation, split.test)] == [70, 10, 20]
    for part in (split.train, split.validation, split.test):
        assert {row.label for row in part} == {0, 1}


def test_the_same_data_splits_the_same_way_in_any_order() -> None:
    data = rows(30, 0) + rows(30, 1)

    forwards, backwards = (split_rows(part, key, 0.2, 0.1) for part in (data, data[::-1]))

    assert set(forwards.test) == set(backwards.test)


def test_texts_with_both_labels_are_left_out_and_counted() -> None:
    data = [*rows(30, 0), *rows(30, 1), Row("x", 0, False), Row("X", 1, False)]

    split = split_rows(data, key, 0.2, 0.1)

    assert split.contradicting == 2
    assert "x" not in {key(row) for row in split.train + split.validation + split.test}


def test_too_few_distinct_rows_are_refused() -> None:
    with pytest.raises(DataError, match=r"3 distinct malicious payloads .* found 2"):
        split_rows(rows(30, 0) + rows(2, 1), key, 0.2, 0.1)
