"""What decoding and folding hide from the text, and the model is to see all the same."""

from __future__ import annotations


class Flag:
    """Bits of a text's flags; a text carries the union. Order and values are part of the model."""

    DOUBLE_PERCENT = 1 << 0
    ENTITY = 1 << 1
    ESCAPE = 1 << 2
    OVERLONG = 1 << 3
    NULL = 1 << 4
    CONTROL = 1 << 5
    MIXED_CASE = 1 << 6
    BASE64 = 1 << 7
    STRIPPED = 1 << 8
    # The text is an absolute URL: to another site than the request's, to the same, or, where the
    # request's host is not known, to a host of which nothing is known. See `destination.py`.
    OTHER_SITE_URL = 1 << 9
    SAME_SITE_URL = 1 << 10
    URL = 1 << 11
    INNER_HOST = 1 << 12


FLAG_COUNT = 13
URL_FLAGS = Flag.OTHER_SITE_URL | Flag.SAME_SITE_URL | Flag.URL | Flag.INNER_HOST
