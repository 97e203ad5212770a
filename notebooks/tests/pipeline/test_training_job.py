"""What a training job is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ngwaf_pipeline.clients import Clients
from ngwaf_pipeline.settings import Settings
from ngwaf_pipeline.training_job import TrainingJobs


class _Recorder:
    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def create_training_job(self, **arguments: Any) -> None:
        self.asked = arguments


@pytest.fixture
def sagemaker(clients: Clients) -> _Recorder:
    recorder = _Recorder()
    clients.__dict__.update(sagemaker=recorder)
    return recorder


def start(clients: Clients, settings: Settings) -> None:
    TrainingJobs(clients, settings).start(
        "job", "s3://b/source/", {"train": "s3://b/train/"}, "s3://b/output", {}
    )


def test_the_container_has_no_network_and_its_code_by_a_channel(
    sagemaker: _Recorder, clients: Clients, settings: Settings
) -> None:
    start(clients, settings)

    channels = {
        channel["ChannelName"]: channel["DataSource"]["S3DataSource"]["S3Uri"]
        for channel in sagemaker.asked["InputDataConfig"]
    }
    assert sagemaker.asked["EnableNetworkIsolation"] is True
    assert channels == {"train": "s3://b/train/", "code": "s3://b/source/"}
    assert "s3://" not in sagemaker.asked["HyperParameters"]["sagemaker_submit_directory"]


def test_volume_and_output_are_encrypted_with_the_customer_s_key(
    sagemaker: _Recorder, clients: Clients, settings: Settings
) -> None:
    start(clients, settings)
    assert "VolumeKmsKeyId" not in sagemaker.asked["ResourceConfig"]
    assert "KmsKeyId" not in sagemaker.asked["OutputDataConfig"]

    start(clients, replace(settings, kms_key_arn="arn:key"))
    assert sagemaker.asked["ResourceConfig"]["VolumeKmsKeyId"] == "arn:key"
    assert sagemaker.asked["OutputDataConfig"]["KmsKeyId"] == "arn:key"
