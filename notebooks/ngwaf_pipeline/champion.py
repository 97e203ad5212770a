"""The model that is live; where none is, the last one that was, or the base model, becomes it."""

from __future__ import annotations

from pathlib import Path

from .endpoints import Endpoints
from .registry import APPROVED, Registry, Version
from .storage import sha256_of

BASE_ARTEFACT = Path(__file__).resolve().parent.parent / "base-model" / "model.tar.gz"


def base_version(artefact: Path = BASE_ARTEFACT) -> str:
    """Name of the base model's version: from its bytes, so that a new one is another version."""
    return f"base-{sha256_of(artefact)[:8]}"


def base_model(registry: Registry, artefact: Path = BASE_ARTEFACT) -> Version:
    """The base model of this release, registered."""
    return registry.register(base_version(artefact), artefact, APPROVED)


def ensure_champion(
    registry: Registry, endpoints: Endpoints, artefact: Path | None = None
) -> tuple[Version, bool]:
    """The live version, and whether the endpoint had to be created for it.

    Without an endpoint, because there never was one or somebody deleted it, the version that was
    live last comes back, and the base model if none ever was. `artefact` is served in their place.

    Raises UnknownVersionError when the endpoint serves what the registry does not know.
    """
    live = endpoints.live_version()
    if live is not None:
        return registry.get(live), False
    version = registry.last_live() if artefact is None else None
    if version is None:
        version = base_model(registry, artefact or BASE_ARTEFACT)
    put_live(registry, endpoints, version)
    return version, True


def put_live(
    registry: Registry, endpoints: Endpoints, version: Version, despite_alarms: bool = False
) -> None:
    """Has the endpoint serve a version that is approved, and records that it does.

    Model and endpoint config are made anew where they were cleaned up, the endpoint where there is
    none. Raises DeploymentError.
    """
    replaced = endpoints.live_version()
    if replaced is None:
        endpoints.create(version)
    else:
        endpoints.prepare(version)
        endpoints.switch(version, despite_alarms)
    registry.record_live(version, replaced)
