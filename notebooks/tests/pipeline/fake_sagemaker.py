"""SageMaker in memory, as far as the pipeline uses it; training jobs really run `train.py`."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from ngwaf_pipeline.storage import download, split_address


def _error(code: str, message: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "Operation")


class _Pages:
    def __init__(self, pages: Any) -> None:
        self._pages = pages

    def paginate(self, **arguments: Any) -> Any:
        return self._pages(**arguments)


class FakeSageMaker:
    """The control plane.

    `refuses_switch` makes it roll back silently, as alarms do; `loses_endpoint` has somebody delete
    the endpoint while it is switched.
    """

    def __init__(self, s3: Any, work: Path) -> None:
        self._s3 = s3
        self._work = work
        self.models: dict[str, Any] = {}
        self.configs: dict[str, Any] = {}
        self.packages: dict[str, Any] = {}
        self.jobs: dict[str, Any] = {}
        self.endpoint: dict[str, Any] | None = None
        self.updates: list[dict[str, Any]] = []
        self.refuses_switch = False
        self.loses_endpoint = False
        self.stopped_notebooks: list[str] = []

    def get_paginator(self, operation: str) -> _Pages:
        return _Pages(getattr(self, f"_{operation}"))

    # Endpoints.

    def describe_endpoint(self, EndpointName: str) -> dict[str, Any]:  # noqa: N803
        if self.endpoint is None:
            raise _error("ValidationException", f'Could not find endpoint "{EndpointName}".')
        return self.endpoint

    def create_model(self, **arguments: Any) -> None:
        self._add(self.models, arguments["ModelName"], arguments)

    def create_endpoint_config(self, **arguments: Any) -> None:
        self._add(self.configs, arguments["EndpointConfigName"], arguments)

    def create_endpoint(self, **arguments: Any) -> None:
        if self.endpoint:
            raise _error("ValidationException", "Cannot create already existing endpoint")
        self.endpoint = {**arguments, "EndpointStatus": "InService"}

    def update_endpoint(self, **arguments: Any) -> None:
        self.updates.append(arguments)
        if self.loses_endpoint:
            self.endpoint = None
        elif not self.refuses_switch:
            self.endpoint = {**arguments, "EndpointStatus": "InService"}

    def delete_endpoint_config(self, EndpointConfigName: str) -> None:  # noqa: N803
        self._remove(self.configs, EndpointConfigName, "endpoint configuration")

    def delete_model(self, ModelName: str) -> None:  # noqa: N803
        self._remove(self.models, ModelName, "model")

    def _list_endpoint_configs(self, NameContains: str, **_: Any) -> Any:  # noqa: N803
        newest_first = [name for name in reversed(self.configs) if NameContains in name]
        yield {"EndpointConfigs": [{"EndpointConfigName": name} for name in newest_first]}

    @staticmethod
    def _remove(existing: dict[str, Any], name: str, what: str) -> None:
        if existing.pop(name, None) is None:
            raise _error("ValidationException", f'Could not find {what} "{name}".')

    @staticmethod
    def _add(existing: dict[str, Any], name: str, value: Any) -> None:
        if name in existing:
            raise _error("ValidationException", f"Cannot create already existing {name}")
        existing[name] = value

    def invoke_endpoint(self, **_: Any) -> dict[str, Any]:
        model = self.models[self.endpoint["EndpointConfigName"]]
        version = model["PrimaryContainer"]["Environment"]["NGWAF_MODEL_VERSION"]
        return {"Body": io.BytesIO(json.dumps({"model": version}).encode())}

    # Registry.

    def create_model_package(self, **arguments: Any) -> dict[str, str]:
        arn = f"arn:package/{len(self.packages) + 1}"
        self.packages[arn] = {**arguments, "ModelPackageArn": arn}
        return {"ModelPackageArn": arn}

    def update_model_package(self, ModelPackageArn: str, **changes: Any) -> None:  # noqa: N803
        package = self.packages[ModelPackageArn]
        # Properties are added to those that there are, as in the service.
        package["CustomerMetadataProperties"].update(changes.pop("CustomerMetadataProperties", {}))
        package.update(changes)

    def describe_model_package(self, ModelPackageName: str) -> dict[str, Any]:  # noqa: N803
        return self.packages[ModelPackageName]

    def _list_model_packages(self, **_: Any) -> Any:
        yield {"ModelPackageSummaryList": list(self.packages.values())}

    def approvals(self) -> dict[str, str]:
        """Approval status by version."""
        return {
            package["CustomerMetadataProperties"]["version"]: package["ModelApprovalStatus"]
            for package in self.packages.values()
        }

    # Training.

    def create_training_job(self, **arguments: Any) -> None:
        name = arguments["TrainingJobName"]
        if name in self.jobs:
            raise _error("ResourceInUse", "Job name must be unique")
        root = self._work / name
        environment = {**os.environ, "SM_MODEL_DIR": str(root / "model")}
        for channel in arguments["InputDataConfig"]:
            folder = root / channel["ChannelName"]
            environment[f"SM_CHANNEL_{channel['ChannelName'].upper()}"] = str(folder)
            self._fetch(channel["DataSource"]["S3DataSource"]["S3Uri"], folder)
        given = {k: json.loads(v) for k, v in arguments["HyperParameters"].items()}
        assert arguments["EnableNetworkIsolation"]
        source = root / Path(given.pop("sagemaker_submit_directory")).relative_to(
            "/opt/ml/input/data"
        )
        with tarfile.open(source) as archive:
            archive.extractall(root / "code", filter="data")
        command = [sys.executable, given.pop("sagemaker_program")]
        for option, value in given.items():
            command += [f"--{option}", str(value)]
        environment["PYTHONPATH"] = str(root / "code")
        done = subprocess.run(
            command,
            cwd=root / "code",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            self.jobs[name] = {"TrainingJobStatus": "Failed", "FailureReason": done.stderr[-1000:]}
            return
        output = f"{arguments['OutputDataConfig']['S3OutputPath']}/{name}/output/model.tar.gz"
        with tarfile.open(root / "model.tar.gz", "w:gz") as archive:
            archive.add(root / "model", ".")
        bucket, key = split_address(output)
        self._s3.upload_file(str(root / "model.tar.gz"), bucket, key)
        self.jobs[name] = {
            "TrainingJobStatus": "Completed",
            "ModelArtifacts": {"S3ModelArtifacts": output},
        }

    def describe_training_job(self, TrainingJobName: str) -> dict[str, Any]:  # noqa: N803
        return self.jobs[TrainingJobName]

    def _fetch(self, prefix: str, folder: Path) -> None:
        bucket, key = split_address(prefix)
        listed = self._s3.list_objects_v2(Bucket=bucket, Prefix=key)
        for entry in listed["Contents"]:
            name = entry["Key"].rsplit("/", 1)[-1]
            download(self._s3, f"s3://{bucket}/{entry['Key']}", folder / name)

    # The notebook instance.

    def stop_notebook_instance(self, NotebookInstanceName: str) -> None:  # noqa: N803
        self.stopped_notebooks.append(NotebookInstanceName)
