"""A corpus in the shape of the public one, small enough to learn from in seconds."""

import csv
import gzip

import pytest

from ngwaf_made import made_attacks, made_benign, made_rows
from ngwaf_model import corpus as corpus_module

SOURCES = ["sqlmap-pralab", "fwaf-badqueries", "xss-dataset", "fuzzdb", "payloadbox-x", "granqvist"]


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """The corpus file."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["payload", "label", "is_url", "attack_type", "source"])
        for number, source in enumerate([*SOURCES, "embedded"]):
            writer.writerows([p, 1, "false", kind, source] for p, kind in made_attacks(5, number))
            writer.writerows([p, 0, "false", kind, source] for p, kind in made_benign(8, number))
    return path


@pytest.fixture
def few_made_rows(monkeypatch):
    """Corpora are read with few rows made by grammar."""
    monkeypatch.setattr(corpus_module, "made_rows", lambda seed: made_rows(seed, 5, 2, 30))
