"""The small corpus, read."""

import pytest

from ngwaf_model.corpus import read_corpus


@pytest.fixture
def corpus(data, few_made_rows):
    """The corpus, with few rows made by grammar."""
    return read_corpus(data)
