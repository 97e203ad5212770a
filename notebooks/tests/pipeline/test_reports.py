"""Reports to the waiting task: always with the newest token."""

from __future__ import annotations

import boto3
import pytest
from botocore.stub import Stubber

from ngwaf_pipeline.current_job import CurrentJob
from ngwaf_pipeline.run import beat
from ngwaf_pipeline.task_reports import TaskGoneError, TaskReports

from .conftest import Table


@pytest.fixture
def sfn(job: CurrentJob):
    client = boto3.client("stepfunctions", region_name="us-east-1")
    with Stubber(client) as stubber:
        yield client, stubber


def test_uses_the_token_of_the_latest_try(sfn, job: CurrentJob, table: Table) -> None:
    client, stubber = sfn
    table.put_job(task_token="token-2")
    stubber.add_response(
        "send_task_failure", {}, {"taskToken": "token-2", "error": "training", "cause": "why"}
    )

    TaskReports(client, job).failure("training", "why")

    stubber.assert_no_pending_responses()


@pytest.mark.parametrize("code", ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"])
def test_says_when_nobody_waits(sfn, job: CurrentJob, code: str) -> None:
    client, stubber = sfn
    stubber.add_client_error("send_task_heartbeat", code)

    with pytest.raises(TaskGoneError):
        TaskReports(client, job).heartbeat()


def test_a_heartbeat_is_recorded_on_the_job(sfn, job: CurrentJob) -> None:
    client, stubber = sfn
    stubber.add_response("send_task_heartbeat", {}, {"taskToken": "token-1"})

    assert beat(job, TaskReports(client, job))
    assert job.read()["heartbeat_at"].endswith("Z")


def test_a_heartbeat_nobody_waits_for_ends_the_work(sfn, job: CurrentJob) -> None:
    client, stubber = sfn
    stubber.add_client_error("send_task_heartbeat", "TaskTimedOut")

    assert not beat(job, TaskReports(client, job))


def test_a_transient_failure_is_forgiven(sfn, job: CurrentJob) -> None:
    client, stubber = sfn
    stubber.add_client_error("send_task_heartbeat", "AccessDeniedException")

    assert beat(job, TaskReports(client, job))


def test_a_lost_lease_ends_the_work(sfn, job: CurrentJob, table: Table) -> None:
    client, stubber = sfn
    stubber.add_response("send_task_heartbeat", {}, {"taskToken": "token-1"})
    table.put_lease(fencing_token=8)

    assert not beat(job, TaskReports(client, job))
