"""Requests in a file, one JSON object a line: `{id, method, path_and_query, headers, body}`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator, NamedTuple

_FIELDS = "`id`, `path_and_query` and, where there are any, `method`, `headers` and `body`"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class RequestsError(Exception):
    """The file cannot be used; the message names the line and what was expected there."""


class Identified(NamedTuple):
    """A request in the shape that `request_parts` takes, with the name that its line gave it."""

    id: str
    request: dict[str, Any]


def read_requests(path: Path) -> Iterator[Identified]:
    """The requests of a file, read as they are asked for; blank lines are passed over.

    Raises RequestsError for a line that is none, and for an id that a line before has.
    """
    lines_of: dict[str, int] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            stripped = line.removeprefix(_BYTE_ORDER_MARK).strip() if number == 1 else line.strip()
            if not stripped:
                continue
            try:
                identified = _identified(_parsed(stripped))
            except ValueError as error:
                raise RequestsError(f"line {number}: {error}") from error
            first = lines_of.setdefault(identified.id, number)
            if first != number:
                raise RequestsError(
                    f"line {number}: expected an id of its own, found {identified.id!r}, "
                    f"which line {first} has"
                )
            yield identified


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(
            f"expected UTF-8, found another byte at {error.start} (bytes that are no text go in "
            "as the Latin-1 characters \\u0080 to \\u00ff)"
        ) from error
    except (json.JSONDecodeError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        at = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ValueError(
            f"expected a JSON object with {_FIELDS}, found {reason[:1].lower()}{reason[1:]}{at}"
        ) from error


def _identified(record: Any) -> Identified:
    if not isinstance(record, dict):
        raise ValueError(f"expected a JSON object with {_FIELDS}, found {_kind(record)}")
    name = record.get("id")
    if isinstance(name, bool) or not isinstance(name, (str, int)):
        raise ValueError(f"expected `id`, a text or a whole number, found {_found(record, 'id')}")
    url = record.get("path_and_query")
    if not isinstance(url, str):
        raise ValueError(
            "expected `path_and_query`, a text such as /search?q=shoes, "
            f"found {_found(record, 'path_and_query')}"
        )
    method = record.get("method")
    if not isinstance(method, (str, type(None))):
        raise ValueError(f"expected `method`, a text such as GET, found {_kind(method)}")
    request = {
        "method": method or "GET",
        "url": url,
        "headers": _headers(record.get("headers")),
        "body": _text(record.get("body")),
    }
    return Identified(str(name), request)


def _headers(headers: Any) -> dict[str, list[str]]:
    """Values of each name: a text, a number, or a list of them; null is a header not sent."""
    if headers is None:
        return {}
    if isinstance(headers, dict):
        pairs = list(headers.items())
    elif isinstance(headers, list) and all(_is_pair(one) for one in headers):
        pairs = headers
    else:
        raise ValueError(
            "expected `headers`, an object of names and values (or a list of pairs), "
            f"found {_kind(headers)}"
        )
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        values = value if isinstance(value, list) else [value]
        found.setdefault(name, []).extend(_text(one) for one in values if one is not None)
    return found


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)


def _text(value: Any) -> str:
    """A text as it is; anything else as the JSON that it was sent as."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _found(record: dict[str, Any], field: str) -> str:
    return _kind(record[field]) if field in record else "none"


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    return "null" if value is None else kinds.get(type(value), "a number")
