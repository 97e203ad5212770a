"""What the lifecycle script leaves behind on the instance, with AWS played by a module."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "lifecycle" / "on-start.sh"
LAUNCHER = re.search(r"<<'PYTHON'\n(.*?)\nPYTHON\n", SCRIPT.read_text(), re.DOTALL).group(1)

FAKE_BOTO3 = """
import datetime, json, os

STATE = json.loads(os.environ["FAKE_STATE"])
STATUSES = iter(STATE["statuses"])


def record(**call):
    with open(os.environ["FAKE_CALLS"], "a") as file:
        file.write(json.dumps(call) + "\\n")


class Client:
    def get_item(self, Key, **_):
        if STATE["items"] is None:
            raise RuntimeError("not authorized")
        item = STATE["items"].get(Key["job_key"]["S"])
        return {"Item": item} if item else {}

    def describe_notebook_instance(self, **_):
        age = datetime.timedelta(seconds=STATE["age"])
        created = datetime.datetime.now(datetime.timezone.utc) - age
        return {"NotebookInstanceStatus": next(STATUSES), "CreationTime": created}

    def stop_notebook_instance(self, **arguments):
        record(stopped=arguments["NotebookInstanceName"])

    def send_task_heartbeat(self, taskToken):
        record(heartbeat=taskToken)

    def send_task_failure(self, **arguments):
        record(**arguments)


def client(_name):
    return Client()
"""

JOB = {
    "_pipeline_status": {"pipeline_available": {"BOOL": False}, "pipeline_job_key": {"S": "job-1"}},
    "job-1": {"status": {"S": "training"}, "task_token": {"S": "token-1"}},
}


@pytest.fixture
def launch(tmp_path: Path):
    """Runs the launcher in a Python without packages; what it printed, and what it did."""

    def run(
        items: dict[str, Any] | None, age: float = 0, python: str = sys.executable
    ) -> tuple[str, list[dict[str, str]]]:
        (tmp_path / "boto3.py").write_text(FAKE_BOTO3)
        (tmp_path / "launch.py").write_text(LAUNCHER)
        calls = tmp_path / "calls"
        calls.touch()
        statuses = ["Pending", "Pending", "InService"]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(tmp_path),
            "NGWAF_HOME": str(tmp_path),
            "NGWAF_PYTHON": python,
            "NGWAF_NOTEBOOK_INSTANCE": "ngwaf-test-training",
            "NGWAF_TABLE": "jobs",
            "NGWAF_ARTEFACT_BUCKET": "artefacts",
            "FAKE_STATE": json.dumps({"items": items, "age": age, "statuses": statuses}),
            "FAKE_CALLS": str(calls),
        }
        command = [sys.executable, "-S", str(tmp_path / "launch.py")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.stdout, [json.loads(line) for line in calls.read_text().splitlines()]

    return run


def test_an_instance_without_a_job_stops_itself_once_it_is_in_service(launch) -> None:
    output, calls = launch({})

    assert "No job holds the lease" in output
    assert calls == [{"stopped": "ngwaf-test-training"}]


def test_a_switch_by_hand_is_no_job_for_the_instance(launch) -> None:
    switch = {**JOB, "job-1": {"status": {"S": "training"}, "kind": {"S": "switch"}}}

    output, calls = launch(switch)

    assert "No job holds the lease" in output
    assert calls == [{"stopped": "ngwaf-test-training"}]


def test_an_instance_that_cannot_look_for_a_job_stops_itself(launch) -> None:
    output, calls = launch(None)

    assert "Could not look for a job: not authorized" in output
    assert calls == [{"stopped": "ngwaf-test-training"}]


def test_packages_that_are_missing_are_installed(launch, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nexit 1\n')
    python.chmod(0o755)

    output, calls = launch(JOB, python=str(python))

    arguments = (tmp_path / "arguments").read_text()
    assert arguments.startswith("-m pip install --no-input --only-binary :all: ipykernel==")
    assert "nbclient==" in arguments and "numpy==" in arguments and "boto3" not in arguments
    assert "lacks packages: installing ipykernel==" in output
    beat, failure = calls
    assert beat == {"heartbeat": "token-1"}
    assert (failure["taskToken"], failure["error"]) == ("token-1", "start")
    assert failure["cause"].startswith("preparing the code: ")


def test_an_instance_stays_in_service_until_terraform_can_have_seen_it() -> None:
    module: dict[str, Any] = {}
    code = LAUNCHER.rsplit("main()", 1)[0]
    environment = ["NGWAF_HOME", "NGWAF_PYTHON", "NGWAF_NOTEBOOK_INSTANCE", "NGWAF_TABLE"]
    for name in [*environment, "NGWAF_ARTEFACT_BUCKET"]:
        code = code.replace(f'os.environ["{name}"]', f'"{name}"')
    exec(compile(code, "launch.py", "exec"), module)

    assert [module["linger_seconds"](age) for age in (3, 300)] == [3, 60]
