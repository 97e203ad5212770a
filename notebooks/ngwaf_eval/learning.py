"""The base model's own training, on a part of the corpus: what is measured is what ships.

The one module of this package that knows the learner.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse

from ngwaf_model.bags import Bags, payload_bags
from ngwaf_model.corpus import Corpus
from ngwaf_model.features import feature_matrix
from ngwaf_model.learner import Linear
from ngwaf_model.training import fit_base


class Prepared(NamedTuple):
    """A corpus with its features, made once for all the models that are fitted on parts of it.

    `spelling` numbers the distinct texts by what they say: texts that differ in flags or in where
    they stood alone have the same number.
    """

    corpus: Corpus
    bags: Bags
    matrix: sparse.csr_matrix
    weights: np.ndarray
    spelling: np.ndarray


def prepare(corpus: Corpus) -> Prepared:
    """Texts and features of all rows."""
    bags = payload_bags(corpus.payloads, corpus.is_url)
    numbers: dict[str, int] = {}
    spelling = np.array([numbers.setdefault(one.text, len(numbers)) for one in bags.distinct])
    return Prepared(corpus, bags, feature_matrix(bags.distinct), corpus.row_weights(), spelling)


def fit_without(prepared: Prepared, left_out: np.ndarray) -> Linear:
    """The model of all rows but some (a mask), which it does not know in disguise either.

    A text of a row left out is dropped wherever else it stands. Where that text is an attack (no
    benign row has it), the whole row goes: what remains of it is harmless.
    """
    bags, labels = prepared.bags, prepared.corpus.labels
    spelling = prepared.spelling[bags.texts]
    is_malicious = labels[bags.rows] == 1
    is_tested = _member(spelling, left_out[bags.rows])
    is_tested_attack = _member(spelling, left_out[bags.rows] & is_malicious)
    is_attack = is_tested_attack & ~_member(spelling, ~is_malicious)
    dropped = left_out.copy()
    dropped[bags.rows[is_attack & is_malicious]] = True
    keep = ~dropped[bags.rows] & ~is_tested
    part = bags._replace(rows=bags.rows[keep], texts=bags.texts[keep], part_of=bags.part_of[keep])
    return fit_base(part, prepared.matrix, labels, prepared.weights).linear


def raw_scores(linear: Linear, bags: Bags) -> np.ndarray:
    """Uncalibrated scores of rows."""
    return bags.highest(linear.raw(feature_matrix(bags.distinct)))


def _member(numbers: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Whether the number of each entry is also that of a chosen entry (a mask)."""
    found = np.zeros(numbers.max(initial=-1) + 1, bool)
    found[numbers[chosen]] = True
    return found[numbers]
