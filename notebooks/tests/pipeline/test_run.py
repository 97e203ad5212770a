"""The runner with real notebooks in real kernels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import nbformat
import pytest
from botocore.stub import ANY, Stubber

from ngwaf_pipeline.clients import Clients
from ngwaf_pipeline.current_job import CurrentJob
from ngwaf_pipeline.run import Runner
from ngwaf_pipeline.settings import Settings

from .conftest import BUCKET, JOB_KEY


@pytest.fixture
def run(job: CurrentJob, clients: Clients, settings: Settings, tmp_path: Path):
    """Runs a notebook of these cells; the exit code, and what was reported."""

    def run_cells(*cells: str, failure: Any = None) -> int:
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in cells]
        )
        path = tmp_path / "train.ipynb"
        nbformat.write(notebook, path)
        sfn = boto3.client("stepfunctions", region_name="us-east-1")
        clients.__dict__["sfn"] = sfn
        with Stubber(sfn) as stubber:
            stubber.add_response("send_task_heartbeat", {}, {"taskToken": "token-1"})
            if failure is not None:
                stubber.add_response("send_task_failure", {}, {"taskToken": ANY, **failure})
            code = Runner(settings, clients, job, tmp_path / "notebook.log").run(path)
            stubber.assert_no_pending_responses()
        return code

    return run_cells


def stored(clients: Clients) -> Any:
    body = clients.s3.get_object(Bucket=BUCKET, Key=f"jobs/{JOB_KEY}/train.ipynb")["Body"]
    return nbformat.reads(body.read().decode(), as_version=4)


def test_stores_the_executed_notebook(run, clients: Clients) -> None:
    assert run("print('one')", "1 + 1") == 0

    cells = stored(clients).cells
    assert [cell.execution_count for cell in cells] == [1, 2]
    assert cells[0].outputs[0].text == "one\n"


def test_reports_the_step_and_reason_of_a_failing_cell(run, job: CurrentJob) -> None:
    with job.step("prepare_data"):
        failure = {"error": "prepare_data", "cause": "ValueError: no rows"}

        assert run("raise ValueError('no rows')", failure=failure) == 1

    assert job.read()["notebook_output"] == f"s3://{BUCKET}/jobs/{JOB_KEY}/train.ipynb"


def test_reports_a_kernel_that_died(run, job: CurrentJob) -> None:
    with job.step("training"):
        failure = {"error": "training", "cause": "the notebook's kernel died"}

        assert run("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", failure=failure) == 1
