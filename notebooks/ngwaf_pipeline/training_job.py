"""The SageMaker training job that fine-tunes the champion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from ngwaf_model.archive import tar_gz

from .clients import Clients
from .settings import Settings
from .source_archive import files_below
from .storage import upload
from .times import poll

_MAX_RUNTIME_SECONDS = 3000
_ENDED = ("Completed", "Failed", "Stopped")


class TrainingFailedError(Exception):
    """The training job did not complete; the message is SageMaker's reason."""


def _channel(name: str, prefix: str) -> dict[str, Any]:
    source = {
        "S3DataType": "S3Prefix",
        "S3Uri": prefix,
        "S3DataDistributionType": "FullyReplicated",
    }
    return {"ChannelName": name, "DataSource": {"S3DataSource": source}}


class TrainingJobs:
    """Script-mode training in the scikit-learn container that AWS provides."""

    def __init__(self, clients: Clients, settings: Settings) -> None:
        self._sagemaker = clients.sagemaker
        self._s3 = clients.s3
        self._settings = settings

    def upload_source(self, code: Path, scratch: str, work: Path) -> str:
        """Packs `container/` and `ngwaf_model/` and stores them; the archive's address."""
        model = files_below(code / "ngwaf_model", "ngwaf_model/")
        archive = work / "sourcedir.tar.gz"
        archive.write_bytes(tar_gz({**files_below(code / "container"), **model}))
        return upload(self._s3, archive, f"{scratch}source/sourcedir.tar.gz")

    def start(
        self,
        name: str,
        source: str,
        channels: dict[str, str],
        output: str,
        hyperparameters: dict[str, Any],
    ) -> None:
        """Starts the job; one of the same name that exists is the one that was asked for."""
        script = {"sagemaker_program": "train.py", "sagemaker_submit_directory": source}
        encoded = {key: json.dumps(value) for key, value in {**script, **hyperparameters}.items()}
        try:
            self._sagemaker.create_training_job(
                TrainingJobName=name,
                RoleArn=self._settings.execution_role_arn,
                AlgorithmSpecification={
                    "TrainingImage": self._settings.training_image,
                    "TrainingInputMode": "File",
                },
                HyperParameters=encoded,
                InputDataConfig=[_channel(*channel) for channel in channels.items()],
                OutputDataConfig={"S3OutputPath": output},
                ResourceConfig={
                    "InstanceType": self._settings.training_instance_type,
                    "InstanceCount": 1,
                    "VolumeSizeInGB": 10,
                },
                StoppingCondition={"MaxRuntimeInSeconds": _MAX_RUNTIME_SECONDS},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceInUse":
                raise

    def wait(self, name: str) -> str:
        """Waits until the job has completed; the address of its model.tar.gz.

        Raises TrainingFailedError when it failed or was stopped.
        """

        def ended() -> str | None:
            status = self._sagemaker.describe_training_job(TrainingJobName=name)[
                "TrainingJobStatus"
            ]
            return str(status) if status in _ENDED else None

        status = poll(ended, _MAX_RUNTIME_SECONDS + 900, f"training job {name}")
        job = self._sagemaker.describe_training_job(TrainingJobName=name)
        if status != "Completed":
            reason = job.get("FailureReason", "no reason given")
            raise TrainingFailedError(f"training job {name} is {status}: {reason}")
        return str(job["ModelArtifacts"]["S3ModelArtifacts"])
