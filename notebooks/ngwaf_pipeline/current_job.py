"""The job that a notebook works for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .contracts import STEPS
from .job_store import JobStore
from .times import now


class NoJobError(Exception):
    """No job holds the lease: there is nothing to do."""


class CurrentJob:
    """Identity of the job, and writes to its item."""

    def __init__(self, store: JobStore, item: dict[str, Any]) -> None:
        self._store = store
        self._steps: list[dict[str, Any]] = list(item.get("steps", []))
        self.job_key = str(item["job_key"])
        self.fencing_token = int(item["fencing_token"])
        self.created_at = str(item["created_at"])
        self.data_set: dict[str, Any] = dict(item.get("data_set", {}))
        self.keep_contradicting_rows = bool(item.get("keep_contradicting_rows", False))

    @classmethod
    def find(cls, store: JobStore) -> CurrentJob:
        """The job that holds the lease; raises NoJobError if none does."""
        item = store.find_current()
        if item is None:
            raise NoJobError("no job holds the lease")
        return cls(store, item)

    def update(self, **fields: Any) -> None:
        """Sets fields of the job's item; raises LeaseLostError."""
        self._store.update(self.job_key, self.fencing_token, fields)

    def read(self) -> dict[str, Any]:
        """The item as it is now."""
        return self._store.find(self.job_key) or {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Records on the job that a step begins and, unless it fails, that it ends."""
        if name not in STEPS:
            raise ValueError(f"step must be one of {', '.join(STEPS)}, got {name}")
        entry = {"step": name, "started_at": now()}
        self._steps.append(entry)
        self.update(step_status=name, steps=self._steps)
        yield
        if name != STEPS[-1]:
            # The last step ends the notebook itself; what follows it is exit-notebook's.
            entry["ended_at"] = now()
            self.update(steps=self._steps)
