"""Files of this release, for archives with the same bytes for the same files."""

from __future__ import annotations

from pathlib import Path


def files_below(folder: Path, prefix: str = "") -> dict[str, bytes]:
    """Contents of all files below a folder but caches, named relative to it behind `prefix`."""
    return {
        f"{prefix}{file.relative_to(folder).as_posix()}": file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }
