import json
from pathlib import Path

import pytest

from ngwaf_features.split import split_of

GOLDEN = json.loads(
    (Path(__file__).parents[2] / "golden" / "split.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: ascii(case["id"]))
def test_as_in_typescript(case):
    assert split_of(case["id"], 0.2, 0.2) == case["split"]
