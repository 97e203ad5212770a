"""A value takes its place in a body: form, JSON, XML, multipart, GraphQL, or all of it.

The functions are places as in `placing`: (request, name, value, source).
"""

from __future__ import annotations

import json
import random
from typing import Any
from xml.sax.saxutils import escape

from .placing import encoded, inserted, raw, with_header
from .requests import Request

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
_XML = ["application/xml", "text/xml", "text/xml; charset=utf-8", "application/soap+xml"]
_OPAQUE = ["text/plain", "application/octet-stream", "text/plain;charset=UTF-8"]


def _with_body(request: Request, content_type: str, body: str) -> Request:
    method = request.method if request.method in ("PUT", "PATCH") else "POST"
    return request._replace(method=method, body=body, content_type=content_type)


def form(request: Request, name: str, value: str, source: random.Random) -> Request:
    """`name=value` among the pairs of a form."""
    pairs = request.body.split("&") if request.content_type.startswith(FORM) else ["submit=1"]
    pair = f"{name}={encoded(value, source)}"
    return _with_body(request, FORM, "&".join(inserted(pairs, pair, source)))


def raw_form(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the whole form."""
    return _with_body(request, FORM, raw(value))


def in_json(request: Request, name: str, value: Any, source: random.Random) -> Request:
    """The value as a member or item somewhere in a JSON body."""
    body = _placed(request.json() or {"id": source.randint(1, 999)}, name, value, source)
    return _with_body(request, JSON, json.dumps(body, ensure_ascii=source.random() < 0.5))


def json_key(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as a key in a JSON body."""
    return in_json(request, value, name, source)


def json_value(request: Request, name: str, value: str, source: random.Random) -> Request:
    """A value that is JSON itself, as part of a JSON body or as all of it."""
    try:
        read = json.loads(value)
    except ValueError:
        return in_json(request, name, value, source)
    if source.random() < 0.5:
        return _with_body(request, JSON, value)
    return in_json(request, name, read, source)


def _placed(body: Any, name: str, value: Any, source: random.Random) -> Any:
    if isinstance(body, dict):
        nested = [key for key, one in body.items() if isinstance(one, (dict, list))]
        if nested and source.random() < 0.5:
            key = source.choice(nested)
            return {**body, key: _placed(body[key], name, value, source)}
        return dict(inserted(list(body.items()), (name, value), source))
    return inserted(body, value, source) if isinstance(body, list) else {name: value}


def graphql(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as a GraphQL variable."""
    query = f"query Get(${name}: String) {{ find({name}: ${name}) {{ id name }} }}"
    return _with_body(request, JSON, json.dumps({"query": query, "variables": {name: value}}))


def graphql_query(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the GraphQL query."""
    return _with_body(request, JSON, json.dumps({"query": value, "variables": {}}))


def xml(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as an element's text in an XML body."""
    inner = f"<![CDATA[{value}]]>" if source.random() < 0.3 else escape(value)
    document = f"<request><id>7</id><{name}>{inner}</{name}></request>"
    written = f'<?xml version="1.0" encoding="UTF-8"?>{document}'
    return _with_body(request, source.choice(_XML), written)


def xml_body(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the whole body, of an XML type."""
    return _with_body(request, source.choice(_XML), value)


def opaque(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the whole body, of a type that says little."""
    return _with_body(request, source.choice(_OPAQUE), value)


def chunked(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as the body of a message that claims two lengths."""
    return _with_body(with_header(request, "Transfer-Encoding", "chunked"), FORM, value)


def multipart(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as a section's content: a field's or a file's."""
    head = f'name="{name}"'
    if source.random() < 0.3:
        head += '; filename="upload.txt"\r\nContent-Type: text/plain'
    return _sections(request, head, value)


def file_name(request: Request, name: str, value: str, source: random.Random) -> Request:
    """The value as an uploaded file's name."""
    quoted = value.replace('"', "%22").replace("\n", "%0a").replace("\r", "%0d")
    head = f'name="file"; filename="{quoted}"\r\nContent-Type: image/jpeg'
    return _sections(request, head, "GIF89a")


def _sections(request: Request, head: str, content: str) -> Request:
    boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    start = f"--{boundary}\r\nContent-Disposition: form-data; "
    sections = f'{start}name="id"\r\n\r\n7\r\n{start}{head}\r\n\r\n{content}\r\n--{boundary}--\r\n'
    return _with_body(request, f"multipart/form-data; boundary={boundary}", sections)
