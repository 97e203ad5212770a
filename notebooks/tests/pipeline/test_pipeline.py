"""The six steps with the sample data set: real split, real training process, real gate."""

from __future__ import annotations

import hashlib
import json
import re
import time
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber

from ngwaf_model.archive import extract, tar_gz
from ngwaf_pipeline.champion import BASE_ARTEFACT, base_version
from ngwaf_pipeline.clients import Clients
from ngwaf_pipeline.current_job import CurrentJob
from ngwaf_pipeline.data import DataError, read_rows, write_rows
from ngwaf_pipeline.gate import Policy, Verdict
from ngwaf_pipeline.job_store import JobStore
from ngwaf_pipeline.pipeline import Pipeline
from ngwaf_pipeline.settings import Settings
from ngwaf_pipeline.storage import CorruptObjectError
from ngwaf_pipeline.training_job import TrainingFailedError

from .conftest import BUCKET, JOB_KEY, Table
from .fake_sagemaker import FakeSageMaker

SAMPLE = Path(__file__).parents[2] / "sample" / "traffic.csv"
# What the steps do with the sample they do with a part of it, in less time.
ROWS = 800


@pytest.fixture(scope="module")
def traffic(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The first rows of the sample, as a file."""
    path = tmp_path_factory.mktemp("sample") / "traffic.csv"
    return write_rows(path, read_rows(SAMPLE)[:ROWS]).read_bytes()


@pytest.fixture
def sagemaker(clients: Clients, tmp_path: Path) -> FakeSageMaker:
    fake = FakeSageMaker(clients.s3, tmp_path / "sagemaker")
    clients.__dict__.update(sagemaker=fake, runtime=fake)
    return fake


@pytest.fixture
def pipeline(
    sagemaker: FakeSageMaker,
    clients: Clients,
    settings: Settings,
    table: Table,
    store: JobStore,
    traffic: bytes,
    tmp_path: Path,
) -> Pipeline:
    _put_data_set(clients, table, traffic)
    return Pipeline(settings, clients, CurrentJob.find(store), tmp_path / "work")


def _put_data_set(clients: Clients, table: Table, snapshot: bytes, **fields: Any) -> None:
    """A job whose snapshot is not the file itself, as its two hashes say."""
    key = f"_tmp_train/{JOB_KEY}/data.csv"
    clients.s3.put_object(Bucket=BUCKET, Key=key, Body=snapshot)
    table.put_job(
        data_set={
            "snapshot": f"s3://{BUCKET}/{key}",
            "sha256": "of the file that the user has",
            "snapshot_sha256": hashlib.sha256(snapshot).hexdigest(),
        },
        **fields,
    )


def _until_verdict(pipeline: Pipeline, policy: Policy) -> Verdict:
    split = pipeline.prepare_data(0.2, 0.1)
    champion = pipeline.prepare_existing_model()
    challenger = pipeline.train(champion, {})
    verdict = pipeline.evaluate(champion, challenger, split, policy)
    pipeline.deploy(champion, challenger, verdict)
    return verdict


def test_a_better_model_goes_live(
    pipeline: Pipeline, sagemaker: FakeSageMaker, clients: Clients
) -> None:
    verdict = _until_verdict(pipeline, Policy())
    pipeline.log()

    base = base_version(BASE_ARTEFACT)
    job = pipeline.job.read()
    assert verdict.is_promoted, verdict.reason
    assert job["outcome"] == "promoted"
    assert job["previous_endpoint_config"] == f"ngwaf-test-waf-{base}"
    assert sagemaker.endpoint["EndpointConfigName"] == f"ngwaf-test-waf-{JOB_KEY}"
    assert sagemaker.approvals() == {base: "Approved", JOB_KEY: "Approved"}
    assert {len(column) for column in job["model_diagnostics"].values()} == {9}
    performance = job["model_performance"]
    assert performance["roc_auc_score"] > performance["champion_roc_auc_score"]
    assert performance["test"]["recall"] > 0.9 > 0.4 > performance["champion_test"]["recall"]
    before = float(performance["champion_regression"]["recall"])
    assert float(performance["regression"]["recall"]) > before - 0.01
    clients.s3.head_object(Bucket=BUCKET, Key=f"models/{JOB_KEY}/model.tar.gz")


def test_a_model_that_is_not_good_enough_stays_out(
    pipeline: Pipeline, sagemaker: FakeSageMaker
) -> None:
    verdict = _until_verdict(pipeline, Policy(regression_margin=-1.0))

    base = base_version(BASE_ARTEFACT)
    assert not verdict.is_promoted
    assert pipeline.job.read()["outcome"] == "rejected"
    assert sagemaker.endpoint["EndpointConfigName"] == f"ngwaf-test-waf-{base}"
    assert sagemaker.approvals() == {base: "Approved", JOB_KEY: "Rejected"}
    assert set(sagemaker.configs) == {f"ngwaf-test-waf-{base}"}


def _artefact_of_another_format(folder: Path) -> Path:
    """The base model as a release with other features made it: its own code alone can read it."""
    extract(BASE_ARTEFACT, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["features"]["format"] = 999
    (folder / "manifest.json").write_text(json.dumps(manifest))
    features = folder / "code" / "ngwaf_model" / "features.py"
    code, changed = re.subn(
        r"^FEATURE_FORMAT = .*$", "FEATURE_FORMAT = 999", features.read_text(), flags=re.MULTILINE
    )
    assert changed == 1
    features.write_text(code)
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    archive = folder.with_suffix(".tar.gz")
    archive.write_bytes(tar_gz(files))
    return archive


def test_a_champion_of_another_format_is_scored_by_its_own_code(
    pipeline: Pipeline, sagemaker: FakeSageMaker, tmp_path: Path
) -> None:
    archive = _artefact_of_another_format(tmp_path / "other")
    old = pipeline._registry.register("job-old", archive, "Approved")
    pipeline._serving.create(old)

    verdict = _until_verdict(pipeline, Policy())

    base = base_version(BASE_ARTEFACT)
    performance = pipeline.job.read()["model_performance"]
    parents = {
        package["CustomerMetadataProperties"]["version"]: package["CustomerMetadataProperties"]
        for package in sagemaker.packages.values()
    }
    assert verdict.is_promoted, verdict.reason
    assert performance["champion"] == "job-old"
    assert 0.1 < performance["champion_test"]["recall"] < 0.4
    assert parents[JOB_KEY]["parent"] == base


def test_no_test_row_s_text_is_in_training(pipeline: Pipeline) -> None:
    from ngwaf_model.payload import normalised_text

    split = pipeline.prepare_data(0.2, 0.1)

    seen = {normalised_text(row.payload, row.is_url) for row in split.train + split.validation}
    assert not [row for row in split.test if normalised_text(row.payload, row.is_url) in seen]


_ODD_ROWS = (
    b"x=1&password=hunter2,0,FALSE\n"
    b"<script>alert(document.cookie)</script>,0,FALSE\n"
    b"both ways,0,FALSE\nboth ways,1,FALSE\n"
)


@pytest.mark.parametrize("keep", [False, True])
def test_rows_that_cannot_be_right_are_reported_and_held_back(
    pipeline: Pipeline,
    clients: Clients,
    settings: Settings,
    table: Table,
    store: JobStore,
    traffic: bytes,
    tmp_path: Path,
    keep: bool,
) -> None:
    _put_data_set(clients, table, traffic + _ODD_ROWS, keep_contradicting_rows=keep)
    pipeline = Pipeline(settings, clients, CurrentJob.find(store), tmp_path / "work")

    split = pipeline.prepare_data(0.2, 0.1)

    quality = pipeline.job.read()["data_quality"]
    # The odd rows stand behind the others: the first has a secret, the second is an attack.
    attack, *both_labels = (traffic.count(b"\n") + number for number in (2, 3, 4))
    report = f"jobs/{JOB_KEY}/data-report.csv"
    assert quality == {
        "duplicates": 2,
        "contradicting_labels": {"rows": 2, "lines": both_labels},
        "contradicting_base_model": {"rows": 1, "lines": [attack], "held_back": not keep},
        "report": f"s3://{BUCKET}/{report}",
    }
    body = clients.s3.get_object(Bucket=BUCKET, Key=report)["Body"].read().decode()
    lines = [line.split(",")[0] for line in body.splitlines()]
    assert lines == ["line", *map(str, [attack, *both_labels])]
    payloads = [row.payload for row in split.train + split.validation + split.test]
    assert ("<script>alert(document.cookie)</script>" in payloads) is keep
    assert "both ways" not in payloads
    assert "x=1&password=masked" in payloads


def test_a_snapshot_of_an_earlier_release_is_known_by_the_files_hash(
    pipeline: Pipeline, clients: Clients, settings: Settings, table: Table, store: JobStore
) -> None:
    data_set = pipeline.job.data_set
    table.put_job(
        data_set={"snapshot": data_set["snapshot"], "sha256": data_set["snapshot_sha256"]}
    )
    job = CurrentJob.find(store)

    split = Pipeline(settings, clients, job, pipeline._work / "again").prepare_data(0.2, 0.1)

    assert split.train


def test_a_snapshot_that_somebody_changed_is_refused(
    pipeline: Pipeline, clients: Clients, traffic: bytes
) -> None:
    key = f"_tmp_train/{JOB_KEY}/data.csv"
    clients.s3.put_object(Bucket=BUCKET, Key=key, Body=traffic + b"\n")

    with pytest.raises(CorruptObjectError):
        pipeline.prepare_data(0.2, 0.1)


def test_a_data_set_of_which_too_little_is_left_says_how_much_was_left_out(
    pipeline: Pipeline, clients: Clients, settings: Settings, table: Table, store: JobStore
) -> None:
    rows = [f"word {n} of,0,FALSE\nword {n} of,1,FALSE\n" for n in range(30)]
    _put_data_set(clients, table, "".join(["payload,label,is_url\n", *rows]).encode())
    job = CurrentJob.find(store)

    with pytest.raises(DataError, match=r"found 0; .* \(60 rows were left out\)"):
        Pipeline(settings, clients, job, pipeline._work / "again").prepare_data(0.2, 0.1)


def test_a_training_job_that_fails_gives_its_reason(pipeline: Pipeline) -> None:
    pipeline.prepare_data(0.2, 0.1)

    with pytest.raises(TrainingFailedError, match="invalid float value"):
        pipeline.train(pipeline.prepare_existing_model(), {"row-weight": "heavy"})


@pytest.mark.parametrize(
    ("status", "reason", "expected"),
    [
        ("Failed", "exit code: 1", "exit code: 1\nThe end of its log:\nbegin\nKeyError: 'rows'"),
        ("Failed", "KeyError: 'rows', exit code: 1", "Failed: KeyError: 'rows', exit code: 1"),
        ("Stopped", "stopped", "Stopped: stopped"),
    ],
)
def test_a_training_job_that_fails_gives_the_end_of_its_log(
    pipeline: Pipeline,
    sagemaker: FakeSageMaker,
    clients: Clients,
    status: str,
    reason: str,
    expected: str,
) -> None:
    stream = {"logGroupName": "/aws/sagemaker/TrainingJobs", "logStreamName": "job-1/algo-1-1"}
    clients.logs.create_log_group(logGroupName=stream["logGroupName"])
    clients.logs.create_log_stream(**stream)
    now = int(time.time() * 1000)
    lines = [{"timestamp": now, "message": text} for text in ("begin", "KeyError: 'rows'")]
    clients.logs.put_log_events(**stream, logEvents=lines)
    sagemaker.jobs["job-1"] = {"TrainingJobStatus": status, "FailureReason": reason}

    with pytest.raises(TrainingFailedError) as caught:
        pipeline._training_jobs.wait("job-1")

    assert str(caught.value).endswith(expected)


def test_old_versions_that_stay_do_not_fail_the_job(
    pipeline: Pipeline, sagemaker: FakeSageMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "List")

    sagemaker._list_endpoint_configs = refuse  # type: ignore[method-assign]
    pipeline.prepare_existing_model()

    pipeline.log()

    assert "Could not remove old versions" in capsys.readouterr().out
    assert "training_completion_time" in pipeline.job.read()


def test_the_last_step_reports_and_stops_the_instance(
    pipeline: Pipeline, sagemaker: FakeSageMaker
) -> None:
    sfn = boto3.client("stepfunctions", region_name="us-east-1")
    pipeline._reports._sfn = sfn
    with Stubber(sfn) as stubber:
        stubber.add_response("send_task_success", {}, {"taskToken": "token-1", "output": ANY})

        pipeline.shut_down(Verdict(True, "better"))

        stubber.assert_no_pending_responses()
    assert sagemaker.stopped_notebooks == ["ngwaf-test-training"]
