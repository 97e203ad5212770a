"""Switches by hand: approved before they are live, recorded, and all as before when they fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from ngwaf_pipeline import promote as command
from ngwaf_pipeline.champion import ensure_champion, put_live
from ngwaf_pipeline.clients import Clients
from ngwaf_pipeline.endpoints import DeploymentError, Endpoints
from ngwaf_pipeline.job_store import JobStore
from ngwaf_pipeline.promote import promote
from ngwaf_pipeline.registry import APPROVED, REJECTED, Registry
from ngwaf_pipeline.settings import Settings

from .conftest import JOB_KEY, Table
from .fake_sagemaker import FakeSageMaker


class World:
    """A registry with three versions, of which `job-2` is live."""

    def __init__(self, clients: Clients, settings: Settings, folder: Path) -> None:
        self.sagemaker = FakeSageMaker(clients.s3, folder)
        clients.__dict__.update(sagemaker=self.sagemaker, runtime=self.sagemaker)
        self.registry = Registry(clients, settings)
        self.endpoints = Endpoints(clients, settings)
        artefact = folder / "model.tar.gz"
        artefact.write_bytes(b"weights")
        for name, approval in (("job-1", APPROVED), ("job-2", APPROVED), ("job-3", REJECTED)):
            version = self.registry.register(name, artefact, approval)
            if approval == APPROVED:
                put_live(self.registry, self.endpoints, version)

    def metadata(self, version: str) -> dict[str, str]:
        (found,) = (
            package["CustomerMetadataProperties"]
            for package in self.sagemaker.packages.values()
            if package["CustomerMetadataProperties"]["version"] == version
        )
        return found


@pytest.fixture
def world(clients: Clients, settings: Settings, tmp_path: Path) -> World:
    return World(clients, settings, tmp_path)


def test_a_version_that_was_rejected_goes_live(world: World) -> None:
    promote(world.registry, world.endpoints, world.registry.get("job-3"), "alice: wanted")

    assert world.endpoints.live_version() == "job-3"
    assert world.sagemaker.approvals()["job-3"] == APPROVED
    assert world.metadata("job-3")["replaced"] == "job-2"


def test_a_version_that_was_cleaned_up_is_made_anew(world: World) -> None:
    del (
        world.sagemaker.configs["ngwaf-test-waf-job-1"],
        world.sagemaker.models["ngwaf-test-waf-job-1"],
    )

    promote(world.registry, world.endpoints, world.registry.get("job-1"), "alice: wanted")

    assert world.endpoints.live_version() == "job-1"


def test_an_endpoint_that_is_gone_is_made_anew(world: World) -> None:
    world.sagemaker.endpoint = None

    promote(world.registry, world.endpoints, world.registry.get("job-1"), "alice: wanted")

    assert world.endpoints.live_version() == "job-1"


def test_a_silent_roll_back_leaves_all_as_it_was(world: World) -> None:
    world.sagemaker.refuses_switch = True

    with pytest.raises(DeploymentError):
        promote(world.registry, world.endpoints, world.registry.get("job-3"), "alice: wanted")

    assert world.endpoints.live_version() == "job-2"
    assert world.sagemaker.approvals()["job-3"] == REJECTED
    assert "live_since" not in world.metadata("job-3")


def test_a_version_that_answers_as_another_is_taken_back(world: World) -> None:
    name = world.endpoints.prepare(world.registry.get("job-3"))
    world.sagemaker.models[name] = world.sagemaker.models["ngwaf-test-waf-job-1"]

    with pytest.raises(DeploymentError, match="answers as job-1, expected job-3"):
        promote(world.registry, world.endpoints, world.registry.get("job-3"), "alice: wanted")

    assert world.endpoints.live_version() == "job-2"
    assert world.sagemaker.approvals()["job-3"] == REJECTED


def test_without_an_endpoint_the_version_that_was_live_last_comes_back(world: World) -> None:
    promote(world.registry, world.endpoints, world.registry.get("job-1"), "alice: back")
    world.sagemaker.endpoint = None

    champion, is_new = ensure_champion(world.registry, world.endpoints)

    assert (champion.version, is_new) == ("job-1", True)
    assert world.endpoints.live_version() == "job-1"


def test_a_version_that_was_taken_back_does_not_come_back(world: World) -> None:
    world.registry.set_approval(world.registry.get("job-2"), REJECTED, "the job failed")
    world.sagemaker.endpoint = None

    champion, _ = ensure_champion(world.registry, world.endpoints)

    assert champion.version == "job-1"


ARGUMENTS = ["--job", JOB_KEY, "--version", "job-1", "--reason", "alice: back"]


@pytest.fixture
def environment(
    world: World, clients: Clients, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command.Settings, "from_environment", lambda: settings)
    monkeypatch.setattr(command, "Clients", lambda _region: clients)


def test_the_command_switches_for_the_job_that_holds_the_lease(
    environment: None, world: World, table: Table, store: JobStore
) -> None:
    table.put_job(kind="switch")

    assert command.main(ARGUMENTS) == 0

    assert world.endpoints.live_version() == "job-1"
    job = store.find(JOB_KEY) or {}
    assert job["previous_endpoint_config"] == "ngwaf-test-waf-job-2"


def test_the_command_does_nothing_without_the_lease(
    environment: None, world: World, table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    table.put_lease(fencing_token=8)

    assert command.main(ARGUMENTS) == 1

    assert world.endpoints.live_version() == "job-2"
    assert "no longer holds the lease" in capsys.readouterr().err


def test_a_notebook_finds_nothing_to_do_while_a_switch_holds_the_lease(
    table: Table, store: JobStore
) -> None:
    table.put_job(kind="switch")

    assert store.find_current() is None
