"""The pipeline's AWS in process: a table with a lease and a job, and a bucket."""

from __future__ import annotations

from typing import Any, Iterator

import pytest
from moto import mock_aws

from ngwaf_pipeline.clients import Clients
from ngwaf_pipeline.current_job import CurrentJob
from ngwaf_pipeline.job_store import JobStore, to_attribute
from ngwaf_pipeline.settings import Settings

TABLE = "ngwaf-test-training-pipeline"
BUCKET = "ngwaf-test-waf"
JOB_KEY = "job-2026-01-02-03-04-05-abcdef"


@pytest.fixture
def settings() -> Settings:
    return Settings(
        region="us-east-1",
        table=TABLE,
        bucket=BUCKET,
        artefact_bucket="ngwaf-test-artefacts",
        notebook_instance="ngwaf-test-training",
        endpoint="ngwaf-test-waf",
        scoring_mode="endpoint",
        model_package_group="ngwaf-test-waf",
        execution_role_arn="arn:aws:iam::123456789012:role/ngwaf-test-model",
        training_image="training-image",
        serving_image="serving-image",
        training_instance_type="ml.m5.large",
        endpoint_instance_type="ml.t2.medium",
        endpoint_instance_count=1,
        rollback_alarms=(),
        heartbeat_seconds=40,
        versions_kept=2,
        bake_seconds=0,
        tags=(("project", "ngwaf"), ("managed-by", "pipeline")),
        kms_key_arn=None,
    )


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clients]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "local")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        made = Clients("us-east-1")
        made.s3.create_bucket(Bucket=BUCKET)
        made.dynamodb.create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "job_key", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "job_key", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield made


class Table:
    """Writes items as other parts of the system would."""

    def __init__(self, clients: Clients) -> None:
        self._dynamodb = clients.dynamodb

    def put(self, **item: Any) -> None:
        attributes = {name: to_attribute(value) for name, value in item.items()}
        self._dynamodb.put_item(TableName=TABLE, Item=attributes)

    def put_lease(self, **changes: Any) -> None:
        lease: dict[str, Any] = {
            "job_key": "_pipeline_status",
            "pipeline_available": False,
            "pipeline_job_key": JOB_KEY,
            "fencing_token": 7,
        }
        self.put(**{**lease, **changes})

    def put_job(self, **changes: Any) -> None:
        job: dict[str, Any] = {
            "job_key": JOB_KEY,
            "status": "training",
            "created_at": "2026-01-02T03:04:05.000Z",
            "fencing_token": 7,
            "task_token": "token-1",
        }
        self.put(**{**job, **changes})


@pytest.fixture
def table(clients: Clients) -> Table:
    made = Table(clients)
    made.put_lease()
    made.put_job()
    return made


@pytest.fixture
def store(clients: Clients) -> JobStore:
    return JobStore(clients.dynamodb, TABLE)


@pytest.fixture
def job(store: JobStore, table: Table) -> CurrentJob:
    return CurrentJob.find(store)
