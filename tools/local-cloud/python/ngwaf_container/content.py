"""Encoding and decoding of request and response bodies, for scripts without handlers of their own.

NumPy is imported where it is used: a script with its own handlers does not pay for it.
"""

from __future__ import annotations

import io
import json
from typing import Any

JSON = "application/json"
CSV = "text/csv"
NPY = "application/x-npy"

#: Bodies of these types reach `input_fn` as text, all others as bytes.
TEXT_TYPES = (JSON, CSV)


class UnsupportedFormatError(Exception):
    """Neither the request's content type nor its accept type is one that can be handled."""

    def __init__(self, content_type: str) -> None:
        super().__init__(
            f"Content type {content_type} is not supported by this framework. Please implement "
            "input_fn to deserialize the request data or an output_fn to serialize the response."
        )


def decode(body: Any, content_type: str) -> Any:
    """An array from a JSON, CSV or NPY body."""
    import numpy as np

    if content_type == JSON:
        return np.array(json.loads(body))
    if content_type == CSV:
        return np.genfromtxt(io.StringIO(body), dtype=None, delimiter=",", encoding="utf-8")
    if content_type == NPY:
        # Pickles stay refused: a request must not be able to run code.
        return np.load(io.BytesIO(body), allow_pickle=False)
    raise UnsupportedFormatError(content_type)


def encode(prediction: Any, accept: str) -> str | bytes:
    """A body of the accepted type from an array or anything that JSON can hold."""
    import numpy as np

    if accept == JSON:
        return json.dumps(prediction, default=lambda value: np.asarray(value).tolist())
    if accept == CSV:
        text = io.StringIO()
        np.savetxt(text, np.atleast_1d(np.asarray(prediction)), delimiter=",", fmt="%s")
        return text.getvalue()
    if accept == NPY:
        buffer = io.BytesIO()
        np.save(buffer, np.asarray(prediction), allow_pickle=False)
        return buffer.getvalue()
    raise UnsupportedFormatError(accept)
