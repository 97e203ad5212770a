"""Rows made by grammar: the same each time, of every kind, each what its label says."""

import random
import re

import pytest

from ngwaf_made import MADE_SOURCES, made_attacks, made_benign, made_rows
from ngwaf_made.attacks import RULES as ATTACK_RULES
from ngwaf_made.attacks import TYPES, attack_grammar
from ngwaf_made.benign import KINDS, benign_grammar
from ngwaf_made.benign import RULES as BENIGN_RULES
from ngwaf_made.requests import benign_requests
from ngwaf_model.decoding import base64_texts, peel
from ngwaf_model.payload import parse_request, payload_parts
from ngwaf_model.rows import read_rows
from ngwaf_model.texts import part_texts

from ..model.conftest import NOTEBOOKS

FROZEN = read_rows(NOTEBOOKS / "regression" / "regression.csv")
# What every attack of a type has, in small letters and without its encoding.
MARKS = {
    "sqli": r"['\"`(;/|]|=|\b(x?or|and|like|union|select|having|order by)\b"
    r"|grant|create|declare|exec|bulk|procedure|randomblob|union",
    "nosql": r"\$|\[|mapreduce|db\.|this\.|return|sleep|while|['\"] ?(\|\||&&)|or:",
    "ldap": r"[()*]|\\2a",
    "xpath": r"['\"/]|\(",
    "graphql": r"\{.*\}",
    "xss": r"[<>\"'`(\\]|javascript|&#|%u003c|script|\bon\w+=|data:",
    "ssi": r"<!--|<esi|<pre",
    "xxe": r"<!(doctype|entity)|xi:include|<\?xml|<!element|<xsl:|\]><\w+>&\w+;",
    "ssti": r"[{}%@$#*~(<]",
    "traversal": r"\.\.|%|/etc/|\\|file:|proc/|~|//|web-inf|/var/|/root/|\.\w+$|\?/|0x2",
    "rfi": r"://|//|\\\\|%2f|php:",
    "ssrf": r":|//",
    "redirect": r"//|\\|:|%|〱|〵|\.|@|\?url=",
    "php": r"php|[(;:<`$=]",
    "probe": r"^/",
    "filename": r"\.",
    "cmdi": r"[;|&`$<>%\n^\\{/]|--|-o|powershell|cmd|wget|curl|nc |rm ",
    "shellshock": r"\) ?\{|\{ ?:;",
    "log4shell": r"\$(\{|%7b)|%24",
    "java": r"java|class|_memberaccess|#|@|\.execute|spring|ognl|%\{",
    "code": r"[(`{|=;\[]",
    "prototype": r"__proto__|constructor",
    "deserialisation": r"[{:!<(]|ro0ab|aaeaaad|gasv|cos\n|csub",
    "crlf": r"%0|\r|\n|%e5|\\r|%25|%u0|%c0|%3f",
    "mail": r"%0|\n|\r|[<>'\"]",
    "smuggle": r"http/1\.1",
}
UNMISTAKABLE = re.compile(
    r"<script[^>]*>[^<]*(alert|eval|document\.cookie)\s*\(|\bon(error|load)\s*=|union\s+(all\s+)?"
    r"select\s+[\w@(]+\s*,|(\.\./){3}|\$\{jndi|/etc/passwd|php://|sleep\(\d+\)\s*(--|#)|"
    r"'\s*or\s*'?1'?\s*=\s*'?1|<!entity|[;|&`]\s*(cat|wget|curl|nc)\s+[-/]|\(\)\s*\{\s*:|__proto__",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def rows():
    return made_rows(11, bare_per_kind=40, placed_per_kind=12, requests=200)


def test_rows_are_the_same_for_the_same_seed():
    few = {"bare_per_kind": 3, "placed_per_kind": 2, "requests": 20}

    assert made_rows(1, **few) == made_rows(1, **few)
    assert made_rows(1, **few) != made_rows(2, **few)


def test_rows_cover_every_type_and_kind_bare_and_in_requests(rows):
    kinds = {source: {row.kind for row in rows if row.source == source} for source in MADE_SOURCES}

    bare, placed = (kinds[source] for source in MADE_SOURCES)
    assert bare == {*TYPES.values()} | {f"benign-made-{kind}" for kind in KINDS.values()}
    assert placed >= {*TYPES.values(), "benign-request", "benign-request-html"}


def test_no_payload_comes_twice_and_none_is_empty(rows):
    payloads = [row.payload for row in rows]

    assert len(set(payloads)) == len(payloads)
    assert all(payloads)


def test_labels_tell_attack_types_from_benign_kinds(rows):
    assert {row.kind.startswith("benign-") for row in rows if row.label == 1} == {False}
    assert {row.kind.startswith("benign-") for row in rows if row.label == 0} == {True}


@pytest.mark.parametrize(
    ("known", "make"),
    [(ATTACK_RULES, attack_grammar), (BENIGN_RULES, benign_grammar)],
    ids=["attacks", "benign"],
)
def test_every_alternative_of_a_grammar_can_be_filled(known, make):
    grammar = make(random.Random(5))

    assert [name for name, alternatives in known.items() if not alternatives] == []
    for alternatives in known.values():
        for alternative in alternatives:
            filled = grammar.fill(alternative, {"site": "www.example.com"})
            # An unclosed slot stays as it is written.
            assert not re.search(r"«\w+(\(|:|\||»)", filled), alternative


@pytest.mark.parametrize("rule", TYPES)
def test_an_attack_has_the_mark_of_its_type(rule):
    grammar = attack_grammar(random.Random(3))

    made = [grammar.expand(rule) for _ in range(200)]
    assert [text for text in made if not re.search(MARKS[rule], text.lower())] == []


def test_no_benign_row_is_an_unmistakable_attack(rows):
    def read(text):
        peeled, _ = peel(text, is_form=True)
        return [peeled, *base64_texts(peeled)]

    benign = [row.payload for row in rows if row.label == 0]
    benign += [payload for payload, _ in made_benign(200, 4)]
    assert [p for p in benign for text in read(p) if UNMISTAKABLE.search(text)] == []


def test_requests_are_requests_with_a_host(rows):
    for row in rows:
        if row.source == MADE_SOURCES[1]:
            request = parse_request(row.payload)
            assert request is not None
            assert request["headers"]["Host"], row.payload
            assert row.is_url


def test_attack_stands_in_its_request_and_in_no_benign_row(rows):
    def texts(row):
        return {
            text.text
            for part in payload_parts(row.payload, row.is_url)
            for text in part_texts(part)
        }

    benign = set().union(*(texts(row) for row in rows if row.label == 0))
    placed = [row for row in rows if row.label and row.source == MADE_SOURCES[1]]
    hidden = [row for row in placed if not texts(row) - benign]
    assert len(hidden) <= len(placed) * 0.01


def test_multipart_and_methods_are_made():
    requests = benign_requests(400, 8)

    assert {"GET", "POST", "PUT"} <= {request.method for request in requests}
    assert any(request.content_type.startswith("multipart/") for request in requests)


def test_no_attack_of_the_regression_set_is_made():
    def texts(payload, is_url):
        return {text.text for part in payload_parts(payload, is_url) for text in part_texts(part)}

    made = set().union(*(texts(payload, False) for payload, _ in made_attacks(300, 20240601)))
    harmless = set().union(*(texts(row.payload, row.is_url) for row in FROZEN if not row.label))
    attacks = set().union(*(texts(row.payload, row.is_url) for row in FROZEN if row.label))
    assert made & (attacks - harmless) == set()


def test_no_made_row_is_in_the_regression_set(rows):
    made = {payload for payload, _ in made_benign(300, 20240601)} | {row.payload for row in rows}

    assert made & {row.payload for row in FROZEN} == set()


def test_an_attack_in_disguise_reads_as_the_attack():
    plain = {payload for payload, _ in made_attacks(50, 6)}

    assert any("%25" in payload for payload in plain)
    assert any(base64_texts(payload) for payload in plain)
