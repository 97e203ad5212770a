from __future__ import annotations

import io
import json

import numpy as np
import pytest

from ngwaf_container import content


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("[[1, 2], [3, 4]]", content.JSON, [[1, 2], [3, 4]]),
        ("1,2\n3,4\n", content.CSV, [[1, 2], [3, 4]]),
    ],
)
def test_decode_makes_arrays(body: str, content_type: str, expected: list[list[int]]) -> None:
    assert content.decode(body, content_type).tolist() == expected


def test_npy_survives_a_round_trip() -> None:
    array = np.arange(6.0).reshape(2, 3)

    assert (
        content.decode(content.encode(array, content.NPY), content.NPY).tolist() == array.tolist()
    )


def test_decode_refuses_pickles() -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.array([object()]), allow_pickle=True)

    with pytest.raises(ValueError, match="allow_pickle"):
        content.decode(buffer.getvalue(), content.NPY)


def test_encode_knows_json_and_csv() -> None:
    assert json.loads(content.encode({"scores": np.array([0.5, 1.0])}, content.JSON)) == {
        "scores": [0.5, 1.0]
    }
    assert content.encode(np.array([[1, 2], [3, 4]]), content.CSV) == "1,2\n3,4\n"


def test_other_types_are_refused_by_name() -> None:
    with pytest.raises(content.UnsupportedFormatError, match="image/png"):
        content.decode(b"", "image/png")
    with pytest.raises(content.UnsupportedFormatError, match="text/html"):
        content.encode([], "text/html")
