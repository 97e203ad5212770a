"""The model that is live; where none is, the base model becomes the first."""

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
    registry: Registry, endpoints: Endpoints, base_artefact: Path = BASE_ARTEFACT
) -> tuple[Version, bool]:
    """The live version, and whether the endpoint had to be created for it.

    Raises UnknownVersionError when the endpoint serves what the registry does not know.
    """
    live = endpoints.live_version()
    if live is not None:
        return registry.get(live), False
    version = base_model(registry, base_artefact)
    endpoints.create(version)
    return version, True
