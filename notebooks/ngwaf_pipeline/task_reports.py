"""Reports to the state machine's waiting task, always with the job's newest token."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import ClientError

from .current_job import CurrentJob

_MAX_ERROR = 256
_MAX_CAUSE = 32_000
_GONE = ("TaskTimedOut", "TaskDoesNotExist", "InvalidToken")


class TaskGoneError(Exception):
    """The task that waited has timed out or its execution has ended."""


class TaskReports:
    """What a notebook can tell the state machine that waits for it."""

    def __init__(self, sfn: Any, job: CurrentJob) -> None:
        self._sfn = sfn
        self._job = job

    def _send(self, method: str, **arguments: Any) -> None:
        # A retried state brings a new token; the one that was there at start may be void.
        token = self._job.read().get("task_token")
        if token is None:
            raise TaskGoneError(f"{self._job.job_key} has no task token")
        try:
            getattr(self._sfn, method)(taskToken=token, **arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                raise TaskGoneError(str(error)) from error
            raise

    def heartbeat(self) -> None:
        """Says that the notebook lives; raises TaskGoneError if nobody waits for it any more."""
        self._send("send_task_heartbeat")

    def success(self, output: dict[str, Any]) -> None:
        """Ends the task with the job's outcome."""
        self._send("send_task_success", output=json.dumps(output))

    def failure(self, step: str, reason: str) -> None:
        """Ends the task with the step that failed, and why."""
        self._send("send_task_failure", error=step[:_MAX_ERROR], cause=reason[:_MAX_CAUSE])
