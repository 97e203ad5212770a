import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import write_channel, write_hyperparameters

from random_forest import artefact, train

IMAGE = Path(__file__).parents[1] / "image"


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("ml")
    write_hyperparameters(root, label="churned", n_estimators=30)
    write_channel(root, "train", seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NGWAF_ML_ROOT", str(root))
        patch.setenv("TRAINING_JOB_NAME", "churn-1")
        assert train.main() == 0
    return root


@contextmanager
def serving(root: Path, **environment: str):
    """A server in a process of its own, as a container would run it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "random_forest", "serve"],
        cwd=IMAGE,
        env={
            **os.environ,
            "NGWAF_ML_ROOT": str(root),
            "SAGEMAKER_BIND_TO_PORT": str(port),
            **environment,
        },
    )
    try:
        _wait(port)
        yield port, process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def served(trained):
    with serving(trained) as (port, _):
        yield port


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            assert ask(port, "GET", "/ping")[0] == 200
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


def ask(port, method, path, body=None, content_type="application/json"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, {"Content-Type": content_type} if body else {})
    response = connection.getresponse()
    text = response.read()
    if response.getheader("Content-Type") == "application/jsonlines":
        return response.status, [json.loads(line) for line in text.splitlines()]
    return response.status, json.loads(text)


def test_scores_instances(served, trained):
    instances = [[2, 2, 0], [-2, -2, None], {"noise": 0, "visits": 2, "age": 2}]

    status, answer = ask(served, "POST", "/invocations", json.dumps({"instances": instances}))

    assert status == 200
    assert answer["model"] == "churn-1"
    high, low, named = answer["predictions"]
    assert high > 0.9 > 0.1 > low
    assert named == high
    assert high == artefact.load(trained / "model").forest.predict([[2, 2, 0]])[0]


def test_no_instances_have_no_scores(served):
    status, answer = ask(served, "POST", "/invocations", '{"instances": []}')

    assert (status, answer["predictions"]) == (200, [])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{", "expected JSON"),
        ("[]", 'expected {"instances": ['),
        ('{"instances": [[1, 2]]}', "instance 0: expected 3 values (age, visits, noise), found 2"),
        ('{"instances": [[1, 2, 3], 7]}', "instance 1: expected 3 values"),
        (
            '{"instances": [{"age": 1, "x": 2}]}',
            "instance 0: expected the features age, visits, noise; missing: visits, noise",
        ),
        ('{"instances": [[1, "2", 3]]}', "feature visits: expected a number or null, found"),
        ('{"instances": [[1, NaN, 3]]}', "feature visits: expected a number or null, found NaN"),
        ('{"instances": [[1, true, 3]]}', "feature visits: expected a number or null, found true"),
        ('{"instances": [[1, 1e99, 3]]}', "feature visits: expected a number or null, found 1e+99"),
    ],
)
def test_says_what_was_expected_of_an_instance(served, body, expected):
    status, answer = ask(served, "POST", "/invocations", body)

    assert status == 400
    assert expected in answer["error"]


LINES = "application/jsonlines"


def test_scores_lines_as_instances(served):
    instances = [
        {"age": 2, "visits": 2, "noise": 0},
        {"age": None, "visits": -2, "noise": 1.5, "shoe_size": 44},
    ]
    lines = "\n".join(json.dumps(one) for one in instances)
    known = [{name: one[name] for name in ("age", "visits", "noise")} for one in instances]

    status, scores = ask(served, "POST", "/invocations", lines + "\n", f"{LINES}; charset=utf-8")
    expected = ask(served, "POST", "/invocations", json.dumps({"instances": known}))[1]

    assert status == 200
    assert scores == [{"score": score} for score in expected["predictions"]]


def test_passes_over_features_that_it_does_not_know(served):
    known = {"age": 2, "visits": 2, "noise": 0}
    body = json.dumps({"instances": [known, {**known, "shoe_size": "forty"}]})

    status, answer = ask(served, "POST", "/invocations", body)

    assert status == 200
    assert answer["predictions"][0] == answer["predictions"][1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"age": 1, "visits": 2, "noise": 3}\n{', "line 2: expected JSON"),
        (
            '\n{"age": 1}',
            "line 2: expected the features age, visits, noise; missing: visits, noise",
        ),
        ('{"age": "1", "visits": 2, "noise": 3}', "line 1, feature age: expected a number or null"),
    ],
)
def test_says_what_was_expected_of_a_line(served, body, expected):
    status, answer = ask(served, "POST", "/invocations", body, LINES)

    assert status == 400
    assert expected in answer["error"]


def test_answers_with_the_threshold_of_its_version(trained, served):
    with serving(trained, NGWAF_THRESHOLD="0.35") as (port, _):
        answer = ask(port, "POST", "/invocations", '{"instances": []}')[1]

    assert answer["threshold"] == 0.35
    assert "threshold" not in ask(served, "POST", "/invocations", '{"instances": []}')[1]


@pytest.mark.parametrize("threshold", ["high", "1.5", "nan"])
def test_does_not_start_with_a_threshold_that_is_none(trained, threshold):
    result = subprocess.run(
        [sys.executable, "-m", "random_forest", "serve"],
        cwd=IMAGE,
        env={**os.environ, "NGWAF_ML_ROOT": str(trained), "NGWAF_THRESHOLD": threshold},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert result.returncode == 2
    assert "NGWAF_THRESHOLD: expected a number from 0 to 1" in result.stderr


@pytest.mark.parametrize(
    ("method", "path", "content_type", "status"),
    [
        ("POST", "/invocations", "text/csv", 415),
        ("POST", "/elsewhere", "application/json", 404),
        ("GET", "/elsewhere", "", 404),
    ],
)
def test_refuses_other_requests(served, method, path, content_type, status):
    body = "{}" if method == "POST" else None

    assert ask(served, method, path, body, content_type)[0] == status


def test_keeps_a_connection(served):
    connection = http.client.HTTPConnection("127.0.0.1", served, timeout=10)
    for _ in range(2):
        connection.request("GET", "/ping")
        assert connection.getresponse().read() == b"{}"


def test_stops_when_it_is_told_to(trained):
    with serving(trained) as (_, process):
        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=20) == 0


def test_is_called_what_its_endpoint_calls_it(trained):
    with serving(trained, NGWAF_MODEL_VERSION="live-7") as (port, _):
        assert ask(port, "POST", "/invocations", '{"instances": []}')[1]["model"] == "live-7"


def test_does_not_start_without_a_model(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "random_forest", "serve"],
        cwd=IMAGE,
        env={**os.environ, "NGWAF_ML_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert result.returncode == 2
    assert "expected forest.npz and manifest.json of this image" in result.stderr
