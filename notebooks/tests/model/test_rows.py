"""Rows of users' CSV files: read back as written, or refused with what was expected."""

import pytest

from ngwaf_model.rows import DataError, Row, describe_data, format_rows, parse_rows

HEADER = b"payload,label,is_url\n"


def test_parse_rows_reads_what_format_rows_writes():
    rows = [
        Row("/a?b=1", 1, True),
        Row('quote " comma , break \n end \r\n', 0, False),
        Row("ünïcödé 你好 \u2028", 0, True),
        Row("x" * 200_000, 1, False),
    ]

    assert parse_rows(format_rows(rows)) == rows


@pytest.mark.parametrize("flag", ["TRUE", "true", "True", " true ", "1"])
def test_parse_rows_takes_every_spelling_of_true(flag):
    assert parse_rows(HEADER + f"a,0,{flag}\n".encode()) == [Row("a", 0, True)]


def test_parse_rows_takes_a_byte_order_mark_and_columns_in_any_order():
    assert parse_rows("\ufefflabel,extra,is_url,payload\n1,x,false,a\n".encode()) == [
        Row("a", 1, False)
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "expected columns payload, label, is_url, found no header"),
        (b"payload,label\na,1\n", "expected columns"),
        (HEADER + b"a,2,TRUE\n", "expected label 0 or 1 on line 2, found '2'"),
        (HEADER + b"a,1\n", "expected is_url TRUE or FALSE on line 2, found None"),
        (HEADER + b"a,1,maybe\n", "found 'maybe'"),
        (HEADER + b",1,TRUE\n", "expected a payload on line 2"),
        (HEADER + b'"a,1,TRUE\n', "expected CSV"),
        (HEADER + b"\xff,1,TRUE\n", "expected UTF-8"),
    ],
)
def test_parse_rows_refuses(data, message):
    with pytest.raises(DataError, match=message):
        parse_rows(data)


def test_describe_data_counts_classes():
    rows = [Row("a", 1, False), Row("b", 0, False), Row("c", 0, False)]

    description = describe_data("train", b"x", rows)

    assert (description["malicious"], description["benign"]) == (1, 2)
