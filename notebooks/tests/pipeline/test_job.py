"""Writes to the job: recorded, and fenced by the lease."""

from __future__ import annotations

from decimal import Decimal

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from ngwaf_pipeline.current_job import CurrentJob, NoJobError
from ngwaf_pipeline.job_store import JobStore, LeaseLostError

from .conftest import JOB_KEY, Table


def test_finds_the_job_that_holds_the_lease(job: CurrentJob) -> None:
    assert (job.job_key, job.fencing_token) == (JOB_KEY, 7)


@pytest.mark.parametrize(
    ("lease", "item"),
    [
        ({"pipeline_available": True}, {}),
        ({"pipeline_job_key": "job-other"}, {}),
        ({}, {"status": "failed"}),
        ({"fencing_token": 8}, {}),
    ],
    ids=["free lease", "another job's lease", "ended job", "newer holder"],
)
def test_finds_no_job(store: JobStore, table: Table, lease: dict, item: dict) -> None:
    table.put_lease(**lease)
    table.put_job(**item)

    with pytest.raises(NoJobError):
        CurrentJob.find(store)


def test_writes_nested_values_and_floats(job: CurrentJob) -> None:
    job.update(model_performance={"roc_auc_score": 0.123456789, "rows": [1, 2.5]})

    assert job.read()["model_performance"] == {
        "roc_auc_score": Decimal("0.123457"),
        "rows": [1, Decimal("2.5")],
    }


def test_records_each_step_with_its_times(job: CurrentJob) -> None:
    with job.step("prepare_data"):
        assert job.read()["step_status"] == "prepare_data"
    with job.step("training"):
        pass

    steps = job.read()["steps"]
    assert [step["step"] for step in steps] == ["prepare_data", "training"]
    assert all(step["started_at"] <= step["ended_at"] for step in steps)


def test_a_step_that_fails_has_no_end(job: CurrentJob) -> None:
    with pytest.raises(RuntimeError), job.step("training"):
        raise RuntimeError("out of memory")

    assert "ended_at" not in job.read()["steps"][0]


def test_refuses_an_unknown_step(job: CurrentJob) -> None:
    with pytest.raises(ValueError, match="prepare_data"), job.step("cooking"):
        pass


@pytest.mark.parametrize(
    ("lease", "item"),
    [
        ({"fencing_token": 8}, {}),
        ({"pipeline_job_key": "job-other"}, {}),
        ({}, {"status": "failed"}),
    ],
    ids=["newer holder", "another job", "ended job"],
)
def test_a_job_that_lost_the_lease_writes_nothing(
    job: CurrentJob, table: Table, lease: dict, item: dict
) -> None:
    table.put_lease(**lease)
    table.put_job(**item)

    with pytest.raises(LeaseLostError, match=JOB_KEY):
        job.update(outcome="promoted")

    assert "outcome" not in job.read()


def _conflict(stubber: Stubber) -> None:
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": "None"}, {"Code": "TransactionConflict"}]},
    )


def test_tries_again_when_a_heartbeat_writes_at_the_same_time(job: CurrentJob) -> None:
    with Stubber(job._store._dynamodb) as stubber:
        _conflict(stubber)
        _conflict(stubber)
        stubber.add_response("transact_write_items", {})

        job.update(outcome="promoted")

        stubber.assert_no_pending_responses()


def test_gives_up_when_conflicts_do_not_end(
    job: CurrentJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngwaf_pipeline.job_store._MAX_ATTEMPTS", 3)
    with Stubber(job._store._dynamodb) as stubber:
        for _ in range(3):
            _conflict(stubber)

        with pytest.raises(ClientError, match="TransactionCanceledException"):
            job.update(outcome="promoted")

        stubber.assert_no_pending_responses()
