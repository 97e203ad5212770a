"""A grown forest as plain arrays: what is stored, served, and grown further."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

ROWS_AT_ONCE = 4096


class Forest(NamedTuple):
    """The nodes of all trees in a row; children are positions in that row."""

    roots: np.ndarray
    """Position of each tree's root."""
    left: np.ndarray
    """Where to go if the feature is at most the threshold; a leaf's own position."""
    right: np.ndarray
    feature: np.ndarray
    threshold: np.ndarray
    missing_left: np.ndarray
    """Whether a missing value goes to the left."""
    score: np.ndarray
    """Share of the label 1 in the node's rows."""
    importances: np.ndarray
    """Trees by features."""

    @classmethod
    def of(cls, trees: list[Any]) -> Forest:
        """The trees that scikit-learn has grown."""
        sizes = [tree.tree_.node_count for tree in trees]
        roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
        nodes = [tree.tree_.__getstate__()["nodes"] for tree in trees]
        own = np.arange(sum(sizes), dtype=np.int32)
        offset = np.repeat(roots, sizes)
        is_leaf = np.concatenate([one["left_child"] for one in nodes]) < 0

        def children(name: str) -> np.ndarray:
            found = np.concatenate([one[name] for one in nodes]) + offset
            return np.where(is_leaf, own, found).astype(np.int32)

        values = np.concatenate([tree.tree_.value[:, 0, :] for tree in trees])
        return cls(
            roots=roots,
            left=children("left_child"),
            right=children("right_child"),
            feature=np.where(is_leaf, 0, np.concatenate([n["feature"] for n in nodes])).astype(
                np.int32
            ),
            threshold=np.concatenate([one["threshold"] for one in nodes]),
            missing_left=np.concatenate([n["missing_go_to_left"] for n in nodes]).astype(bool),
            score=values[:, 1] / values.sum(axis=1),
            importances=np.stack([tree.feature_importances_ for tree in trees]),
        )

    def __add__(self, other: Forest) -> Forest:
        """Both forests' trees: what an increment of training makes."""
        shift = len(self.left)
        moved = other._replace(
            roots=other.roots + shift, left=other.left + shift, right=other.right + shift
        )
        return Forest(*(np.concatenate(pair) for pair in zip(self, moved, strict=True)))

    def predict(self, values: np.ndarray) -> np.ndarray:
        """The probability of the label 1 for each row; NaN is a missing value."""
        # Compared as scikit-learn does: values in single, thresholds in double precision.
        values = np.asarray(values, dtype=np.float32)
        scores = np.empty(len(values))
        for start in range(0, len(values), ROWS_AT_ONCE):
            part = slice(start, start + ROWS_AT_ONCE)
            scores[part] = self._predict(values[part])
        return scores

    def _predict(self, values: np.ndarray) -> np.ndarray:
        rows = np.arange(len(values))[:, None]
        at = np.broadcast_to(self.roots, (len(values), len(self.roots)))
        while True:
            value = values[rows, self.feature[at]]
            goes_left = np.where(
                np.isnan(value), self.missing_left[at], value <= self.threshold[at]
            )
            following = np.where(goes_left, self.left[at], self.right[at])
            if np.array_equal(following, at):
                return self.score[at].mean(axis=1)
            at = following
