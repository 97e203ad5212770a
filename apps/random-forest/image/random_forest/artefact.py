"""The artefact: `forest.npz`, arrays of numbers, and `manifest.json`. Reading it runs no code."""

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from random_forest.errors import InputError
from random_forest.forest import Forest

FORMAT = 1
FILES = ("forest.npz", "manifest.json")
UNREADABLE = (
    AttributeError,
    EOFError,
    KeyError,
    OSError,
    ValueError,
    tarfile.TarError,
    zipfile.BadZipFile,
)


class Artefact(NamedTuple):
    """A forest, and what is known of it."""

    forest: Forest
    manifest: dict[str, Any]

    @property
    def version(self) -> str:
        return self.manifest["version"]

    @property
    def features(self) -> list[str]:
        return self.manifest["features"]


def save(artefact: Artefact, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / FILES[0], **artefact.forest._asdict())
    (folder / FILES[1]).write_text(json.dumps(artefact.manifest, indent=2) + "\n")


def load(folder: Path) -> Artefact:
    """What lies in a folder: `model.tar.gz`, or its content; InputError if that is no artefact."""
    archive = folder / "model.tar.gz"
    try:
        contents = _unpack(archive) if archive.exists() else _read(folder)
        manifest = json.loads(contents["manifest.json"])
        if manifest.get("format") != FORMAT:
            raise InputError(f"{folder}: expected format {FORMAT}, found {manifest.get('format')}")
        with np.load(io.BytesIO(contents["forest.npz"]), allow_pickle=False) as arrays:
            forest = Forest(**{name: arrays[name] for name in Forest._fields})
        _check(forest, manifest)
    except InputError:
        raise
    except UNREADABLE as error:
        expected = " and ".join(FILES)
        raise InputError(f"{folder}: expected {expected} of this image: {error}") from None
    return Artefact(forest, manifest)


def _read(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def _unpack(archive: Path) -> dict[str, bytes]:
    # Into memory, and by name: nothing that an archive says about paths matters.
    with tarfile.open(archive) as tar:
        members = {member.name.removeprefix("./"): member for member in tar if member.isfile()}
        return {name: tar.extractfile(members[name]).read() for name in FILES}


def _check(forest: Forest, manifest: dict[str, Any]) -> None:
    nodes = len(forest.left)
    for name, limit in (("roots", nodes), ("left", nodes), ("right", nodes)):
        positions = getattr(forest, name)
        if len(positions) == 0 or positions.min() < 0 or positions.max() >= limit:
            raise ValueError(f"{name} point outside of the forest")
    features = manifest["features"]
    if forest.feature.min() < 0 or forest.feature.max() >= len(features):
        raise ValueError("splits on a feature that is not listed")
    at = np.arange(nodes)
    # Children come after their parent, so that every path ends.
    is_leaf = (forest.left == at) & (forest.right == at)
    if not (is_leaf | ((forest.left > at) & (forest.right > at))).all():
        raise ValueError("a path has no end")
