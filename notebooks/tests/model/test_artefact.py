"""Artefacts: what goes in comes out, and the same goes in as the same bytes."""

import io
import tarfile

import numpy as np
import pytest

from ngwaf_model.archive import extract, files_sha256, tar_gz
from ngwaf_model.artefact import artefact_files, is_readable, load, load_archive, load_model

from .conftest import NOTEBOOKS

ENTRY_POINT = NOTEBOOKS / "container" / "inference.py"


def test_load_archive_brings_back_the_model(artefact, archive):
    loaded = load_archive(archive)

    payloads = ["/a?b=' or 1=1--", "kettle", "<script>alert(1)</script>"]
    assert np.array_equal(loaded.model.score(payloads), artefact.model.score(payloads))
    assert loaded.model.manifest["version"] == "parent"
    assert loaded.model.threshold == 0.5
    assert np.allclose(loaded.prior.precision, artefact.prior.precision, rtol=1e-3)


def test_load_model_is_the_scorer_alone(artefact, archive):
    assert load_model(str(archive)).version == artefact.model.version


def test_artefact_files_are_the_same_bytes_for_the_same_model(artefact, archive):
    assert tar_gz(artefact_files(artefact, ENTRY_POINT)) == archive.read_bytes()


def test_artefact_files_carry_the_code(artefact):
    files = artefact_files(artefact, ENTRY_POINT)

    assert files["code/inference.py"] == ENTRY_POINT.read_bytes()
    assert "code/ngwaf_model/features.py" in files


def test_load_refuses_features_of_another_format(artefact, tmp_path):
    files = artefact_files(artefact, ENTRY_POINT)
    files["manifest.json"] = files["manifest.json"].replace(
        b'"bucket_bits": 18', b'"bucket_bits": 20'
    )
    (tmp_path / "m.tar.gz").write_bytes(tar_gz(files))
    extract(tmp_path / "m.tar.gz", tmp_path / "m")

    with pytest.raises(ValueError, match="expected artefact format 1 with features 2 in 18 bits"):
        load(tmp_path / "m")
    assert not is_readable({})


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil"])
def test_extract_refuses_names_that_lead_outside(name, tmp_path):
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))

    with pytest.raises(ValueError, match="outside"):
        extract(tmp_path / "a.tar.gz", tmp_path / "out")


def test_files_sha256_depends_on_names_and_contents_alone():
    assert files_sha256({"a": b"1", "b": b"2"}) == files_sha256({"b": b"2", "a": b"1"})
    assert files_sha256({"a": b"1", "b": b"2"}) != files_sha256({"a": b"12", "b": b""})
