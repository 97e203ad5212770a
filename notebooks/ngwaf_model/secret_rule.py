"""A rule of masking: `rule.ts` of `libs/masking`."""

from __future__ import annotations

import re
from typing import Callable, NamedTuple


class Rule(NamedTuple):
    """One kind of secret: where it stands, and what is put in its place."""

    needs: re.Pattern
    """Found in every text that the pattern matches in, and faster: most texts hold no secret."""
    pattern: re.Pattern
    mask: Callable[[re.Match], str]


def rule(needs: str, pattern: str, mask: Callable[[re.Match], str]) -> Rule:
    """A rule from the sources of its patterns."""
    return Rule(re.compile(needs), re.compile(pattern), mask)
