"""The canonical form: bound to TypeScript's by golden vectors; payload texts are Python's alone."""

import json
from pathlib import Path

import pytest

from ngwaf_model.payload import normalised_text, parse_request, payload_parts
from ngwaf_model.request_parts import request_parts
from ngwaf_model.request_text import Part

GOLDEN = Path(__file__).parents[3] / "libs" / "contracts" / "golden" / "request-parts.json"
VECTORS = json.loads(GOLDEN.read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_request_parts_agree_with_the_golden_vectors(vector):
    assert [part._asdict() for part in request_parts(vector["request"])] == vector["parts"]


@pytest.mark.parametrize(
    ("payload", "is_url", "parts"),
    [
        ("/a?b=%27", True, [Part("path", "", "/a"), Part("query", "b", "%27")]),
        ("/a?b=%27", None, [Part("path", "", "/a"), Part("query", "b", "%27")]),
        ("/a?b=%27", False, [Part("text", "", "/a?b=%27")]),
        ("b=1&c=2", None, [Part("text", "", "b=1&c=2")]),
        ("http://x.example/a?b=1", True, [Part("path", "", "/a"), Part("query", "b", "1")]),
        ("http://x.example/a?b=1", None, [Part("text", "", "http://x.example/a?b=1")]),
        ("' or 1=1", True, [Part("text", "", "' or 1=1")]),
        ("/ is a slash", None, [Part("text", "", "/ is a slash")]),
        ("\ud800", None, [Part("text", "", "\ufffd")]),
        ("", None, []),
    ],
)
def test_payload_parts_tell_urls_from_strings(payload, is_url, parts):
    assert payload_parts(payload, is_url) == parts


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_payload_parts_take_a_request_apart(line_break):
    text = line_break.join(
        ["POST /a?b=1 2 HTTP/1.1", "Host: x", "CONTENT-TYPE: application/json", "", '{"c": "d"}']
    )

    assert payload_parts(text) == [
        Part("path", "", "/a"),
        Part("query", "b", "1 2"),
        Part("header", "content-type", "application/json"),
        Part("header", "host", "x"),
        Part("json", "c", "d"),
    ]


@pytest.mark.parametrize(
    ("text", "headers", "body"),
    [
        ("GET / HTTP/1.1", {}, ""),
        ("GET / HTTP/1.1\n\n", {}, ""),
        ("GET / HTTP/1.1\nA: 1\nA:2\n\nx\n\ny", {"A": ["1", "2"]}, "x\n\ny"),
        ("GET / HTTP/1.1\nA: 1\nno header: <b>\n", {"A": ["1"]}, "no header: <b>\n"),
    ],
)
def test_parse_request_loses_nothing(text, headers, body):
    assert parse_request(text) == {"method": "GET", "url": "/", "headers": headers, "body": body}


@pytest.mark.parametrize("text", ["GET /", "get / HTTP/1.1", "/a HTTP/1.1", ""])
def test_parse_request_takes_other_text_for_none(text):
    assert parse_request(text) is None


def test_normalised_text_is_that_of_the_decoded_payload():
    plain = normalised_text("/a?q=<Script>alert(12345)</script>", True)

    assert normalised_text("/a?q=%3Cscript%3Ealert(99999)%3C/SCRIPT%3E", True) == plain
    assert normalised_text("/a?q=<script>alert(x)</script>", True) != plain


def test_normalised_text_tells_plain_words_apart():
    assert normalised_text("/?a=kettle", True) != normalised_text("", True)
    assert normalised_text("kettle") != normalised_text("ladder")
