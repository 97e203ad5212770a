"""Runs the training notebook on the notebook instance: `python -m ngwaf_pipeline.run`.

Executes train.ipynb in a kernel of its own, stores the executed notebook and the log after every
cell, sends heartbeats while it works, and reports at once when a cell fails or the kernel dies.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from .clients import Clients
from .contracts import job_records
from .current_job import CurrentJob, NoJobError
from .job_store import JobStore, LeaseLostError
from .settings import Settings
from .storage import upload
from .task_reports import TaskGoneError, TaskReports
from .times import now

CODE = Path(__file__).resolve().parent.parent
_HEARTBEATS_PER_LIMIT = 4


def beat(job: CurrentJob, reports: TaskReports) -> bool:
    """One heartbeat; False if nobody waits for this job any more.

    A heartbeat that fails for another reason is forgiven: the next one may get through, and if
    none does, the state machine's time limit ends the job.
    """
    try:
        reports.heartbeat()
        job.update(heartbeat_at=now())
    except (TaskGoneError, LeaseLostError) as error:
        print(f"Stopping: {error}", flush=True)
        return False
    except Exception as error:  # Anything transient: network, throttling.
        print(f"Heartbeat failed: {error}", flush=True)
    return True


class Heartbeats(threading.Thread):
    """Beats until stopped; calls `abandon` when nobody waits any more."""

    def __init__(self, job: CurrentJob, reports: TaskReports, seconds: float, abandon: Any) -> None:
        super().__init__(daemon=True)
        self._job, self._reports, self._seconds, self._abandon = job, reports, seconds, abandon
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            if not beat(self._job, self._reports):
                self._abandon()
                return
            self._stopped.wait(self._seconds)

    def stop(self) -> None:
        self._stopped.set()


class Runner:
    """Executes the notebook for one job."""

    def __init__(self, settings: Settings, clients: Clients, job: CurrentJob, log: Path) -> None:
        self._settings = settings
        self._clients = clients
        self._job = job
        self._log = log
        self._records = f"s3://{settings.bucket}/{job_records(job.job_key)}"
        self._reports = TaskReports(clients.sfn, job)

    def _store(self, notebook: Any) -> None:
        executed = self._log.with_name("train.executed.ipynb")
        nbformat.write(notebook, executed)
        upload(self._clients.s3, executed, f"{self._records}train.ipynb")
        if self._log.is_file():
            upload(self._clients.s3, self._log, f"{self._records}notebook.log")

    def run(self, path: Path) -> int:
        """Executes the notebook; the exit code."""
        notebook = nbformat.read(path, as_version=4)

        def cell_executed(cell: Any, cell_index: int, execute_reply: Any) -> None:
            for output in cell.get("outputs", []):
                print(output.get("text", ""), end="", flush=True)
            self._store(notebook)

        client = NotebookClient(
            notebook,
            timeout=None,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
            on_cell_executed=cell_executed,
        )
        heartbeats = Heartbeats(
            self._job,
            self._reports,
            self._settings.heartbeat_seconds / _HEARTBEATS_PER_LIMIT,
            # The kernel ends with its parent: jupyter's kernels watch the process they came from.
            abandon=lambda: os._exit(3),
        )
        heartbeats.start()
        try:
            client.execute()
        except CellExecutionError as error:
            return self._failed(notebook, f"{error.ename}: {error.evalue}")
        except DeadKernelError:
            return self._failed(notebook, "the notebook's kernel died")
        finally:
            heartbeats.stop()
        return 0

    def _failed(self, notebook: Any, reason: str) -> int:
        step = str(self._job.read().get("step_status", "start"))
        print(f"Failed in step {step}: {reason}", flush=True)
        try:
            self._store(notebook)
            records = {"notebook_output": "train.ipynb", "notebook_log": "notebook.log"}
            self._job.update(**{key: f"{self._records}{name}" for key, name in records.items()})
        except Exception as error:  # The report matters more than the record.
            print(f"Could not store the notebook: {error}", flush=True)
        try:
            self._reports.failure(step, reason)
        except TaskGoneError as error:
            print(f"Nobody waits for the report: {error}", flush=True)
        return 1


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; the exit code."""
    parser = argparse.ArgumentParser(prog="ngwaf_pipeline.run", description=__doc__)
    parser.add_argument("--notebook", type=Path, default=CODE / "train.ipynb")
    parser.add_argument(
        "--log", type=Path, required=True, help="file that this one's output goes to"
    )
    parser.add_argument("--code-sha256", help="hash of the bundle that this runs from")
    options = parser.parse_args(arguments)

    # Stopping the instance, the notebook's own last act, ends this process too: quietly.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    settings = Settings.from_environment()
    clients = Clients(settings.region)
    try:
        job = CurrentJob.find(JobStore(clients.dynamodb, settings.table))
    except NoJobError:
        print("No job holds the lease: nothing to run.")
        return 0
    print(f"Running {options.notebook.name} for {job.job_key}", flush=True)
    if options.code_sha256:
        job.update(code_sha256=options.code_sha256)
    return Runner(settings, clients, job, options.log).run(options.notebook)


if __name__ == "__main__":
    sys.exit(main())
