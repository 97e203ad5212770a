"""What rows of a data set are for."""

import hashlib
from typing import Literal

Split = Literal["train", "validation", "test"]

_SALT = "ngwaf-split:"


def split_of(user_id: str, validation_share: float, test_share: float) -> Split:
    """The same for all rows of a user, in every job, in TypeScript and here."""
    digest = hashlib.sha256(f"{_SALT}{user_id}".encode()).digest()
    place = int.from_bytes(digest[:4], "big") / 2**32
    if place < test_share:
        return "test"
    return "validation" if place < test_share + validation_share else "train"
