"""A small model for tests: trained in a second, packed as any other."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from ngwaf_made import made_attacks, made_benign
from ngwaf_model.archive import tar_gz
from ngwaf_model.artefact import Artefact, artefact_files, quantise
from ngwaf_model.bags import payload_bags
from ngwaf_model.calibration import Calibration
from ngwaf_model.features import feature_matrix
from ngwaf_model.learner import Prior
from ngwaf_model.model import Model
from ngwaf_model.training import fit_base

NOTEBOOKS = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def artefact():
    rows = [(payload, 1) for payload, _ in made_attacks(25, 3)]
    rows += [(payload, 0) for payload, _ in made_benign(40, 3)]
    payloads, labels = zip(*rows)
    bags = payload_bags(payloads, [False] * len(payloads))
    matrix = feature_matrix(bags.distinct)
    training = fit_base(bags, matrix, np.array(labels), np.ones(len(labels)))
    linear = quantise(training.linear)
    precision, of_intercept = training.examples.curvature(linear)
    model = Model(linear, Calibration(1.0, 0.0), 0.5, "parent")
    return Artefact(model, Prior(linear, precision + 0.01, of_intercept), {"parent": None}, {})


@pytest.fixture(scope="session")
def archive(artefact, tmp_path_factory):
    """The small model's `model.tar.gz`."""
    path = tmp_path_factory.mktemp("parent") / "model.tar.gz"
    path.write_bytes(tar_gz(artefact_files(artefact, NOTEBOOKS / "container" / "inference.py")))
    return path


@pytest.fixture(scope="session")
def archive_sha256(archive):
    return hashlib.sha256(archive.read_bytes()).hexdigest()
