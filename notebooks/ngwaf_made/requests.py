"""Whole requests: benign ones as browsers, applications and robots send them, and their parts.

A request keeps its parts apart until it is written, so that a value can take a place in it.
"""

from __future__ import annotations

import json
import random
from typing import Any, NamedTuple

from .benign import benign_grammar
from .grammar import Grammar

_KINDS = ["page"] * 4 + ["asset"] * 4 + ["beacon"] * 4 + ["api"] * 6
_BOUNDARY = "----WebKitFormBoundary"


class Request(NamedTuple):
    """A request; `query` and `form` hold pairs as written, `body` what is none of the others."""

    method: str
    path: str
    query: list[str]
    headers: list[tuple[str, str]]
    body: str = ""
    content_type: str = ""

    def text(self) -> str:
        """Request line, headers, blank line, body."""
        target = self.path + ("?" + "&".join(self.query) if self.query else "")
        headers = list(self.headers)
        if self.content_type:
            headers.append(("Content-Type", self.content_type))
        lines = [f"{self.method} {target} HTTP/1.1", *(": ".join(header) for header in headers)]
        return "\n".join(lines) + "\n\n" + self.body

    def json(self) -> Any:
        """The body where it is JSON, else None."""
        if "json" not in self.content_type:
            return None
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def benign_request(grammar: Grammar, kind: str = "") -> Request:
    """A benign request of a kind: page, asset, beacon or api."""
    source = grammar.source
    kind = kind or source.choice(_KINDS)
    bound = {"site": grammar.expand("site")}
    fields = grammar.expand(kind, bound).split(" ¦ ")
    host, target, content_type, body = (*fields, "", "", "")[:4]
    method, colon, rest = content_type.partition(":")
    if colon and method.isupper():
        content_type = rest
    else:
        method = "POST" if content_type else "GET"
    if content_type == "multipart/form-data":
        content_type, body = _multipart(grammar)
    is_own = host == "-"
    if is_own:
        # On a developer's machine or inside a network, where no URL of the request names the site.
        is_nearby = bound["site"] not in target + body and source.random() < 0.2
        host = grammar.expand("nearby") if is_nearby else bound["site"]
    path, question, query = target.partition("?")
    return Request(
        method,
        path,
        query.split("&") if question else [],
        _headers(grammar, kind, host, bound["site"], is_own),
        body,
        content_type,
    )


def _multipart(grammar: Grammar) -> tuple[str, str]:
    boundary = _BOUNDARY + grammar.fill("«alnum(16)»")
    sections = []
    for _ in range(grammar.source.randint(1, 5)):
        if grammar.source.random() < 0.4:
            head = grammar.fill('name="«word»"; filename="«uploadname»"')
            content = grammar.expand("binary")
            sections.append((f"{head}\r\nContent-Type: image/png", content))
        else:
            sections.append((grammar.fill('name="«formname»"'), grammar.expand("plainvalue")))
    text = "".join(
        f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"
        for head, content in sections
    )
    return f"multipart/form-data; boundary={boundary}", f"{text}--{boundary}--\r\n"


def _headers(
    grammar: Grammar, kind: str, host: str, site: str, is_own: bool
) -> list[tuple[str, str]]:
    source, bound = grammar.source, {"site": site}
    headers = [("Host", host)]
    browser = source.choice(["chrome", "chrome", "chrome", "firefox", "safari", "other"])
    headers.append(("User-Agent", grammar.expand(f"ua_{browser}")))
    accept = {"page": "accept_page", "asset": "accept_asset"}.get(kind, "accept_api")
    if browser != "other" or source.random() < 0.5:
        headers.append(("Accept", grammar.expand(accept)))
        headers.append(
            ("Accept-Encoding", source.choice(["gzip, deflate, br", "gzip", "identity"]))
        )
    if browser != "other":
        headers.append(("Accept-Language", grammar.expand("accept_language")))
        modes = {"page": ("navigate", "document"), "asset": ("no-cors", "script")}
        mode, destination = modes.get(kind, ("cors", "empty"))
        headers.append(("Sec-Fetch-Site", "same-origin" if is_own else "cross-site"))
        headers += [("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination)]
    if browser == "chrome":
        headers.append(("sec-ch-ua", grammar.expand("brands")))
        headers.append(("sec-ch-ua-mobile", source.choice(["?0", "?1"])))
        headers.append(("sec-ch-ua-platform", grammar.expand("platform")))
    if source.random() < 0.6:
        headers.append(("Referer", grammar.expand("referer", bound)))
    if source.random() < 0.6:
        cookies = [grammar.expand("cookie", bound) for _ in range(source.randint(1, 8))]
        headers.append(("Cookie", "; ".join(cookies)))
    for _ in range(source.randint(0, 5)):
        name, _, value = grammar.expand("extra_header", bound).partition(": ")
        headers.append((name, value))
    return list({name.lower(): (name, value) for name, value in headers}.values())


def benign_requests(count: int, seed: int) -> list[Request]:
    """Benign requests; the same for the same seed."""
    grammar = benign_grammar(random.Random(seed))
    return [benign_request(grammar) for _ in range(count)]
