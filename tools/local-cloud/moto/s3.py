"""Mends what moto's S3 does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

import copy
import io
import threading
from types import SimpleNamespace

from moto.s3 import models
from moto.s3.models import FakeDeleteMarker, FakeKey, S3Backend
from moto.s3.utils import _VersionedKeyStore


def mend() -> None:
    _list_buckets_that_change()
    _list_without_contents()
    # Removing what was removed before fails with an error where versions are kept no longer.
    FakeDeleteMarker.dispose = lambda self, garbage=False: None


def _list_buckets_that_change() -> None:
    """A list of a bucket holds what was there when it was asked for.

    moto serves requests in threads: an object that another one deletes meanwhile ended the list
    with an error.
    """

    def lists(self):
        for key in list(self._self_iterable()):
            versions = self.getlist(key)
            if versions:
                yield key, list(versions)

    _VersionedKeyStore.lists = _VersionedKeyStore.iterlists = lists


def _list_without_contents() -> None:
    """Listing versions copies what is known of the objects; moto copies their contents as well,
    gigabytes of them for each page of a bucket with some thousand objects."""
    listing = threading.local()
    list_versions = S3Backend.list_object_versions

    def without_contents(version):
        if not isinstance(version, FakeKey):
            return copy.copy(version)
        version.etag  # noqa: B018 -- is computed from the contents when it is first asked for
        twin = FakeKey.__new__(FakeKey)
        twin.__dict__.update(version.__dict__)
        # Its own, since it is closed with the twin.
        twin._value_buffer = io.BytesIO()
        return twin

    def deepcopy(value, memo=None):
        if getattr(listing, "is_on", False) and isinstance(value, list):
            return [without_contents(version) for version in value]
        return copy.deepcopy(value, memo)

    def list_object_versions(self, *args, **kwargs):
        listing.is_on = True
        try:
            return list_versions(self, *args, **kwargs)
        finally:
            listing.is_on = False

    models.copy = SimpleNamespace(copy=copy.copy, deepcopy=deepcopy)
    S3Backend.list_object_versions = list_object_versions
