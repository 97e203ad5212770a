"""Requests of a file: every shape that may come, and what is said of those that may not."""

import json

import pytest

from ngwaf_eval import score_requests
from ngwaf_eval.cli import BASE_MODEL, main
from ngwaf_eval.requests_file import RequestsError, read_requests
from ngwaf_model.artefact import load_model
from ngwaf_model.request_parts import request_parts

ATTACK = {
    "id": "attack",
    "method": "GET",
    "path_and_query": "/a?q=%3Cscript%3Ealert(1)%3C/script%3E",
}
BENIGN = {
    "id": "benign",
    "method": "POST",
    "path_and_query": "/kettles",
    "headers": {"Host": "shop.example", "Content-Type": "application/json"},
    "body": '{"colour": "blue"}',
}


@pytest.fixture
def file(tmp_path):
    """Writes lines (objects or raw bytes) and returns their file."""

    def write(*lines):
        raw = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
        path = tmp_path / "in.jsonl"
        path.write_bytes(b"\n".join(raw))
        return path

    return write


def _one(file, **fields):
    record = {"id": "x", "path_and_query": "/", **fields}
    return next(read_requests(file(record))).request


def test_main_writes_what_it_was_asked_for(file, tmp_path, capsys):
    out = tmp_path / "new" / "out.json"

    assert main(["--requests", str(file(ATTACK, BENIGN)), "--out", str(out)]) == 0

    answer = json.loads(out.read_text("utf-8"))
    assert set(answer) == {"threshold", "results", "scores"}
    assert answer["results"] == {"attack": True, "benign": False}
    assert answer["scores"]["attack"] >= answer["threshold"] > answer["scores"]["benign"]
    assert "1 of 2 requests" in capsys.readouterr().out


def test_scores_are_those_that_serving_gives(file, tmp_path):
    model = load_model(BASE_MODEL)

    scores = score_requests.score_file(
        model, file(ATTACK, BENIGN), tmp_path / "out.json", lambda _: None
    )

    rows = [one.request for one in read_requests(file(ATTACK, BENIGN))]
    instances = [{"parts": [part._asdict() for part in request_parts(row)]} for row in rows]
    assert list(scores.values()) == pytest.approx(list(model.explain(instances)[0]), abs=1e-6)


def test_batches_change_nothing(file, tmp_path, monkeypatch):
    model = load_model(BASE_MODEL)
    requests = file(*({**(ATTACK if n % 3 else BENIGN), "id": n} for n in range(25)))
    whole = score_requests.score_file(model, requests, tmp_path / "a.json", lambda _: None)
    monkeypatch.setattr(score_requests, "_BATCH", 4)
    batched = score_requests.score_file(model, requests, tmp_path / "b.json", lambda _: None)

    assert len(whole) == 25
    assert batched == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (None, {}),
        ({"A": "b"}, {"A": ["b"]}),
        ({"A": ["b", "c"]}, {"A": ["b", "c"]}),
        ({"A": 1, "B": 1.5, "C": True}, {"A": ["1"], "B": ["1.5"], "C": ["true"]}),
        ({"A": None, "B": [None, 2]}, {"A": [], "B": ["2"]}),
        ({"A": {"b": 1}}, {"A": ['{"b":1}']}),
        ([["A", "b"], ["A", "c"]], {"A": ["b", "c"]}),
        ([], {}),
    ],
)
def test_headers_come_in_many_shapes(file, headers, expected):
    assert _one(file, headers=headers)["headers"] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (None, ""),
        ("a=b", "a=b"),
        ("\u0000\u00ff\u0080", "\u0000\u00ff\u0080"),
        ({"a": ["<é>"]}, '{"a":["<é>"]}'),
        (5, "5"),
        (False, "false"),
    ],
)
def test_bodies_come_in_many_shapes(file, body, expected):
    assert _one(file, body=body)["body"] == expected


def test_what_may_be_missing_is_filled_in(file):
    request = next(read_requests(file({"id": 7, "path_and_query": "", "method": None})))

    assert request.id == "7"
    assert request.request == {"method": "GET", "url": "", "headers": {}, "body": ""}


def test_blank_lines_and_marks_of_editors_are_passed_over(file):
    lines = [b"\xef\xbb\xbf" + json.dumps(ATTACK).encode() + b"\r", b"", b"  \r", BENIGN, b""]

    assert [one.id for one in read_requests(file(*lines))] == ["attack", "benign"]


def test_odd_requests_are_scored(file, tmp_path):
    odd = [
        {"path_and_query": "", "method": "", "headers": {"": ""}, "body": ""},
        {"path_and_query": "\ud800?\udfff=\udfff", "headers": {"\u0130": "\ud800"}},
        {"path_and_query": "/" + "a/" * 20_000, "body": "\u0000\u00ff" * 20_000},
        {"path_and_query": "?", "headers": {"Content-Type": "multipart/form-data; boundary="}},
        {"path_and_query": "http://[", "headers": {"cookie": ";;=;", "referer": "://"}},
        {
            "path_and_query": "/",
            "headers": {"Content-Type": "application/json"},
            "body": "[" * 9999,
        },
    ]
    out = tmp_path / "out.json"

    assert (
        main(
            [
                "--requests",
                str(file(*({"id": n, **one} for n, one in enumerate(odd)))),
                "--out",
                str(out),
            ]
        )
        == 0
    )
    assert all(0 <= score <= 1 for score in json.loads(out.read_text("utf-8"))["scores"].values())


def test_a_file_without_requests_has_no_scores(file, tmp_path):
    out = tmp_path / "out.json"

    assert main(["--requests", str(file()), "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["results"] == {}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 2: expected a JSON object with `id`.* at column"),
        (b"[" * 100_000, "line 2: expected a JSON object with .*, found nested too deeply"),
        (b'"text"', "line 2: expected a JSON object with .*, found a text"),
        (b"\xff", "line 2: expected UTF-8, found another byte at 0"),
        ({"path_and_query": "/"}, "line 2: expected `id`.*, found none"),
        ({"id": True, "path_and_query": "/"}, "line 2: expected `id`.*, found true or false"),
        ({"id": 1.5, "path_and_query": "/"}, "line 2: expected `id`.*, found a number"),
        ({"id": "x"}, "line 2: expected `path_and_query`.*, found none"),
        ({"id": "x", "path_and_query": None}, "line 2: expected `path_and_query`.*, found null"),
        ({"id": "x", "path_and_query": "/", "method": 1}, "line 2: expected `method`.* a number"),
        (
            {"id": "x", "path_and_query": "/", "headers": "a: b"},
            "line 2: expected `headers`.* a text",
        ),
        ({"id": "x", "path_and_query": "/", "headers": [1]}, "line 2: expected `headers`.* a list"),
        (ATTACK, "line 2: expected an id of its own, found 'attack', which line 1 has"),
    ],
)
def test_a_line_that_is_no_request_is_named(file, line, message):
    with pytest.raises(RequestsError, match=message):
        list(read_requests(file(ATTACK, line)))


def test_a_failure_leaves_the_target_as_it_was(file, tmp_path, capsys):
    out = tmp_path / "out.json"
    out.write_text("before")

    assert main(["--requests", str(file(ATTACK, b"{")), "--out", str(out)]) == 2
    assert out.read_text() == "before"
    assert "line 2: expected a JSON object" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["--requests", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 2
    assert str(tmp_path / "none") in capsys.readouterr().err


def test_requests_and_out_go_together(capsys):
    with pytest.raises(SystemExit):
        main(["--requests", "in.jsonl"])
    assert "--requests in.jsonl and --out out.json go together" in capsys.readouterr().err
