"""The six steps of a retraining, as train.ipynb calls them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
from botocore.exceptions import ClientError

from ngwaf_model.archive import extract
from ngwaf_model.artefact import is_readable, load, load_archive, read_manifest

from .champion import BASE_ARTEFACT, base_model, ensure_champion, put_live
from .clients import Clients
from .contracts import job_records, job_scratch, version_resource_name
from .current_job import CurrentJob
from .data import DataError, Row, read_rows, write_rows
from .data_quality import DataQuality, examine, masked
from .gate import Figures, Policy, Verdict, decide
from .job_store import JobStore
from .metrics import diagnostics
from .own_code import score_with_own_code
from .registry import APPROVED, PENDING, REJECTED, Registry, Version
from .serving import serving_of
from .settings import Settings
from .split import Split, split_rows
from .storage import download, upload
from .task_reports import TaskReports
from .times import now, seconds_since
from .training_job import TrainingJobs

CODE = Path(__file__).resolve().parent.parent
_DATA_QUALITY = "data-quality.json"


def empty_work_folder() -> Path:
    """A folder for the job's files, without those of the job before.

    On the instance's own volume, where nothing but the next job needs room, and on a machine that
    stands in for one below the instance's folder: users' traffic is left nowhere else.
    """
    folder = Path(os.environ.get("NGWAF_HOME", tempfile.gettempdir())) / "ngwaf-work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Pipeline:
    """One retraining of the WAF model, for the job that holds the lease."""

    def __init__(self, settings: Settings, clients: Clients, job: CurrentJob, work: Path) -> None:
        self._settings = settings
        self._clients = clients
        self._work = work
        self._registry = Registry(clients, settings)
        self._serving = serving_of(clients, settings)
        self._training_jobs = TrainingJobs(clients, settings)
        self._reports = TaskReports(clients.sfn, job)
        self._scratch = f"s3://{settings.bucket}/{job_scratch(job.job_key)}"
        self._champion: Path | None = None
        self._left_out = 0
        self.job = job

    @classmethod
    def from_environment(cls) -> Pipeline:
        """The pipeline for the job that holds the lease; raises SettingsError or NoJobError."""
        settings = Settings.from_environment()
        clients = Clients(settings.region)
        job = CurrentJob.find(JobStore(clients.dynamodb, settings.table))
        return cls(settings, clients, job, empty_work_folder())

    def step(self, name: str) -> AbstractContextManager[None]:
        """Records the step on the job while its block runs."""
        return self.job.step(name)

    def prepare_data(self, test_fraction: float, validation_fraction: float) -> Split:
        """Fetches the job's snapshot, masks it, leaves out what cannot be right, and splits it.

        What was found goes onto the job and, row by row, into its records; training and validation
        rows go to S3 as the training job's channels. Near-duplicates stay in one set.
        """
        data_set = self.job.data_set
        snapshot = download(
            self._clients.s3,
            str(data_set["snapshot"]),
            self._work / "data.csv",
            str(data_set.get("snapshot_sha256") or data_set["sha256"]),
        )
        quality = examine(
            # They are masked already, unless an earlier release took the snapshot.
            masked(read_rows(snapshot)),
            load_archive(BASE_ARTEFACT),
            self._regression(),
            self.job.keep_contradicting_rows,
        )
        self._report(quality)
        try:
            split = split_rows(quality.rows, quality.texts, test_fraction, validation_fraction)
        except DataError as error:
            raise DataError(f"{error} ({self._left_out} rows were left out)") from error
        for name, rows in (("train", split.train), ("validation", split.validation)):
            path = write_rows(self._work / f"{name}.csv", rows)
            upload(self._clients.s3, path, f"{self._scratch}{name}/{name}.csv")
        return split

    def _report(self, quality: DataQuality) -> None:
        """Writes what was found in the data down, and prints how much."""
        path = quality.write_report(self._work / "data-report.csv")
        records = f"s3://{self._settings.bucket}/{job_records(self.job.job_key)}"
        address = path and upload(self._clients.s3, path, f"{records}data-report.csv")
        self.job.update(data_quality=quality.record(address))
        # The training job puts it into the new artefact's data card.
        card = self._work / _DATA_QUALITY
        card.write_text(json.dumps(quality.record(None)), "utf-8")
        upload(self._clients.s3, card, f"{self._scratch}train/{_DATA_QUALITY}")
        both, against_base = len(quality.both_labels), len(quality.against_base)
        self._left_out = both + (against_base if quality.is_held_back else 0)
        what = "held back" if quality.is_held_back else "kept, as was asked for"
        print(f"{quality.duplicates} rows repeat another")
        print(f"{both} rows left out: their text has both labels")
        print(f"{against_base} rows that contradict the base model: {what}")

    @staticmethod
    def _regression() -> list[Row]:
        return read_rows(CODE / "regression" / "regression.csv")

    def prepare_existing_model(self) -> Version:
        """The live version; where there is none, one is made live (see `ensure_champion`)."""
        version, _ = ensure_champion(self._registry, self._serving)
        return version

    def train(self, champion: Version, hyperparameters: dict[str, Any]) -> Path:
        """Fine-tunes the champion in a training job; the new artefact, downloaded.

        A champion of a format that this release's code cannot read (its features have changed
        since) cannot be fine-tuned: training then starts from this release's base model.
        """
        parent = self._parent(champion)
        name = version_resource_name(self._settings.endpoint, self.job.job_key)
        self.job.update(training_job_name=name)
        source = self._training_jobs.upload_source(CODE, self._scratch, self._work)
        channels = {
            "train": f"{self._scratch}train/",
            "validation": f"{self._scratch}validation/",
            "parent": parent.artefact,
        }
        identity = {"version": self.job.job_key, "created-at": self.job.created_at}
        self._training_jobs.start(
            name, source, channels, f"{self._scratch}output", {**identity, **hyperparameters}
        )
        artefact = self._training_jobs.wait(name)
        return download(self._clients.s3, artefact, self._work / "challenger" / "model.tar.gz")

    def evaluate(
        self, champion: Version, challenger: Path, split: Split, policy: Policy
    ) -> Verdict:
        """Scores both models on the test rows and the frozen regression set, and decides.

        A champion of another format is scored by its own code. Diagnostics and performance go onto
        the job.
        """
        regression = self._regression()
        unpacked = self._unpack(challenger, "challenger")
        new, labels, scores = self._figures(unpacked, split.test, regression)
        old, _, _ = self._figures(self._champion_folder(champion), split.test, regression)
        self.job.update(
            model_diagnostics=diagnostics(labels, scores),
            model_performance={
                "roc_auc_score": new.test_auc,
                "champion_roc_auc_score": old.test_auc,
                "champion": champion.version,
                "rows": {
                    "train": len(split.train),
                    "validation": len(split.validation),
                    "test": len(split.test),
                    "left_out": self._left_out,
                    "regression": len(regression),
                },
                "test": new.test,
                "champion_test": old.test,
                "regression": new.regression,
                "champion_regression": old.regression,
            },
        )
        return decide(new, old, policy)

    def _unpack(self, archive: Path, name: str) -> Path:
        folder = self._work / name / "unpacked"
        extract(archive, folder)
        return folder

    def _champion_folder(self, champion: Version) -> Path:
        """The champion's artefact, fetched and unpacked once."""
        if self._champion is None:
            path = self._work / "champion" / "model.tar.gz"
            archive = download(self._clients.s3, champion.artefact, path, champion.sha256)
            self._champion = self._unpack(archive, "champion")
        return self._champion

    def _parent(self, champion: Version) -> Version:
        """The version that is fine-tuned."""
        if is_readable(read_manifest(self._champion_folder(champion))):
            return champion
        base = base_model(self._registry)
        print(f"{champion.version} is of another format: training starts from {base.version}")
        return base

    @staticmethod
    def _figures(
        folder: Path, test: list[Row], regression: list[Row]
    ) -> tuple[Figures, np.ndarray, np.ndarray]:
        """Figures of an unpacked artefact, and the labels and scores of its test rows."""
        rows = [*test, *regression]
        payloads = [row.payload for row in rows]
        if is_readable(read_manifest(folder)):
            model = load(folder).model
            scores, threshold = model.score(payloads, [row.is_url for row in rows]), model.threshold
        else:
            scores, threshold = score_with_own_code(folder, payloads)
        labels, tests = np.array([row.label for row in rows]), len(test)
        on_test = labels[:tests], scores[:tests]
        return Figures.of(threshold, on_test, (labels[tests:], scores[tests:])), *on_test

    def deploy(self, champion: Version, challenger: Path, verdict: Verdict) -> None:
        """Registers the challenger and, if it was promoted, makes it live."""
        version = self._registry.register(
            self.job.job_key,
            challenger,
            PENDING,
            parent=self._parent(champion).version,
            job_key=self.job.job_key,
        )
        self.job.update(
            model_name=self._registry.resource_name(version.version),
            outcome=verdict.outcome,
            outcome_reason=verdict.reason,
        )
        if not verdict.is_promoted:
            self._registry.set_approval(version, REJECTED, verdict.reason)
            return
        # Written before the switch: a job that fails behind it is taken back to this config.
        self.job.update(previous_endpoint_config=self._serving.live_config())
        self._registry.set_approval(version, APPROVED, verdict.reason)
        put_live(self._registry, self._serving, version)

    def log(self) -> None:
        """Completion time and duration onto the job; versions past the kept ones are removed.

        Old versions that cannot be removed are no reason to take the new one back: the next job
        tries again.
        """
        self.job.update(
            training_completion_time=now(),
            training_duration_sec=round(seconds_since(self.job.created_at), 3),
            notebook_output=f"s3://{self._settings.bucket}/{job_records(self.job.job_key)}train.ipynb",
            notebook_log=f"s3://{self._settings.bucket}/{job_records(self.job.job_key)}notebook.log",
        )
        try:
            self._serving.prune(keep=self.job.read().get("previous_endpoint_config"))
        except ClientError as error:
            print(f"Could not remove old versions: {error}", flush=True)

    def shut_down(self, verdict: Verdict) -> None:
        """Reports success to the state machine, then stops the instance that this runs on."""
        self._reports.success({"outcome": verdict.outcome, "reason": verdict.reason})
        self._clients.sagemaker.stop_notebook_instance(
            NotebookInstanceName=self._settings.notebook_instance
        )
