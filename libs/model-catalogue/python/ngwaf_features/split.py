"""What rows of a data set are for."""

import hashlib
from typing import Literal

Split = Literal["train", "validation", "test"]

_SALT = "ngwaf-split:"


def place_of(user_id: str) -> float:
    """A user's place from 0 to 1 (excluded), by a hash of the id."""
    digest = hashlib.sha256(f"{_SALT}{user_id}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32


def split_of(user_id: str, validation_share: float, test_share: float) -> Split:
    """The same for all rows of a user, in every job, in TypeScript and here."""
    place = place_of(user_id)
    if place < test_share:
        return "test"
    return "validation" if place < test_share + validation_share else "train"
