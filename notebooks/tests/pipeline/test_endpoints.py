"""The live endpoint: what is asked for is what serves, or it is an error."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ngwaf_pipeline.clients import Clients
from ngwaf_pipeline.endpoints import DeploymentError, Endpoints
from ngwaf_pipeline.registry import APPROVED, REJECTED, Registry, UnknownVersionError, Version
from ngwaf_pipeline.settings import Settings

from .conftest import BUCKET
from .fake_sagemaker import FakeSageMaker


def version(name: str) -> Version:
    return Version(name, f"s3://{BUCKET}/models/{name}/model.tar.gz", "0" * 64, "arn", APPROVED)


@pytest.fixture
def sagemaker(clients: Clients, tmp_path: Path) -> FakeSageMaker:
    fake = FakeSageMaker(clients.s3, tmp_path)
    clients.__dict__.update(sagemaker=fake, runtime=fake)
    return fake


@pytest.fixture
def endpoints(sagemaker: FakeSageMaker, clients: Clients, settings: Settings) -> Endpoints:
    made = Endpoints(clients, settings)
    made.create(version("base-1"))
    return made


def test_there_is_no_live_version_without_an_endpoint(sagemaker, clients, settings) -> None:
    assert Endpoints(clients, settings).live_version() is None


def test_create_serves_the_first_version(endpoints: Endpoints, sagemaker: FakeSageMaker) -> None:
    assert endpoints.live_version() == "base-1"
    assert sagemaker.models["ngwaf-test-waf-base-1"]["PrimaryContainer"]["Environment"] == {
        "SAGEMAKER_PROGRAM": "inference.py",
        "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code",
        "NGWAF_MODEL_VERSION": "base-1",
        "PIP_NO_BUILD_ISOLATION": "0",
    }


def test_models_run_without_a_network(endpoints: Endpoints, sagemaker: FakeSageMaker) -> None:
    assert sagemaker.models["ngwaf-test-waf-base-1"]["EnableNetworkIsolation"] is True


def test_volumes_are_encrypted_with_the_customer_s_key(
    sagemaker: FakeSageMaker, clients: Clients, settings: Settings
) -> None:
    Endpoints(clients, settings).prepare(version("without"))
    Endpoints(clients, replace(settings, kms_key_arn="arn:key")).prepare(version("with"))

    assert "KmsKeyId" not in sagemaker.configs["ngwaf-test-waf-without"]
    assert sagemaker.configs["ngwaf-test-waf-with"]["KmsKeyId"] == "arn:key"


def test_create_takes_what_an_earlier_try_made(endpoints: Endpoints) -> None:
    endpoints.create(version("base-1"))

    assert endpoints.live_version() == "base-1"


def test_switch_serves_the_new_version(endpoints: Endpoints) -> None:
    endpoints.prepare(version("job-2"))

    endpoints.switch(version("job-2"))

    assert endpoints.live_version() == "job-2"


def test_switch_takes_a_silent_roll_back_for_a_failure(
    endpoints: Endpoints, sagemaker: FakeSageMaker
) -> None:
    sagemaker.refuses_switch = True
    endpoints.prepare(version("job-2"))

    with pytest.raises(DeploymentError, match="with ngwaf-test-waf-base-1, expected InService"):
        endpoints.switch(version("job-2"))


def test_switch_does_not_wait_for_an_endpoint_that_is_gone(
    endpoints: Endpoints, sagemaker: FakeSageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngwaf_pipeline.endpoints._START_SECONDS", 0.1)
    endpoints.prepare(version("job-2"))
    sagemaker.loses_endpoint = True

    with pytest.raises(DeploymentError, match="is Deleted with None, expected InService"):
        endpoints.switch(version("job-2"))


def test_switch_takes_another_model_s_answers_for_a_failure(
    endpoints: Endpoints, sagemaker: FakeSageMaker
) -> None:
    name = endpoints.prepare(version("job-2"))
    sagemaker.models[name] = sagemaker.models["ngwaf-test-waf-base-1"]

    with pytest.raises(DeploymentError, match="answers as base-1, expected job-2"):
        endpoints.switch(version("job-2"))


@pytest.mark.parametrize(("instances", "routing"), [(1, "ALL_AT_ONCE"), (2, "CANARY")])
def test_switch_uses_guardrails(
    endpoints: Endpoints,
    sagemaker: FakeSageMaker,
    clients: Clients,
    settings: Settings,
    instances: int,
    routing: str,
) -> None:
    guarded = Endpoints(
        clients,
        replace(settings, endpoint_instance_count=instances, rollback_alarms=("errors", "latency")),
    )
    guarded.prepare(version("job-2"))

    guarded.switch(version("job-2"))

    deployment: dict[str, Any] = sagemaker.updates[0]["DeploymentConfig"]
    policy = deployment["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]
    assert policy["Type"] == routing
    assert deployment["AutoRollbackConfiguration"] == {
        "Alarms": [{"AlarmName": "errors"}, {"AlarmName": "latency"}]
    }


def test_prune_keeps_the_live_version_and_the_last_few_before_it(
    endpoints: Endpoints, sagemaker: FakeSageMaker
) -> None:
    for number in range(2, 6):
        endpoints.prepare(version(f"job-{number}"))
        endpoints.switch(version(f"job-{number}"))
    endpoints.switch(version("job-3"))
    sagemaker.configs["other-ngwaf-test-waf-job-1"] = {}

    removed = endpoints.prune()

    assert removed == ["ngwaf-test-waf-job-2", "ngwaf-test-waf-base-1"]
    assert set(sagemaker.models) == {f"ngwaf-test-waf-job-{number}" for number in (3, 4, 5)}
    assert "other-ngwaf-test-waf-job-1" in sagemaker.configs


def test_prune_keeps_the_config_to_go_back_to(
    endpoints: Endpoints, sagemaker: FakeSageMaker
) -> None:
    for number in range(2, 6):
        endpoints.prepare(version(f"job-{number}"))
    endpoints.switch(version("job-5"))

    assert endpoints.prune(keep="ngwaf-test-waf-base-1") == ["ngwaf-test-waf-job-2"]

    assert "ngwaf-test-waf-base-1" in sagemaker.configs


def test_prune_does_not_mind_a_model_that_is_gone(
    endpoints: Endpoints, sagemaker: FakeSageMaker
) -> None:
    for number in range(2, 5):
        endpoints.prepare(version(f"job-{number}"))
    endpoints.switch(version("job-4"))
    del sagemaker.models["ngwaf-test-waf-base-1"]

    assert endpoints.prune() == ["ngwaf-test-waf-base-1"]

    assert "ngwaf-test-waf-base-1" not in sagemaker.configs


def test_the_registry_keeps_a_version_that_it_has(
    sagemaker: FakeSageMaker, clients: Clients, settings: Settings, tmp_path: Path
) -> None:
    registry = Registry(clients, settings)
    (tmp_path / "model.tar.gz").write_bytes(b"weights")

    first = registry.register("job-1", tmp_path / "model.tar.gz", APPROVED, parent="base-1")
    (tmp_path / "model.tar.gz").write_bytes(b"other weights")
    again = registry.register("job-1", tmp_path / "model.tar.gz", APPROVED, parent="base-1")

    assert again == first
    stored = clients.s3.get_object(Bucket=BUCKET, Key="models/job-1/model.tar.gz")
    assert stored["Body"].read() == b"weights"


def test_the_registry_records_a_decision(
    sagemaker: FakeSageMaker, clients: Clients, settings: Settings, tmp_path: Path
) -> None:
    registry = Registry(clients, settings)
    (tmp_path / "model.tar.gz").write_bytes(b"weights")
    made = registry.register("job-1", tmp_path / "model.tar.gz", APPROVED)

    registry.set_approval(made, REJECTED, "not better:\n  F1 0.9 against 0.8")

    assert registry.get("job-1").approval == REJECTED
    (package,) = sagemaker.packages.values()
    assert package["ApprovalDescription"] == "not better: F1 0.9 against 0.8"


def test_the_registry_names_a_version_that_it_lacks(sagemaker, clients, settings) -> None:
    with pytest.raises(UnknownVersionError, match="job-9 is not in"):
        Registry(clients, settings).get("job-9")


def _ring(clients: Clients, name: str) -> None:
    clients.cloudwatch.put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/SageMaker",
        MetricName="Invocation5XXErrors",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1.0,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
    )
    clients.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="test")


def _guarded(clients: Clients, settings: Settings) -> Endpoints:
    return Endpoints(clients, replace(settings, rollback_alarms=("errors", "latency")))


def test_switch_is_refused_while_an_alarm_rings_already(
    endpoints: Endpoints, sagemaker: FakeSageMaker, clients: Clients, settings: Settings
) -> None:
    _ring(clients, "errors")
    guarded = _guarded(clients, settings)
    guarded.prepare(version("job-2"))

    with pytest.raises(DeploymentError, match="not switched to job-2: errors rings already"):
        guarded.switch(version("job-2"))

    assert sagemaker.updates == []


def test_switch_despite_an_alarm_is_guarded_by_the_others(
    endpoints: Endpoints, sagemaker: FakeSageMaker, clients: Clients, settings: Settings
) -> None:
    _ring(clients, "errors")
    guarded = _guarded(clients, settings)
    guarded.prepare(version("job-2"))

    guarded.switch(version("job-2"), despite_alarms=True)

    rollback = sagemaker.updates[0]["DeploymentConfig"]["AutoRollbackConfiguration"]
    assert rollback == {"Alarms": [{"AlarmName": "latency"}]}


@pytest.mark.parametrize(("instances", "interval"), [(1, 0), (2, 240)])
def test_switch_bakes_the_new_version_before_the_old_one_goes(
    endpoints: Endpoints,
    sagemaker: FakeSageMaker,
    clients: Clients,
    settings: Settings,
    instances: int,
    interval: int,
) -> None:
    baked = Endpoints(
        clients, replace(settings, bake_seconds=240, endpoint_instance_count=instances)
    )
    baked.prepare(version("job-2"))

    baked.switch(version("job-2"))

    policy = sagemaker.updates[0]["DeploymentConfig"]["BlueGreenUpdatePolicy"]
    assert policy["TrafficRoutingConfiguration"]["WaitIntervalInSeconds"] == interval
    assert policy["TerminationWaitInSeconds"] == 240
    assert policy["MaximumExecutionTimeoutInSeconds"] == 1800 + 2 * 240


def test_what_is_made_is_tagged(endpoints: Endpoints, sagemaker: FakeSageMaker) -> None:
    name, tags = (
        "ngwaf-test-waf-base-1",
        [
            {"Key": "project", "Value": "ngwaf"},
            {"Key": "managed-by", "Value": "pipeline"},
        ],
    )

    made = [sagemaker.models[name], sagemaker.configs[name], sagemaker.endpoint]

    assert [each["Tags"] for each in made] == [tags, tags, tags]
