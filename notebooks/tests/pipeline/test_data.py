from __future__ import annotations

from pathlib import Path

import pytest

from ngwaf_pipeline.data import DataError, Row, read_rows, write_rows


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


def test_a_snapshot_names_the_lines_of_the_users_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('payload,label,is_url,line\n"a\nb",1,TRUE,7\nc,0,FALSE,12\n', encoding="utf-8")

    assert [row.line for row in read_rows(path)] == [7, 12]


def test_without_them_the_lines_are_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('payload,label,is_url\n"a\nb",1,TRUE\nc,0,FALSE\n', encoding="utf-8")

    assert [row.line for row in read_rows(path)] == [3, 4]
