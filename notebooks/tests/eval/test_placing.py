"""Requests made for measuring carry their value, the same each time, in every place and form."""

import base64
import html
import json
from urllib.parse import unquote

import pytest

from ngwaf_eval import surroundings
from ngwaf_eval.encodings import ENCODINGS, applies
from ngwaf_eval.placing import PLACEMENTS, is_placed, natural_request, place, seed_of
from ngwaf_model.request_parts import request_parts

VALUE = "' OR <1> \u00e9\U0001f600;a=b&c"


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_place_puts_the_value_where_it_says(placement):
    request = place(VALUE, placement, "plain", seed_of(VALUE))

    kinds = [part.kind for part in request_parts(request) if VALUE in unquote(part.text)]
    assert kinds == [placement]


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_place_makes_the_same_request_again(placement, encoding):
    first, second = (place(VALUE, placement, encoding, seed_of(VALUE)) for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("encoding", "decode"),
    [
        ("plain", str),
        ("percent", unquote),
        ("double-percent", lambda text: unquote(unquote(text))),
        ("base64", lambda text: base64.b64decode(text).decode()),
        ("html-entity", html.unescape),
        ("unicode-escape", lambda text: json.loads(f'"{text}"')),
        ("percent-u", lambda text: json.loads('"' + text.replace("%u", "\\u") + '"')),
        ("sql-comment", lambda text: text.replace("/**/", " ")),
    ],
)
def test_an_encoding_can_be_undone(encoding, decode):
    assert decode(ENCODINGS[encoding].write(VALUE, seed_of(VALUE))) == VALUE


def test_case_changes_nothing_else():
    written = ENCODINGS["case"].write("union select", seed_of("x"))

    assert written != "union select"
    assert written.lower() == "union select"


def test_forms_that_mean_nothing_in_a_language_do_not_apply():
    assert applies("sql-comment", "sqli")
    assert not applies("sql-comment", "benign-value")
    assert not applies("case", "cmdi")
    assert applies("base64", "benign-value")


@pytest.mark.parametrize(
    ("payload", "is_url"),
    [("/a?b=%3Cc%3E", True), ("GET /a?b=%3Cc%3E HTTP/1.1\nHost: x\n\n", False)],
)
def test_a_row_that_is_placed_stays_where_it_is(payload, is_url):
    request = natural_request(payload, is_url)

    assert is_placed(payload, is_url)
    assert (request["method"], request["url"]) == ("GET", "/a?b=%3Cc%3E")


def test_a_query_string_goes_whole_where_query_strings_go():
    parts = request_parts(natural_request("a=1'%20or%202&b=3", False))

    assert [part.text for part in parts if part.kind in ("query", "form")] == ["1'%20or%202", "3"]


def test_a_value_that_is_escaped_already_is_not_escaped_again():
    request = place("%27%20or%201", "query", "plain", seed_of("x"))

    assert "=%27%20or%201" in request["url"]


def test_headers_hold_no_line_break():
    request = place("a\r\nSet-Cookie: b", "header", "plain", seed_of("x"))

    assert not any("\n" in value for value in request["headers"].values())


def test_an_open_redirect_stands_where_an_application_redirects():
    redirect, other = (
        natural_request("//evil.example/%2f..", False, kind) for kind in ("open-redirect", "xss")
    )

    (part,) = (one for one in request_parts(redirect) if "evil" in one.text)
    assert part.kind in ("query", "form")
    assert part.name in surroundings.REDIRECTING_NAMES
    assert all(one.name not in surroundings.REDIRECTING_NAMES for one in request_parts(other))
