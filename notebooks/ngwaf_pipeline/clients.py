"""AWS clients, made when first used: importing and creating each costs time."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config

# Switches and heartbeats matter more than a quick answer: try again rather than give up.
_RETRIES = Config(retries={"mode": "standard", "max_attempts": 6})


class Clients:
    """One client a service, for one region; the endpoint comes from the usual AWS variables."""

    def __init__(self, region: str) -> None:
        self._session = boto3.session.Session(region_name=region)

    def _client(self, service: str) -> Any:
        return self._session.client(service, config=_RETRIES)

    @cached_property
    def s3(self) -> Any:
        return self._client("s3")

    @cached_property
    def dynamodb(self) -> Any:
        return self._client("dynamodb")

    @cached_property
    def sagemaker(self) -> Any:
        return self._client("sagemaker")

    @cached_property
    def runtime(self) -> Any:
        return self._client("sagemaker-runtime")

    @cached_property
    def cloudwatch(self) -> Any:
        return self._client("cloudwatch")

    @cached_property
    def logs(self) -> Any:
        return self._client("logs")

    @cached_property
    def sfn(self) -> Any:
        return self._client("stepfunctions")
