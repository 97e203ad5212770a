"""The job's item in DynamoDB, as the notebook writes it: every write fenced by the lease."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

from .contracts import PIPELINE_STATUS_KEY, SWITCH

_serialise = TypeSerializer().serialize
_deserialise = TypeDeserializer().deserialize


_MAX_ATTEMPTS = 8
_FIRST_PAUSE = 0.02


class LeaseLostError(Exception):
    """The job no longer holds the lease, or has ended: whatever it does now must not count."""


def to_attribute(value: Any) -> dict[str, Any]:
    """A DynamoDB attribute; floats become decimals with six digits behind the point."""
    return _serialise(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return Decimal(str(round(value, 6)))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _item(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: _deserialise(value) for name, value in attributes.items()}


def _cancellation_reasons(error: ClientError) -> list[str]:
    """Why a transaction was cancelled, write by write; nothing for other errors."""
    if error.response["Error"]["Code"] != "TransactionCanceledException":
        return []
    return [reason.get("Code", "") for reason in error.response.get("CancellationReasons", [])]


class JobStore:
    """Reads and writes the job that holds the lease."""

    def __init__(self, dynamodb: Any, table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def _get(self, key: str) -> dict[str, Any] | None:
        answer = self._dynamodb.get_item(
            TableName=self._table, Key={"job_key": {"S": key}}, ConsistentRead=True
        )
        return _item(answer["Item"]) if "Item" in answer else None

    def find(self, job_key: str) -> dict[str, Any] | None:
        """The job's item, strongly consistent."""
        return self._get(job_key)

    def find_current(self) -> dict[str, Any] | None:
        """The retraining that holds the lease and has not ended, or None."""
        lease = self._get(PIPELINE_STATUS_KEY)
        if lease is None or lease.get("pipeline_available", True):
            return None
        job = self._get(str(lease["pipeline_job_key"]))
        if job is None or job["status"] != "training":
            return None
        if job.get("kind") == SWITCH:  # A switch by hand: nothing for a notebook to do.
            return None
        return job if job["fencing_token"] == lease["fencing_token"] else None

    def update(self, job_key: str, fencing_token: int, fields: dict[str, Any]) -> None:
        """Sets fields of the job, provided that it still holds the lease and has not ended.

        Raises LeaseLostError otherwise; then nothing was written.
        """
        names = {f"#f{index}": name for index, name in enumerate(fields)}
        values = {f":f{index}": to_attribute(value) for index, value in enumerate(fields.values())}
        assignments = ", ".join(f"#f{index} = :f{index}" for index in range(len(fields)))
        holds_lease = {
            "TableName": self._table,
            "Key": {"job_key": {"S": PIPELINE_STATUS_KEY}},
            "ConditionExpression": "pipeline_job_key = :job AND fencing_token = :token",
            "ExpressionAttributeValues": {
                ":job": {"S": job_key},
                ":token": {"N": str(fencing_token)},
            },
        }
        update = {
            "TableName": self._table,
            "Key": {"job_key": {"S": job_key}},
            "UpdateExpression": f"SET {assignments}",
            "ConditionExpression": "#status = :training",
            "ExpressionAttributeNames": {**names, "#status": "status"},
            "ExpressionAttributeValues": {**values, ":training": {"S": "training"}},
        }
        for attempt in range(1, _MAX_ATTEMPTS + 1):
            try:
                self._dynamodb.transact_write_items(
                    TransactItems=[{"ConditionCheck": holds_lease}, {"Update": update}]
                )
                return
            except ClientError as error:
                reasons = _cancellation_reasons(error)
                if "ConditionalCheckFailed" in reasons:
                    raise LeaseLostError(
                        f"{job_key} no longer holds the lease, or has ended"
                    ) from error
                # The runner's heartbeat and a step of the notebook write the same item, each from
                # its own process; the SDK does not try conflicts again.
                if "TransactionConflict" not in reasons or attempt == _MAX_ATTEMPTS:
                    raise
            time.sleep(random.uniform(0, min(1.0, _FIRST_PAUSE * 2**attempt)))
