"""The public corpus of the base model: rows with their source, grouped into folds."""

from __future__ import annotations

import csv
import gzip
import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ngwaf_made import MADE_SOURCES, made_rows

from .mislabelled import is_mislabelled

FOLDS = 5
# Related sources share a fold, so that no fold is tested on what its relatives taught it.
_FOLD_OF_SOURCE = {
    "deepxss-dmoz": 0,
    "dmoz-urls": 0,
    "sqlmap-pralab": 0,
    "openappsec-sqli": 0,
    "openappsec-legit": 1,
    "debian-descriptions": 1,
    "fwaf-badqueries": 1,
    "fwaf-goodqueries": 1,
    "deepxss-xssed": 2,
    "xss-dataset": 2,
    "payloadbox-xss-payload-list": 2,
    "foospidy-payloads": 3,
    "fuzzdb": 3,
    "payloadsallthethings": 3,
    "nasa-log": 3,
    "twiki-log": 3,
    "granqvist": 4,
    "cmdi-dataset": 4,
    "naughty-strings": 4,
    "ruet-weblog": 4,
}
# Made by grammar, and made of rows of the other sources: learned from, never tested on.
_NEVER_TESTED = ("embedded", *MADE_SOURCES)
_PAYLOADBOX_FOLD = 3
_MADE_SEED = 20240601


class Corpus(NamedTuple):
    """Rows in columns; `folds` is -1 for rows that no fold tests."""

    payloads: list
    labels: np.ndarray
    is_url: np.ndarray
    types: np.ndarray
    sources: np.ndarray
    folds: np.ndarray
    sha256: str

    def describe(self, name: str) -> list[dict[str, Any]]:
        """What a manifest says of the data: the file and its hash, and the rows made by grammar."""
        is_made = np.isin(self.sources, MADE_SOURCES)
        return [
            {"name": name, "sha256": self.sha256, **self._of(~is_made)},
            {"name": "made by grammar", **self._of(is_made)},
        ]

    def _of(self, rows: np.ndarray) -> dict[str, Any]:
        sources = [
            {"name": str(source), **self._classes(self.sources == source)}
            for source in np.unique(self.sources[rows])
        ]
        return {**self._classes(rows), "sources": sources}

    def _classes(self, rows: np.ndarray) -> dict[str, int]:
        malicious = int(self.labels[rows].sum())
        return {"malicious": malicious, "benign": int(rows.sum()) - malicious}

    def row_weights(self) -> np.ndarray:
        """Less the larger the (source, type) group, classes balanced; mean 1.

        A benign row by the root of its group's size, a malicious one by the size to the power of
        0.7: rare attack types count for more (see docs/adr/0026).
        """
        groups = np.char.add(np.char.add(self.sources, "|"), self.types)
        _, inverse, sizes = np.unique(groups, return_inverse=True, return_counts=True)
        weights = sizes[inverse] ** -np.where(self.labels == 1, 0.7, 0.5)
        for label in (0, 1):
            of_class = self.labels == label
            if of_class.any():
                weights[of_class] *= len(weights) / 2 / weights[of_class].sum()
        return weights


def read_corpus(path: Path) -> Corpus:
    """Reads `payload,label,is_url,attack_type,source` (gzip) and adds the rows made by grammar.

    Probes of scanners that are called benign stay out (see `mislabelled`).
    """
    # A row ends with its line: no limit of the reader's should cut a long payload.
    csv.field_size_limit(1 << 24)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [
            (
                row["payload"],
                int(row["label"]),
                row["is_url"] == "true",
                row["attack_type"],
                row["source"],
            )
            for row in csv.DictReader(file)
            if not is_mislabelled(row["payload"], int(row["label"]), row["source"])
        ]
    rows += made_rows(_MADE_SEED)
    payloads, labels, is_url, types, sources = zip(*rows)
    return Corpus(
        payloads=list(payloads),
        labels=np.array(labels),
        is_url=np.array(is_url),
        types=np.array(types),
        sources=np.array(sources),
        folds=np.array([_fold(source) for source in sources]),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _fold(source: str) -> int:
    if source in _NEVER_TESTED:
        return -1
    if source.startswith("payloadbox-") and source not in _FOLD_OF_SOURCE:
        return _PAYLOADBOX_FOLD
    return _FOLD_OF_SOURCE[source]
