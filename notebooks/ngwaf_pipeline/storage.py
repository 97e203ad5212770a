"""Files to and from S3."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any


class CorruptObjectError(Exception):
    """An object is not the one that was recorded."""


def sha256_of(path: Path) -> str:
    """Hash of a file as lower-case hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def split_address(address: str) -> tuple[str, str]:
    """Bucket and key of `s3://bucket/key`."""
    bucket, _, key = address.removeprefix("s3://").partition("/")
    return bucket, key


def download(s3: Any, address: str, path: Path, sha256: str | None = None) -> Path:
    """Fetches an object; raises CorruptObjectError if its hash is not the expected one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    bucket, key = split_address(address)
    s3.download_file(bucket, key, str(path))
    found = sha256_of(path)
    if sha256 is not None and found != sha256:
        raise CorruptObjectError(f"{address}: expected sha256 {sha256}, found {found}")
    return path


def upload(s3: Any, path: Path, address: str) -> str:
    """Stores a file and gives back its address."""
    bucket, key = split_address(address)
    s3.upload_file(str(path), bucket, key)
    return address
