"""Rows as bags of texts: a row scores as its highest text does."""

from __future__ import annotations

from typing import Iterable, NamedTuple, Sequence

import numpy as np

from .payload import payload_parts
from .request_text import Part
from .texts import Text, parts_texts

# Score of a row without a text to score (plain words and numbers only): surely benign.
EMPTY_RAW_SCORE = -12.0


class Bags(NamedTuple):
    """Distinct texts, and which rows hold which: entry i says that `rows[i]` holds `texts[i]`.

    Entries are sorted by row. `part_of` numbers the part within its row.
    """

    distinct: list[Text]
    rows: np.ndarray
    texts: np.ndarray
    part_of: np.ndarray
    row_count: int

    def highest(self, text_scores: np.ndarray) -> np.ndarray:
        """The score of each row from the scores of the distinct texts."""
        highest = np.full(self.row_count, EMPTY_RAW_SCORE, np.float64)
        np.maximum.at(highest, self.rows, text_scores[self.texts])
        return highest

    def only(self, rows: np.ndarray) -> Bags:
        """The bags of some rows (a mask), numbered anew; the distinct texts stay all there."""
        keep = rows[self.rows]
        numbers = np.cumsum(rows) - 1
        return Bags(
            self.distinct,
            numbers[self.rows[keep]],
            self.texts[keep],
            self.part_of[keep],
            int(rows.sum()),
        )

    def compact(self) -> Bags:
        """Without the distinct texts that no row holds."""
        held, texts = np.unique(self.texts, return_inverse=True)
        return self._replace(distinct=[self.distinct[text] for text in held], texts=texts)

    def leading_entries(self, text_scores: np.ndarray) -> np.ndarray:
        """For each row that has texts, the entry of its highest one (the first of equals)."""
        order = np.lexsort((np.arange(len(self.rows)), -text_scores[self.texts], self.rows))
        rows = self.rows[order]
        return order[np.concatenate([[True], rows[1:] != rows[:-1]])] if len(rows) else order


def payload_bags(payloads: Sequence[str], is_url: Sequence[bool | None]) -> Bags:
    """Bags of payload texts; `is_url` where known."""
    return parts_bags(payload_parts(payload, known) for payload, known in zip(payloads, is_url))


def parts_bags(rows_of_parts: Iterable[Sequence[Part]]) -> Bags:
    """Bags of rows that are in parts already."""
    numbers: dict[Text, int] = {}
    rows: list[int] = []
    texts: list[int] = []
    part_of: list[int] = []
    row = -1
    for row, parts in enumerate(rows_of_parts):
        for position, texts_of_part in enumerate(parts_texts(parts)):
            for text in texts_of_part:
                rows.append(row)
                texts.append(numbers.setdefault(text, len(numbers)))
                part_of.append(position)
    as_array = [np.array(column, np.int64) for column in (rows, texts, part_of)]
    return Bags(list(numbers), *as_array, row_count=row + 1)
