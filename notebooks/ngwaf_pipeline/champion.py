"""The model that is live; where none is, the last one that was, or the base model, becomes it."""

from __future__ import annotations

from pathlib import Path

from .registry import APPROVED, Registry, Version
from .serving import Serving
from .storage import sha256_of

BASE_ARTEFACT = Path(__file__).resolve().parent.parent / "base-model" / "model.tar.gz"


def base_version(artefact: Path = BASE_ARTEFACT) -> str:
    """Name of the base model's version: from its bytes, so that a new one is another version."""
    return f"base-{sha256_of(artefact)[:8]}"


def base_model(registry: Registry, artefact: Path = BASE_ARTEFACT) -> Version:
    """The base model of this release, registered."""
    return registry.register(base_version(artefact), artefact, APPROVED)


def ensure_champion(
    registry: Registry, serving: Serving, artefact: Path | None = None
) -> tuple[Version, bool]:
    """The live version, and whether it had to be made live.

    Where none is, because none ever was or somebody deleted the endpoint, the version that was
    live last comes back, and the base model if none ever was. `artefact` is served in their place.
    The base model also takes the place of a version that this release can no longer serve: in
    process, that is one of another format.

    Raises UnknownVersionError when what is live is not in the registry.
    """
    live = serving.live_version()
    if live is None:
        version = registry.last_live() if artefact is None else None
    else:
        version = registry.get(live)
    if version is None or not serving.can_serve(version):
        version = base_model(registry, artefact or BASE_ARTEFACT)
    elif live is not None:
        # Written when it went live, unless by a release that did not write it yet.
        serving.announce(version)
        return version, False
    put_live(registry, serving, version)
    return version, True


def put_live(
    registry: Registry, serving: Serving, version: Version, despite_alarms: bool = False
) -> None:
    """Makes an approved version the live one, and records that it is.

    Model and endpoint config are made anew where they were cleaned up, the endpoint where there is
    none. Raises DeploymentError.
    """
    replaced = serving.live_version()
    if replaced is None:
        serving.create(version)
    else:
        serving.prepare(version)
        serving.switch(version, despite_alarms)
    registry.record_live(version, replaced)
