"""Serving without an endpoint: functions load the version that is written to be live."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ngwaf_model.archive import extract
from ngwaf_model.artefact import is_readable, read_manifest

from .champion_record import ChampionRecord
from .clients import Clients
from .contracts import version_resource_name
from .endpoints import DeploymentError
from .registry import Version
from .settings import Settings
from .storage import CorruptObjectError, download


class InProcess:
    """What `Endpoints` is where there is an endpoint; a switch is one object that changes.

    There is nothing to make for a version, nothing that bakes, and nothing to remove.
    """

    def __init__(self, clients: Clients, settings: Settings) -> None:
        self._clients = clients
        self._settings = settings
        self._record = ChampionRecord(clients, settings)

    def live_config(self) -> str | None:
        """The live version by its name as an endpoint config's; None if there is none."""
        version = self.live_version()
        return None if version is None else version_resource_name(self._settings.endpoint, version)

    def live_version(self) -> str | None:
        """The version that functions load; None if none was ever live."""
        return self._record.version()

    def can_serve(self, version: Version) -> bool:
        """Whether this release's functions can read a version; raises CorruptObjectError."""
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "model.tar.gz"
            download(self._clients.s3, version.artefact, archive, version.sha256)
            extract(archive, Path(folder) / "unpacked")
            return is_readable(read_manifest(Path(folder) / "unpacked"))

    def prepare(self, version: Version) -> str:
        """Makes sure that functions can load a version; its name.

        Raises DeploymentError when its artefact is another than the one registered, or of a format
        that this release's code cannot read.
        """
        try:
            reason = "" if self.can_serve(version) else "this release's functions cannot read it"
        except CorruptObjectError as error:
            reason = str(error)
        if reason:
            raise DeploymentError(f"not switched to {version.version}: {reason}")
        return version_resource_name(self._settings.endpoint, version.version)

    def create(self, version: Version) -> None:
        """Makes a version live where none is; raises DeploymentError."""
        self.prepare(version)
        self.switch(version)

    def switch(self, version: Version, despite_alarms: bool = False) -> None:
        """Makes a version that `prepare` has looked at the live one; alarms do not guard this."""
        self._record.write(version)

    def announce(self, version: Version) -> None:
        """Does nothing: what is live is what is written."""

    def prune(self, keep: str | None = None) -> list[str]:
        """Removes nothing: of versions there are artefacts alone, and these stay."""
        return []
