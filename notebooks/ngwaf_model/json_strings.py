"""The strings inside a JSON text, in the order they stand in; the same as `json-strings.ts`."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from .request_text import short_name, well_formed

# Deeper JSON is not taken apart: parsers differ there, and recursion stays bounded.
MAX_JSON_DEPTH = 64

# Strict JSON, one token at a time. The string is an unrolled loop, so that a text without a
# closing quote costs linear time.
_TOKEN = re.compile(
    r"[ \t\n\r]*("
    r"[{}\[\],:]"
    r'|"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*"'
    r"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
    r"|true|false|null)"
)
_REST_IS_BLANK = re.compile(r"[ \t\n\r]*\Z")


class JsonString(NamedTuple):
    """A string value, or the key of a member; `path` joins the keys that lead to it."""

    is_key: bool
    path: str
    text: str


class _NotJsonError(Exception):
    pass


class _Reader:
    """Reads tokens, not values: a parsed value has lost duplicate keys and long numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.found: list[JsonString] = []

    def next(self) -> str:
        token = _TOKEN.match(self.text, self.position)
        if token is None:
            raise _NotJsonError
        self.position = token.end()
        return token.group(1)

    def value(self, first: str, path: str, depth: int) -> None:
        if first[0] == '"':
            self.found.append(JsonString(False, path, _unquote(first)))
        elif first in "{[":
            if depth == MAX_JSON_DEPTH:
                raise _NotJsonError
            self.items(first, path, depth + 1)
        elif first in "}],:":
            raise _NotJsonError

    def items(self, opening: str, path: str, depth: int) -> None:
        closing = "}" if opening == "{" else "]"
        token = self.next()
        if token == closing:
            return
        while True:
            item_path = path
            if opening == "{":
                key = _unquote(token)
                item_path = short_name(f"{path}.{key}" if path else key)
                self.found.append(JsonString(True, item_path, key))
                if self.next() != ":":
                    raise _NotJsonError
                token = self.next()
            self.value(token, item_path, depth)
            separator = self.next()
            if separator == closing:
                return
            if separator != ",":
                raise _NotJsonError
            token = self.next()


def _unquote(token: str) -> str:
    if token[0] != '"':
        raise _NotJsonError
    return well_formed(json.loads(token))


def json_strings(text: str) -> list[JsonString] | None:
    """The strings of a JSON text, keys before their values.

    None when the text is not strict JSON (`NaN` is not) or nests too deeply.
    """
    reader = _Reader(text)
    try:
        reader.value(reader.next(), "", 0)
    except _NotJsonError:
        return None
    return reader.found if _REST_IS_BLANK.match(text, reader.position) else None
