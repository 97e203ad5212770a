"""What is live is written for those who score in process; without an endpoint that is all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from ngwaf_model.archive import tar_gz
from ngwaf_model.artefact import ARTEFACT_FORMAT
from ngwaf_model.features import BUCKET_BITS, FEATURE_FORMAT
from ngwaf_pipeline.champion import base_version, ensure_champion, put_live
from ngwaf_pipeline.champion_record import ChampionRecord
from ngwaf_pipeline.clients import Clients
from ngwaf_pipeline.endpoints import DeploymentError, Endpoints
from ngwaf_pipeline.in_process import InProcess
from ngwaf_pipeline.promote import promote
from ngwaf_pipeline.registry import APPROVED, REJECTED, Registry, Version
from ngwaf_pipeline.serving import serving_of
from ngwaf_pipeline.settings import Settings

from .conftest import BUCKET
from .fake_sagemaker import FakeSageMaker


def _archive(name: str, feature_format: int = FEATURE_FORMAT) -> bytes:
    manifest = {
        "format": ARTEFACT_FORMAT,
        "version": name,
        "features": {"format": feature_format, "bucket_bits": BUCKET_BITS},
    }
    return tar_gz({"manifest.json": json.dumps(manifest).encode()})


class World:
    """A registry with two versions, none of them live, and one that this code cannot read."""

    def __init__(self, clients: Clients, settings: Settings, folder: Path) -> None:
        self.sagemaker = FakeSageMaker(clients.s3, folder)
        clients.__dict__.update(sagemaker=self.sagemaker, runtime=self.sagemaker)
        self.s3 = clients.s3
        self.registry = Registry(clients, settings)
        self.in_process = InProcess(clients, settings)
        self.endpoints = Endpoints(clients, settings)
        artefact = folder / "model.tar.gz"
        for name in ("job-1", "job-2"):
            artefact.write_bytes(_archive(name))
            self.registry.register(name, artefact, APPROVED)
        artefact.write_bytes(_archive("job-other", feature_format=999))
        self.registry.register("job-other", artefact, REJECTED)

    def written(self) -> dict[str, str]:
        answer = self.s3.get_object(Bucket=BUCKET, Key="live/champion.json")
        return json.loads(answer["Body"].read())

    def get(self, version: str) -> Version:
        return self.registry.get(version)


@pytest.fixture
def world(clients: Clients, settings: Settings, tmp_path: Path) -> World:
    return World(clients, settings, tmp_path)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("endpoint", Endpoints), ("endpoint-with-fallback", Endpoints), ("in-process", InProcess)],
)
def test_the_scoring_mode_says_what_serves(
    world: World, clients: Clients, settings: Settings, mode: str, kind: type
) -> None:
    assert type(serving_of(clients, replace(settings, scoring_mode=mode))) is kind


def test_nothing_is_live_at_first(world: World) -> None:
    assert (world.in_process.live_version(), world.in_process.live_config()) == (None, None)


def test_a_switch_is_the_record_alone(world: World) -> None:
    put_live(world.registry, world.in_process, world.get("job-1"))
    put_live(world.registry, world.in_process, world.get("job-2"))

    assert world.in_process.live_version() == "job-2"
    assert world.in_process.live_config() == "ngwaf-test-waf-job-2"
    assert world.written() == {
        "version": "job-2",
        "artefact": f"s3://{BUCKET}/models/job-2/model.tar.gz",
        "sha256": hashlib.sha256(_archive("job-2")).hexdigest(),
    }
    assert world.get("job-2").live_since is not None
    assert (world.sagemaker.endpoint, world.sagemaker.configs, world.sagemaker.models) == (
        None,
        {},
        {},
    )


def test_there_is_nothing_to_prune(world: World) -> None:
    put_live(world.registry, world.in_process, world.get("job-1"))

    assert world.in_process.prune() == []


def test_the_version_that_was_live_last_comes_back(world: World) -> None:
    put_live(world.registry, world.endpoints, world.get("job-2"))
    world.s3.delete_object(Bucket=BUCKET, Key="live/champion.json")

    champion, is_new = ensure_champion(world.registry, world.in_process)

    assert (champion.version, is_new) == ("job-2", True)
    assert world.in_process.live_version() == "job-2"


def test_the_base_model_is_the_first(world: World) -> None:
    champion, is_new = ensure_champion(world.registry, world.in_process)

    assert (champion.version, is_new) == (base_version(), True)
    assert ensure_champion(world.registry, world.in_process) == (world.get(base_version()), False)


def test_a_version_that_this_release_cannot_read_does_not_go_live(world: World) -> None:
    put_live(world.registry, world.in_process, world.get("job-1"))

    with pytest.raises(DeploymentError, match=r"job-other: this release's functions cannot"):
        promote(world.registry, world.in_process, world.get("job-other"), "alice: wanted")

    assert world.in_process.live_version() == "job-1"
    assert world.sagemaker.approvals()["job-other"] == REJECTED


def test_the_base_model_replaces_what_this_release_can_no_longer_read(world: World) -> None:
    other = world.get("job-other")
    world.registry.set_approval(other, APPROVED, "by the release before")
    put_live(world.registry, world.endpoints, other)

    by_endpoint = ensure_champion(world.registry, world.endpoints)
    champion, is_new = ensure_champion(world.registry, world.in_process)

    assert [version.version for version in (by_endpoint[0], champion)] == [
        "job-other",
        base_version(),
    ]
    assert (by_endpoint[1], is_new) == (False, True)
    assert world.in_process.live_version() == base_version()


def test_a_version_whose_artefact_is_another_does_not_go_live(world: World) -> None:
    put_live(world.registry, world.in_process, world.get("job-1"))
    world.s3.put_object(Bucket=BUCKET, Key="models/job-2/model.tar.gz", Body=b"other")

    with pytest.raises(DeploymentError, match=r"not switched to job-2: .* expected sha256"):
        promote(world.registry, world.in_process, world.get("job-2"), "alice: wanted")

    assert world.in_process.live_version() == "job-1"


def test_a_switch_of_an_endpoint_is_written_too(world: World) -> None:
    put_live(world.registry, world.endpoints, world.get("job-1"))
    created = world.written()["version"]
    put_live(world.registry, world.endpoints, world.get("job-2"))

    assert (created, world.written()["version"]) == ("job-1", "job-2")


def test_what_no_release_wrote_is_written_for_the_live_version(world: World) -> None:
    put_live(world.registry, world.endpoints, world.get("job-1"))
    world.s3.delete_object(Bucket=BUCKET, Key="live/champion.json")

    champion, is_new = ensure_champion(world.registry, world.endpoints)

    assert (champion.version, is_new) == ("job-1", False)
    assert world.written()["version"] == "job-1"


def test_a_switch_that_cannot_be_written_is_taken_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_live(world.registry, world.endpoints, world.get("job-1"))
    write = ChampionRecord.write

    def refuse_the_second(record: ChampionRecord, version: Version) -> None:
        if version.version == "job-2":
            raise ClientError({"Error": {"Code": "SlowDown", "Message": "later"}}, "PutObject")
        write(record, version)

    monkeypatch.setattr(ChampionRecord, "write", refuse_the_second)

    with pytest.raises(DeploymentError, match=r"job-2 is live, and could not be written to be"):
        promote(world.registry, world.endpoints, world.get("job-2"), "alice: wanted")

    assert world.endpoints.live_version() == "job-1"
    assert world.written()["version"] == "job-1"
