"""Archives and hashes that depend on contents alone: same files, same bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from pathlib import Path
from typing import Mapping


def tar_gz(files: Mapping[str, bytes]) -> bytes:
    """A `.tar.gz` of named contents: sorted, without times, owners or modes of their own."""
    buffer = io.BytesIO()
    # The name and time in gzip's header would make the bytes depend on when and where.
    with gzip.GzipFile("", "wb", 9, buffer, mtime=0) as packed, tarfile.open(
        fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT
    ) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            entry.mode = 0o644
            archive.addfile(entry, io.BytesIO(files[name]))
    return buffer.getvalue()


def extract(archive: Path, target: Path) -> None:
    """Unpacks a `.tar.gz` of plain files; raises ValueError for a name that leads outside."""
    root = target.resolve()
    with tarfile.open(archive, "r:gz") as packed:
        for entry in packed:
            destination = (root / entry.name).resolve()
            if root != destination and root not in destination.parents:
                raise ValueError(f"{archive} holds a name outside of itself: {entry.name}")
            if entry.isfile():
                destination.parent.mkdir(parents=True, exist_ok=True)
                destination.write_bytes(packed.extractfile(entry).read())


def files_sha256(files: Mapping[str, bytes]) -> str:
    """One hash of named contents, whatever their order."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


def package_files(package: Path, prefix: str) -> dict[str, bytes]:
    """The Python sources of a package, named below `prefix`."""
    return {
        f"{prefix}/{file.relative_to(package).as_posix()}": file.read_bytes()
        for file in sorted(package.rglob("*.py"))
    }
