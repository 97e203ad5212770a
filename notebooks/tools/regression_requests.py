"""Whole requests of the frozen regression set: attacks in every place and form, modern traffic.

A grammar of its own: nothing of it is in `ngwaf_made`. Frozen as `make_regression_set` is.
"""

from __future__ import annotations

import base64
import json
import random
from typing import Callable
from urllib.parse import quote, quote_plus

from regression_patterns import (
    AGENTS,
    ATTACKS,
    COMMANDS,
    COOKIES,
    PASSWORDS,
    SHOPPING,
    TEXTS,
)

SEED = 31
PER_ATTACK = 36
PER_BENIGN = 24


class Requests:
    """Makes the requests from one random source."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def _letters(self, low: int, high: int) -> str:
        size = self.random.randint(low, high)
        return "".join(self.random.choices("abcdefghijklmnoprstuvwz", k=size))

    def fill(self, pattern: str, **fixed: str) -> str:
        """The pattern with words, numbers, hosts, tokens of its own for every place."""
        rng = self.random
        host = f"{self._letters(5, 9)}.{rng.choice(['test', 'invalid', 'example'])}"
        values = {
            "w": self._letters(4, 8),
            "h": host,
            "s": f"www.{self._letters(5, 8)}.example",
            "d": rng.randint(2, 60),
            "p": rng.randint(1024, 9999),
            "v": rng.randint(128, 142),
            "n": rng.randint(10**8, 2 * 10**9),
            "t": "".join(rng.choices("abcdefghijkmnopqrstuvwxyzABCDEFGHJK0123456789", k=32)),
            **fixed,
        }
        return pattern.format(m=rng.choice(COMMANDS).format(**values), **values)

    # Attacks: what, in which form, where.

    def attack(self, kind: str) -> str:
        """A request with one attack."""
        value = self.fill(self.random.choice(ATTACKS[kind]))
        if kind == "redirect":
            name = self.random.choice(["next", "returnUrl", "goto"])
            return self.request("GET", f"/sign-in?{name}={quote(value, safe='')}&lang=pt")
        return self.placed(self.disguised(value))

    def disguised(self, value: str) -> str:
        """The value as it is, or in another form of it."""
        form = self.random.choice(["", "", "", "double", "base64", "entities", "escapes"])
        if form == "double":
            return quote(value, safe="")
        if form == "base64":
            return base64.b64encode(value.encode()).decode()
        if form == "entities":
            return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in value)
        if form == "escapes":
            return "".join(c if c.isalnum() else f"\\u{ord(c):04x}" for c in value)
        return value

    def placed(self, value: str) -> str:
        """A request that carries the value somewhere."""
        place = self.random.choice(
            ["query", "path", "form", "json", "header", "cookie", "xml", "file"]
        )
        path, name = f"/{self._letters(4, 7)}/{self._letters(4, 7)}", self._letters(3, 6)
        line = value.replace("\r", "%0d").replace("\n", "%0a")
        if place == "query":
            return self.request("GET", f"{path}?a=1&{name}={quote(value)}")
        if place == "path":
            return self.request("GET", f"{path}/{quote(value)}")
        if place == "form":
            return self.request(
                "POST", path, f"{name}={quote_plus(value)}&ok=1", "x-www-form-urlencoded"
            )
        if place == "json":
            nested = {"page": 2, "filter": {"by": [{name: value}, "date"]}}
            return self.request("POST", path, json.dumps(nested), "json")
        if place == "header":
            return self.request("GET", path, headers=[f"X-{name.title()}: {line}"])
        if place == "cookie":
            return self.request(
                "GET", path, headers=[f"Cookie: a=1; {name}={quote(value, safe='')}; b=2"]
            )
        if place == "xml":
            escaped = value.replace("&", "&amp;").replace("<", "&lt;")
            return self.request("POST", path, f"<order><{name}>{escaped}</{name}></order>", "xml")
        return self.multipart(path, f'name="{name}"\r\n\r\n{value}')

    def multipart(self, path: str, *sections: str) -> str:
        """A multipart request of sections (head, blank line, content)."""
        start = "--XsplitX\r\nContent-Disposition: form-data; "
        body = "".join(f"{start}{section}\r\n" for section in sections)
        return self.request(
            "POST", path, f"{body}--XsplitX--\r\n", media="multipart/form-data; boundary=XsplitX"
        )

    def request(
        self,
        method: str,
        url: str,
        body: str = "",
        kind: str = "",
        headers: list[str] | None = None,
        media: str = "",
        host: str = "portal.example.org",
    ) -> str:
        """A request as text, as one of the clients sends it."""
        agent = self.random.choice(AGENTS)
        lines = [f"{method} {url} HTTP/1.1", f"Host: {host}", f"User-Agent: {self.fill(agent)}"]
        lines += [
            "Accept: text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language: pt-PT,pt;q=0.9",
        ]
        if "Chrome" in lines[2]:
            lines.append(self.fill('sec-ch-ua: "Chromium";v="{v}", "Not?A_Brand";v="24"'))
            lines += ['sec-ch-ua-platform: "Linux"', "Sec-Fetch-Mode: navigate"]
        lines += headers or []
        if media or kind:
            lines.append(f"Content-Type: {media or f'application/{kind}'}")
        return "\n".join(lines) + "\n\n" + body

    # Modern traffic.

    def page(self) -> str:
        """A page with cookies and referrer."""
        cookies = "; ".join(map(self.fill, self.random.sample(COOKIES, 4)))
        headers = [f"Cookie: {cookies}", self.fill("Referer: https://{s}/{w}?utm_campaign={w}")]
        headers.append(self.fill('If-None-Match: W/"{t}"'))
        return self.request("GET", self.fill("/{w}/{w}-{d}?page={d}&sort=-{w}"), headers=headers)

    def search(self) -> str:
        """A search as people type it."""
        wanted = quote_plus(self.random.choice(SHOPPING) + self.fill(" {w}"))
        return self.request("GET", self.fill("/find?term={q}&in={w}&max={d}", q=wanted))

    def beacon(self) -> str:
        """Analytics with addresses of pages in it."""
        page = quote(self.fill("https://{s}/{w}/?id={d}&from={w}"), safe="")
        url = self.fill("/hit?v=3&id=T-{n}&page={q}&ref={q}&title={w}%20%7C%20{w}&z={n}", q=page)
        return self.request("GET", url, host="stats.example.net")

    def report(self) -> str:
        """What a browser reports of a page's policy or of an error in a script."""
        value = {
            "type": "error",
            "message": self.fill("Uncaught TypeError: {w} is not a function"),
            "stack": self.fill("at {w} (https://{s}/js/{w}.{n}.js:1:{p})"),
            "policy": "script-src 'self' 'unsafe-inline' https:; object-src 'none'",
        }
        return self.request("POST", "/reports", json.dumps([value]), "reports+json")

    def api(self) -> str:
        """JSON of an application."""
        text = self.fill(self.random.choice(TEXTS))
        value = {
            "id": self.random.randint(1, 999),
            "note": text,
            "meta": {"at": "2025-02-03T04:05:06Z"},
        }
        headers = [self.fill("Authorization: Bearer {t}.{t}.{t}"), self.fill("X-Trace: {n}-{t}")]
        return self.request("PUT", self.fill("/v3/{w}s/{d}"), json.dumps(value), "json", headers)

    def graphql(self) -> str:
        """A GraphQL query with variables."""
        query = self.fill("query {w}($id: ID!) {{ {w}(id: $id) {{ id title owner {{ name }} }} }}")
        value = {
            "query": query,
            "variables": {"id": self.fill("{t}"), "text": self.fill("{w}'s {w}")},
        }
        return self.request("POST", "/graph", json.dumps(value), "json")

    def form(self) -> str:
        """A form of text and a password with odd signs."""
        secret = quote_plus(self.fill(self.random.choice(PASSWORDS)))
        text = quote_plus(self.fill(self.random.choice(TEXTS)))
        body = self.fill("name=Sin%C3%A9ad+O%27{w}&pass={q}&text={r}", q=secret, r=text)
        return self.request("POST", "/register", body, "x-www-form-urlencoded")

    def upload(self) -> str:
        """A file and the fields beside it."""
        picture = self.fill(
            'name="file"; filename="{w} ({d}).png"\r\nContent-Type: image/png\r\n\r\n{t}'
        )
        text = f'name="about"\r\n\r\n{self.fill(self.random.choice(TEXTS))}'
        return self.multipart("/media/new", text, picture)

    def sign_in(self) -> str:
        """A way back after signing in, to the same site, and a token of another."""
        back = quote(self.fill("https://portal.example.org/{w}?tab={w}"), safe="")
        return self.request("GET", self.fill("/sign-in?next={q}&state={t}&code={t}", q=back))

    def asset(self) -> str:
        """A file of a page."""
        url = self.fill(
            self.random.choice(["/assets/{w}-{t}.mjs", "/i/{w},w_{d},h_{d}/{w}.avif?v={n}"])
        )
        return self.request(
            "GET", url, headers=["Range: bytes=0-1023", "Origin: https://portal.example.org"]
        )

    def soap(self) -> str:
        """An XML message."""
        body = self.fill(
            '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><{w}><no>{n}</no>'
            "<text>{w} &amp; {w}</text></{w}></e:Body></e:Envelope>",
            w=self._letters(4, 8),
        )
        return self.request(
            "POST", "/ws", body, media="text/xml", headers=['SOAPAction: "urn:ws#get"']
        )


def rows() -> list[tuple[str, int, str, str]]:
    """`payload, label, is_url, kind`; no payload twice."""
    requests = Requests(SEED)
    makers: list[tuple[Callable[[], str], int, int, str]] = [
        (lambda kind=kind: requests.attack(kind), 1, PER_ATTACK, f"request-{kind}")
        for kind in ATTACKS
    ]
    modern = [
        requests.page, requests.search, requests.beacon, requests.report, requests.api,
        requests.graphql, requests.form, requests.upload, requests.sign_in, requests.asset,
        requests.soap,
    ]  # fmt: skip
    makers += [(make, 0, PER_BENIGN, f"request-{make.__name__}") for make in modern]
    made: dict[str, tuple[str, int, str, str]] = {}
    for make, label, wanted, kind in makers:
        until = len(made) + wanted
        while len(made) < until:
            payload = make()
            made.setdefault(payload, (payload, label, "TRUE", kind))
    return list(made.values())
