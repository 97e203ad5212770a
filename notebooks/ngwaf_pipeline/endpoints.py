"""The live endpoint: created once, switched between versions, never left half-way."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from .champion_record import ChampionRecord
from .clients import Clients
from .contracts import version_resource_name
from .registry import Version
from .settings import Settings
from .times import poll

VARIANT = "live"
# For new instances to start, besides the time that they bake.
_START_SECONDS = 1800.0


class DeploymentError(Exception):
    """The endpoint does not serve what it was asked to serve."""


def _is_absent(error: ClientError) -> bool:
    return error.response["Error"]["Code"] == "ValidationException" and (
        "could not find" in str(error).lower()
    )


def _delete(delete: Any, **arguments: Any) -> None:
    try:
        delete(**arguments)
    except ClientError as error:
        if not _is_absent(error):
            raise


def tag_list(settings: Settings) -> list[dict[str, str]]:
    """The tags of what the pipeline makes, as SageMaker takes them."""
    return [{"Key": key, "Value": value} for key, value in settings.tags]


class Endpoints:
    """One model's live endpoint and the endpoint configs of its versions."""

    def __init__(self, clients: Clients, settings: Settings) -> None:
        self._clients = clients
        self._sagemaker = clients.sagemaker
        self._runtime = clients.runtime
        self._settings = settings
        self._record = ChampionRecord(clients, settings)

    def _describe(self) -> dict[str, Any] | None:
        try:
            answer = self._sagemaker.describe_endpoint(EndpointName=self._settings.endpoint)
        except ClientError as error:
            if _is_absent(error):
                return None
            raise
        return dict(answer)

    def live_config(self) -> str | None:
        """Name of the config that the endpoint serves; None if there is no endpoint."""
        endpoint = self._describe()
        return None if endpoint is None else str(endpoint["EndpointConfigName"])

    def live_version(self) -> str | None:
        """The version that the endpoint serves; None if there is no endpoint."""
        config = self.live_config()
        return None if config is None else config.removeprefix(f"{self._settings.endpoint}-")

    def can_serve(self, version: Version) -> bool:
        """Always: a version is served by the code that it carries."""
        return True

    def prepare(self, version: Version) -> str:
        """Makes the SageMaker model and endpoint config of a version; the config's name."""
        name = version_resource_name(self._settings.endpoint, version.version)
        self._create(
            self._sagemaker.create_model,
            ModelName=name,
            ExecutionRoleArn=self._settings.execution_role_arn,
            # Whatever a model has learnt, it can tell nobody but its caller.
            EnableNetworkIsolation=True,
            PrimaryContainer={
                "Image": self._settings.serving_image,
                "ModelDataUrl": version.artefact,
                "Environment": {
                    "SAGEMAKER_PROGRAM": "inference.py",
                    "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code",
                    "NGWAF_MODEL_VERSION": version.version,
                    # The container installs the code with pip, which would fetch its build tools
                    # from the package index: an instance must start without it. (0 means: none.)
                    "PIP_NO_BUILD_ISOLATION": "0",
                },
            },
            Tags=tag_list(self._settings),
        )
        self._create(
            self._sagemaker.create_endpoint_config,
            EndpointConfigName=name,
            **({"KmsKeyId": key_arn} if (key_arn := self._settings.kms_key_arn) else {}),
            ProductionVariants=[
                {
                    "VariantName": VARIANT,
                    "ModelName": name,
                    "InstanceType": self._settings.endpoint_instance_type,
                    "InitialInstanceCount": self._settings.endpoint_instance_count,
                }
            ],
            Tags=tag_list(self._settings),
        )
        return name

    @staticmethod
    def _create(create: Any, **arguments: Any) -> None:
        try:
            create(**arguments)
        except ClientError as error:
            # Names follow from the version, so what exists already is what was asked for.
            if "already exist" not in str(error).lower():
                raise

    def create(self, version: Version) -> None:
        """Creates the endpoint with its first version and waits until it serves it."""
        config = self.prepare(version)
        self._create(
            self._sagemaker.create_endpoint,
            EndpointName=self._settings.endpoint,
            EndpointConfigName=config,
            Tags=tag_list(self._settings),
        )
        self._verify(config, version.version)
        self.announce(version)

    def switch(self, version: Version, despite_alarms: bool = False) -> None:
        """Switches to a version's config, which `prepare` made, losing no request.

        Alarms that ring before the switch would take every version back, a cure included: it is
        refused then, or with `despite_alarms` guarded by the other alarms alone.

        Raises DeploymentError when the endpoint serves anything else afterwards: a roll-back that
        SageMaker made by itself is a failed deployment.
        """
        ringing = self._ringing_alarms()
        if ringing and not despite_alarms:
            raise DeploymentError(
                f"not switched to {version.version}: {' and '.join(ringing)} rings already, so "
                "that any version would be taken back. Find out why; a switch by hand can be made "
                "despite it (--despite-alarms)"
            )
        config = version_resource_name(self._settings.endpoint, version.version)
        guards = [name for name in self._settings.rollback_alarms if name not in ringing]
        self._sagemaker.update_endpoint(
            EndpointName=self._settings.endpoint,
            EndpointConfigName=config,
            DeploymentConfig=self._guardrails(guards),
        )
        self._verify(config, version.version)
        self.announce(version)

    def announce(self, version: Version) -> None:
        """Writes that a version is live, for functions that score in process; raises
        DeploymentError."""
        try:
            self._record.write(version)
        except (BotoCoreError, ClientError) as error:
            raise DeploymentError(
                f"{version.version} is live, and could not be written to be: {error}"
            ) from error

    def _ringing_alarms(self) -> list[str]:
        """Those of the alarms that guard switches that ring now."""
        names = list(self._settings.rollback_alarms)
        if not names:
            return []
        answer = self._clients.cloudwatch.describe_alarms(
            AlarmNames=names, AlarmTypes=["MetricAlarm", "CompositeAlarm"]
        )
        alarms = [*answer.get("MetricAlarms", []), *answer.get("CompositeAlarms", [])]
        return [str(alarm["AlarmName"]) for alarm in alarms if alarm["StateValue"] == "ALARM"]

    def _guardrails(self, alarms: list[str]) -> dict[str, Any]:
        """Blue/green; a canary where there is more than one instance; back when an alarm rings.

        Alarms are watched while a version bakes: the canary once, and then the whole fleet before
        the one before it is ended.
        """
        bake = self._settings.bake_seconds
        routing: dict[str, Any] = {"Type": "ALL_AT_ONCE", "WaitIntervalInSeconds": 0}
        if self._settings.endpoint_instance_count >= 2:
            routing = {
                "Type": "CANARY",
                "CanarySize": {"Type": "INSTANCE_COUNT", "Value": 1},
                "WaitIntervalInSeconds": bake,
            }
        config: dict[str, Any] = {
            "BlueGreenUpdatePolicy": {
                "TrafficRoutingConfiguration": routing,
                "TerminationWaitInSeconds": bake,
                # Has to be longer than all waits together.
                "MaximumExecutionTimeoutInSeconds": int(_START_SECONDS) + 2 * bake,
            }
        }
        if alarms:
            config["AutoRollbackConfiguration"] = {
                "Alarms": [{"AlarmName": name} for name in alarms]
            }
        return config

    def _verify(self, config: str, version: str) -> None:
        def settled() -> str | None:
            # One that somebody deleted meanwhile never settles: it must not be waited for.
            status = (self._describe() or {}).get("EndpointStatus", "Deleted")
            return (
                None if str(status) in ("Creating", "Updating", "SystemUpdating") else str(status)
            )

        seconds = _START_SECONDS + 2 * self._settings.bake_seconds
        status = poll(settled, seconds, f"switching {self._settings.endpoint}")
        endpoint = self._describe() or {}
        live, reason = endpoint.get("EndpointConfigName"), endpoint.get("FailureReason", "")
        if status != "InService" or live != config:
            raise DeploymentError(
                f"{self._settings.endpoint} is {status} with {live}, expected InService with "
                f"{config}. {reason}"
            )
        answering = self._answering_version()
        if answering != version:
            raise DeploymentError(
                f"{self._settings.endpoint} answers as {answering}, expected {version}"
            )

    def _answering_version(self) -> str:
        answer = self._runtime.invoke_endpoint(
            EndpointName=self._settings.endpoint,
            ContentType="application/json",
            Accept="application/json",
            Body=json.dumps({"instances": ["/?id=1"]}),
        )
        return str(json.loads(answer["Body"].read())["model"])

    def prune(self, keep: str | None = None) -> list[str]:
        """Removes configs and models of all but the live version and the last few before it.

        `keep` names a config that stays whatever its age: the one to go back to.
        """
        prefix = f"{self._settings.endpoint}-"
        live = self.live_config()
        pages = self._sagemaker.get_paginator("list_endpoint_configs").paginate(
            NameContains=prefix, SortBy="CreationTime", SortOrder="Descending"
        )
        names = [
            str(config["EndpointConfigName"])
            for page in pages
            for config in page["EndpointConfigs"]
            if str(config["EndpointConfigName"]).startswith(prefix)
        ]
        superseded = [name for name in names if name != live]
        removed = [name for name in superseded[self._settings.versions_kept :] if name != keep]
        for name in removed:
            _delete(self._sagemaker.delete_endpoint_config, EndpointConfigName=name)
            _delete(self._sagemaker.delete_model, ModelName=name)
        return removed
