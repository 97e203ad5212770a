"""`model.tar.gz`: weights, what fine-tuning needs, records, cards, and the code that reads them."""

from __future__ import annotations

import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .archive import extract, files_sha256, package_files
from .calibration import Calibration
from .cards import DATA_CARD, MODEL_CARD, data_card, model_card
from .features import BUCKET_BITS, BUCKETS, FEATURE_FORMAT
from .learner import Linear, Prior
from .model import Model

ARTEFACT_FORMAT = 1
MANIFEST = "manifest.json"
EVALUATION = "evaluation.json"
_WEIGHTS = "weights.npy"
_PRECISION = "precision.npy"


class Artefact(NamedTuple):
    """A model version as stored: the scorer, what its training data said of each weight, records.

    `prior` is centred on the scorer's weights: fine-tuning starts from it.
    """

    model: Model
    prior: Prior
    manifest: dict[str, Any]
    evaluation: dict[str, Any]


def quantise(linear: Linear) -> Linear:
    """The weights in the precision that artefacts store (16 bits), so that figures hold for it."""
    return Linear(linear.weights.astype(np.float16).astype(np.float32), linear.intercept)


def code_files(entry_point: Path) -> dict[str, bytes]:
    """The code that an artefact carries: the entry point of serving and this package."""
    package = package_files(Path(__file__).parent, "code/ngwaf_model")
    return {"code/inference.py": entry_point.read_bytes(), **package}


def artefact_files(artefact: Artefact, entry_point: Path) -> dict[str, bytes]:
    """The contents of `model.tar.gz` by name; the manifest gains formats and hashes."""
    code = code_files(entry_point)
    manifest = {
        "format": ARTEFACT_FORMAT,
        "version": artefact.model.version,
        **artefact.manifest,
        "code_sha256": files_sha256(code),
        "features": {"format": FEATURE_FORMAT, "bucket_bits": BUCKET_BITS},
        "threshold": artefact.model.threshold,
        "calibration": artefact.model.calibration._asdict(),
        "intercept": artefact.model.linear.intercept,
        "intercept_precision": artefact.prior.intercept_precision,
    }
    contents = {
        MANIFEST: _json(manifest),
        EVALUATION: _json(artefact.evaluation),
        MODEL_CARD: model_card(manifest, artefact.evaluation).encode(),
        DATA_CARD: data_card(manifest).encode(),
        _WEIGHTS: _npy(artefact.model.linear.weights),
        _PRECISION: _npy(np.minimum(artefact.prior.precision, np.finfo(np.float16).max)),
    }
    return {**contents, **code}


def load(folder: Path) -> Artefact:
    """The artefact unpacked in a folder.

    Raises ValueError when its features are not those of this code: its own code must read it.
    """
    manifest = read_manifest(folder)
    if not is_readable(manifest):
        raise ValueError(
            f"expected artefact format {ARTEFACT_FORMAT} with features {FEATURE_FORMAT} in "
            f"{BUCKET_BITS} bits, found {manifest.get('format')} with {manifest.get('features')}"
        )
    linear = Linear(_read(folder / _WEIGHTS), manifest["intercept"])
    model = Model(
        linear=linear,
        calibration=Calibration(**manifest["calibration"]),
        threshold=manifest["threshold"],
        version=manifest["version"],
        manifest=manifest,
    )
    prior = Prior(linear, _read(folder / _PRECISION), manifest["intercept_precision"])
    return Artefact(model, prior, manifest, json.loads((folder / EVALUATION).read_text("utf-8")))


def load_archive(archive: str | os.PathLike) -> Artefact:
    """The artefact in a `model.tar.gz`; see `load`."""
    with tempfile.TemporaryDirectory() as folder:
        extract(Path(archive), Path(folder))
        return load(Path(folder))


def load_model(archive: str | os.PathLike) -> Model:
    """The scorer in a `model.tar.gz`; see `load`."""
    return load_archive(archive).model


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an unpacked artefact of any format."""
    return json.loads((folder / MANIFEST).read_text("utf-8"))


def is_readable(manifest: dict[str, Any]) -> bool:
    """Whether this code computes the features that the artefact's weights belong to."""
    features = {"format": FEATURE_FORMAT, "bucket_bits": BUCKET_BITS}
    return manifest.get("format") == ARTEFACT_FORMAT and manifest.get("features") == features


def _npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array.astype(np.float16), allow_pickle=False)
    return buffer.getvalue()


def _read(file: Path) -> np.ndarray:
    array = np.load(file, allow_pickle=False).astype(np.float32)
    if array.shape != (BUCKETS,):
        raise ValueError(f"expected {BUCKETS} values in {file.name}, found shape {array.shape}")
    return array


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()
