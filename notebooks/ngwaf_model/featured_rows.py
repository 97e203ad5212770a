"""Labelled rows with their features made: once for all that learns from them or judges them."""

from __future__ import annotations

from typing import NamedTuple, Sequence

import numpy as np
from scipy import sparse

from .bags import Bags, payload_bags
from .features import feature_matrix
from .learner import Linear
from .rows import Row, labels_of


class FeaturedRows(NamedTuple):
    """Rows as bags, with the features of the bags' distinct texts."""

    bags: Bags
    matrix: sparse.csr_matrix
    labels: np.ndarray

    @classmethod
    def of_bags(cls, bags: Bags, labels: np.ndarray) -> FeaturedRows:
        """Makes the features of rows that are bags already."""
        return cls(bags, feature_matrix(bags.distinct), labels)

    def only(self, rows: np.ndarray) -> FeaturedRows:
        """Some of the rows (a mask); the features are shared."""
        return self._replace(bags=self.bags.only(rows), labels=self.labels[rows])

    def raw(self, linear: Linear) -> np.ndarray:
        """Uncalibrated scores of the rows."""
        return self.bags.highest(linear.raw(self.matrix))


def featured_rows(rows: Sequence[Row]) -> FeaturedRows:
    """Makes the features of rows."""
    return FeaturedRows.of_bags(bags_of(rows), labels_of(rows))


def bags_of(rows: Sequence[Row]) -> Bags:
    """The bags of labelled rows."""
    return payload_bags([row.payload for row in rows], [row.is_url for row in rows])
