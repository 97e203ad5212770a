"""Where an absolute URL leads: to the request's own site, to another, to a host inside a network.

Whether `https://other.example/` is an attack depends on where it stands; these flags and the name
of the parameter (see `features.py`) let the model judge it.
"""

from __future__ import annotations

import re
from typing import Iterable

from .flags import Flag
from .folding import fold
from .request_text import Part

# As browsers and HTTP clients read it: any number of slashes or backslashes, blanks before them.
# Of a folded text, so lower case; the authority may hold a user before `@`.
_ABSOLUTE = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,15}:[/\\]{2,}|https?:[/\\]?|[/\\]{2,})([^/\\?# \n]+)"
)
_PORT = re.compile(r":[0-9]*$")
_NUMERIC_HOST = re.compile(r"(?:0x[0-9a-f]+|[0-9]+)(?:\.(?:0x[0-9a-f]+|[0-9]+)){0,3}")
_INNER_NAME = re.compile(r"[a-z0-9_-]+|.*\.(?:internal|local|localhost|localdomain|lan)")


def site_of(parts: Iterable[Part]) -> str:
    """The site of a request's Host header, empty where it has none."""
    hosts = (part.text for part in parts if part.kind == "header" and part.name == "host")
    return _site(_host(fold(next(hosts, ""))[0]))


def url_flags(folded: str, site: str) -> int:
    """Flags of a folded text that is an absolute URL, in a request to `site` (empty: unknown)."""
    found = _ABSOLUTE.match(folded)
    if found is None:
        return 0
    host = _host(found.group(1))
    inner = Flag.INNER_HOST if _is_inner(host) else 0
    if not site:
        return inner | Flag.URL
    return inner | (Flag.SAME_SITE_URL if _site(host) == site else Flag.OTHER_SITE_URL)


def _host(authority: str) -> str:
    return _PORT.sub("", authority.rpartition("@")[2])


def _is_inner(host: str) -> bool:
    return (
        host.startswith("[")
        or _NUMERIC_HOST.fullmatch(host) is not None
        or _INNER_NAME.fullmatch(host) is not None
    )


def _site(host: str) -> str:
    """The part of a host that one owner has: two labels, or three below a registry as `co.uk`."""
    if _NUMERIC_HOST.fullmatch(host):
        return host
    labels = host.rstrip(".").split(".")
    is_below_registry = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if is_below_registry else -2 :])
