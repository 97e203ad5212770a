"""The SageMaker training job that fine-tunes the champion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from ngwaf_model.archive import tar_gz

from .clients import Clients
from .endpoints import tag_list
from .settings import Settings
from .source_archive import files_below
from .storage import upload
from .times import poll

_MAX_RUNTIME_SECONDS = 3000
_ENDED = ("Completed", "Failed", "Stopped")
# Where SageMaker puts the channel with our code, which the container unpacks from there.
_CODE_CHANNEL = "code"
_CODE_ARCHIVE = f"/opt/ml/input/data/{_CODE_CHANNEL}/sourcedir.tar.gz"
_LOG_GROUP = "/aws/sagemaker/TrainingJobs"
_LOG_LINES = 20
_LOG_CHARACTERS = 500


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
    """Script-mode training in the scikit-learn container that AWS provides.

    The container has no network: SageMaker hands it data and code, and takes the model from it.
    """

    def __init__(self, clients: Clients, settings: Settings) -> None:
        self._sagemaker = clients.sagemaker
        self._clients = clients
        self._s3 = clients.s3
        self._settings = settings

    def upload_source(self, code: Path, scratch: str, work: Path) -> str:
        """Packs `container/` and `ngwaf_model/` and stores them; the address above the archive."""
        model = files_below(code / "ngwaf_model", "ngwaf_model/")
        archive = work / "sourcedir.tar.gz"
        archive.write_bytes(tar_gz({**files_below(code / "container"), **model}))
        upload(self._s3, archive, f"{scratch}source/sourcedir.tar.gz")
        return f"{scratch}source/"

    def start(
        self,
        name: str,
        source: str,
        channels: dict[str, str],
        output: str,
        hyperparameters: dict[str, Any],
    ) -> None:
        """Starts the job; one of the same name that exists is the one that was asked for."""
        script = {"sagemaker_program": "train.py", "sagemaker_submit_directory": _CODE_ARCHIVE}
        key_arn = self._settings.kms_key_arn
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
                InputDataConfig=[
                    _channel(*channel) for channel in {**channels, _CODE_CHANNEL: source}.items()
                ],
                OutputDataConfig={
                    "S3OutputPath": output,
                    **({"KmsKeyId": key_arn} if key_arn else {}),
                },
                ResourceConfig={
                    "InstanceType": self._settings.training_instance_type,
                    "InstanceCount": 1,
                    "VolumeSizeInGB": 10,
                    **({"VolumeKmsKeyId": key_arn} if key_arn else {}),
                },
                EnableNetworkIsolation=True,
                StoppingCondition={"MaxRuntimeInSeconds": _MAX_RUNTIME_SECONDS},
                Tags=tag_list(self._settings),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceInUse":
                raise

    def wait(self, name: str) -> str:
        """Waits until the job has completed; the address of its model.tar.gz.

        Raises TrainingFailedError when it failed or was stopped, with the end of its log where
        SageMaker's reason does not hold that already.
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
            lines = self._last_lines(name) if status == "Failed" else []
            if lines and lines[-1] not in reason:
                end = "\n".join(lines)[-_LOG_CHARACTERS:]
                reason = f"{reason}\nThe end of its log:\n{end}"
            raise TrainingFailedError(f"training job {name} is {status}: {reason}")
        return str(job["ModelArtifacts"]["S3ModelArtifacts"])

    def _last_lines(self, name: str) -> list[str]:
        """The end of the job's log; nothing where there is none (yet)."""
        logs = self._clients.logs
        try:
            streams = logs.describe_log_streams(
                logGroupName=_LOG_GROUP, logStreamNamePrefix=f"{name}/", limit=1
            )["logStreams"]
            if not streams:
                return []
            events = logs.get_log_events(
                logGroupName=_LOG_GROUP,
                logStreamName=streams[0]["logStreamName"],
                limit=_LOG_LINES,
                startFromHead=False,
            )["events"]
        except (BotoCoreError, ClientError) as error:  # That the job failed matters more.
            print(f"Could not read the log of {name}: {error}", flush=True)
            return []
        return [line for event in events if (line := str(event["message"]).strip())]
