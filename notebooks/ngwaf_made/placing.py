"""A value takes its place in a request's first lines: parameter, path, header, cookie, …

Every place is a function of the same form as those of `bodies`: (request, name, value, source).
"""

from __future__ import annotations

import random
from typing import Any, Callable
from urllib.parse import quote, quote_plus

from .names import NAMES
from .requests import Request

Place = Callable[[Request, str, str, random.Random], Request]
# Signs that clients leave as they are in a value; letters, digits and -_.~ are left by all.
_LEFT = ("", "", "", "/", "'()*!,:@/$", "/:=?@,")
_LEFT_IN_RAW = "[]=&$;:/\\(){},'\"%+*!@"


def encoded(value: str, source: random.Random) -> str:
    """A value of a query or form as clients write it: all percent-encoded, or its signs left."""
    if source.random() < 0.3:
        return quote_plus(value)
    return quote(value, safe=source.choice(_LEFT))


def raw(value: str) -> str:
    """A value that is a whole query or form: percent-encoded where it must be."""
    return quote(value, safe=_LEFT_IN_RAW)


def inserted(items: list, item: Any, source: random.Random) -> list:
    """The items with one more, anywhere."""
    at = source.randint(0, len(items))
    return [*items[:at], item, *items[at:]]


def with_header(request: Request, name: str, value: str) -> Request:
    """The request with this header; a line break in it can only be an encoded one."""
    others = [header for header in request.headers if header[0].lower() != name.lower()]
    line = value.replace("\r", "%0d").replace("\n", "%0a")
    return request._replace(headers=[*others, (name, line)])


def query(request: Request, name: str, value: str, source: random.Random) -> Request:
    """`name=value` among the parameters of the URL."""
    pair = f"{name}={encoded(value, source)}"
    return request._replace(query=inserted(request.query[:6], pair, source))


def raw_query(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the whole query."""
    return request._replace(query=[raw(value)])


def path(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the last segment of the path."""
    return request._replace(path=f"{request.path.rstrip('/')}/{quote(value, safe='/;:@,=()')}")


def target(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as path and query of a request without a body."""
    written = quote(value if value[:1] == "/" else f"/{value}", safe="?#" + _LEFT_IN_RAW)
    before, question, after = written.partition("?")
    bare = request._replace(method="GET", body="", content_type="")
    return bare._replace(path=before, query=[after] if question else [])


def header(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as a header's."""
    chosen = source.choice(NAMES["header"])
    if chosen == "User-Agent" and source.random() < 0.5:
        value = f"Mozilla/5.0 {value}"
    return with_header(request, chosen, value)


def referer(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as a parameter of the Referer's URL."""
    host = dict(request.headers)["Host"]
    return with_header(request, "Referer", f"https://{host}/?{name}={encoded(value, source)}")


def cookie(request: Request, name: str, value: str, source: random.Random) -> Request:
    """`name=value` among the cookies."""
    written = quote(value, safe="") if ";" in value or source.random() < 0.5 else value
    cookies = dict(request.headers).get("Cookie", "lang=en").split("; ")
    pairs = inserted(cookies, f"{name}={written}", source)
    return with_header(request, "Cookie", "; ".join(pairs))


def content_type(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the body's type."""
    return request._replace(content_type=value.replace("\n", " ").replace("\r", " "))
