"""Probes of scanners among rows that their collections call benign.

Two collections are recorded traffic, scans included. What is taken out was read row by row: names
that scanners give themselves and their test files, and commands and expressions that serve no
application. The rule knows no model and no score; such rows are neither learned nor tested.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

# Recorded traffic, and what was made of it.
_RECORDED = frozenset(["granqvist", "fwaf-goodqueries", "embedded"])
# White space as some scanners write it: escaped as text.
_BLANK = r"(?:\s|\\x[0-9a-f]{2}|,|\+)"
_WORD = r"(?:\b|\\x[0-9a-f]{2})"
_PROBE = re.compile(
    "|".join(
        [
            # Acunetix, Nessus, Nikto, and files and hosts that they ask for.
            r"acunetix|acu_nonexistent|nessus|\.nasl|cirt\.net/rfiinc|generate_[a-z]+_error",
            r"(?:in|un|non)existent_|c99shell|set-cookie: ?tamper|https?://x{3,}[./]|https?://x{4,}",
            # A file to include: the question mark makes a query of what the application appends.
            r"=https?://[^&?]+\?{1,2}(?:$|cmd=|[a-z]+=?$)",
            rf"{_WORD}ping{_BLANK}+-[wnc]\b|{_WORD}(?:rm|del){_BLANK}+q[0-9]+",
            rf"{_WORD}uname{_BLANK}*#|{_WORD}sleep{_BLANK}+[0-9]+{_BLANK}*#|[|;]{_BLANK}*/?(?:usr/)?s?bin/",
            r"^(?:net (?:user|localgroup)|ls [-/]|dir c:)",
            r"\bunion\b[\s/*]+(?:all[\s/*]+)?select\b",
            r"\bselect\b.{1,60}\bfrom (?:sys|dba_|information_)",
            r"^-?[0-9]+ (?:or|and) -?[0-9]+$|^-?[0-9]+ order by [0-9]+",
            r"^\(?[0-9]+-\(?(?:select\b|@@|[a-z_]+\()",
        ]
    ),
    re.IGNORECASE,
)


def is_mislabelled(payload: str, label: int, source: str) -> bool:
    """Whether a row is called benign and is the probe of a scanner, as it stands or decoded."""
    if label or source not in _RECORDED:
        return False
    return any(_PROBE.search(text) for text in (payload, unquote_plus(payload)))
