"""Benign values made by grammar: the kinds of text that public traffic collections lack.

Firewalls fail on harmless texts that look technical. These rows (HTML, JSON, nested URLs, tokens,
code, prose full of keywords, …) teach the model that signs alone are no attack. The frozen
regression set has grammars of its own.
"""

from __future__ import annotations

import base64
import json
import random
from typing import Callable
from urllib.parse import quote

_WORDS = [
    "account",
    "update",
    "order",
    "select",
    "table",
    "group",
    "summer",
    "winter",
    "blue",
    "green",
    "report",
    "invoice",
    "delivery",
    "union",
    "insert",
    "market",
    "drop",
    "value",
    "house",
    "garden",
    "script",
    "editor",
    "cast",
    "water",
    "create",
    "street",
    "school",
    "where",
    "from",
    "having",
    "exec",
    "night",
    "morning",
    "between",
    "travel",
    "price",
    "review",
    "like",
    "system",
    "user",
    "admin",
    "music",
    "video",
    "object",
    "window",
    "document",
    "cookie",
    "location",
    "alert",
    "image",
    "source",
    "class",
    "style",
    "world",
    "people",
    "country",
    "database",
    "query",
    "server",
    "client",
    "index",
    "shell",
    "command",
    "file",
    "download",
    "include",
    "require",
    "echo",
    "cat",
    "node",
]
_NAMES = [
    "Anna",
    "O'Brien",
    "Jean-Luc",
    "D'Angelo",
    "Müller",
    "O'Neill",
    "Zoë",
    "L'Oréal",
    "María",
    "d'Arc",
    "McDonald's",
    "José",
    "N'Diaye",
    "Sørensen",
    "O'Hara",
    "D'Souza",
    "Chloé",
    "Łukasz",
    "François",
    "Renée",
]
_HOSTS = [
    "www.example.com",
    "shop.example.net",
    "cdn.example.org",
    "images.example.com",
    "blog.example",
]
_FILES = "logo.png main.css app.min.js report.pdf photo_01.jpg index.html data.json fonts.woff2"
_SENTENCES = """Please select the items you want and drop the rest from your order.
The union of both groups may insert new rules; where and when is not decided.
I'd like to update my address (we've moved) - can't find the form!
Don't use 1=1 here, it's only an example; see page 12 & 13.
Sale: 50% off + free delivery <today only>, code "SUMMER"!
How do I delete a table from my document and create another one?
Is it possible to exec a script on the server after upload?
Q: what's the price? A: $5.99/month (incl. VAT) -- cancel any time
See ../docs/setup.md and run `npm install` first.
He said: "you've got mail" and left; nobody's sure why...
Meeting at 10:30; agenda: budget, hiring & the new system (draft).
R&D or sales? 3 > 2 and 2 < 3, that's all I know ;-)""".splitlines()
_CODE = """for (let i = 0; i < items.length; i++) { total += items[i].price; }
SELECT is a keyword; in Python use "def f(x): return x * 2"
const user = await getUser(id); if (!user) return null;
if (a && b || !c) { return a ? b : c; }
import { useState } from 'react'; export default function App() {}
margin: 0 auto; color: #fff; background: url(img/bg.png) no-repeat;
| name | value |
|------|-------|
**bold** and _italic_ with a [link](https://example.com/page?id=1#top)
# Heading
- [x] done
- [ ] to do: `code`
$ git commit -m "fix: typo"
x = {"a": 1, "b": [1, 2, 3]}""".splitlines()
_AGENTS = """Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36
Mozilla/5.0 (iPhone; CPU iPhone OS 17_{} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
Mozilla/5.0 (compatible; ExampleBot/{}.1; +http://www.example.com/bot.html)
okhttp/4.{}.0
python-requests/2.{}.0
Dalvik/2.1.0 (Linux; U; Android {}; Pixel 6 Build/SD1A.210817.036)""".splitlines()  # noqa: E501


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def words(self, low: int, high: int, between: str = " ") -> str:
        return between.join(self.random.choices(_WORDS, k=self.random.randint(low, high)))

    def token(self, characters: str, low: int, high: int) -> str:
        return "".join(self.random.choices(characters, k=self.random.randint(low, high)))

    def noise(self, size: int) -> bytes:
        return self.random.getrandbits(size * 8).to_bytes(size, "little")

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def url(self) -> str:
        host = self.random.choice(_HOSTS)
        path = "/".join([self.words(1, 1) for _ in range(self.random.randint(0, 3))])
        query = "&".join(
            f"{self.words(1, 1)}={self.number()}" for _ in range(self.random.randint(0, 3))
        )
        return f"https://{host}/{path}" + (f"?{query}" if query else "")

    def number(self) -> str:
        return str(self.random.randint(0, 10 ** self.random.randint(1, 10)))

    def html(self) -> str:
        name = self.pick("p", "div", "span", "li", "h2", "td", "strong", "em", "b", "ul")
        link = f'<a href="{self.pick(self.url(), "/" + self.words(1, 3, "/"))}">'
        inner = self.words(1, 6)
        image = f'<img src="{self.url()}/{self.random.choice(_FILES.split())}" alt="{inner}"'
        listed = "".join(f"<li>{link}{self.words(1, 3)}</a></li>" for _ in range(2))
        attribute = self.pick("class", "id", "title", "data-id", "style")
        return self.pick(
            f"<{name}>{inner}</{name}>",
            f'<{name} {attribute}="{self.words(1, 2)}">{inner}</{name}>',
            f"{link}{inner}</a>",
            f'{link}{inner}</a> <span class="{self.words(1, 1)}">{self.words(1, 4)}</span>',
            f'{image} width="{self.number()}" height="20" />',
            f"{image}>",
            f'<ul class="{self.words(1, 2)}">{listed}</ul>',
            f'<input type="text" name="{self.words(1, 1)}" value="{inner}" />',
            f'<link rel="stylesheet" href="/{self.words(1, 2, "/")}.css?v={self.number()}"/>',
            f'<table><tr><td align="left">{inner}</td><td>{self.number()}</td></tr></table>',
            f"<br/>{inner}<br />{self.words(1, 5)}",
            f'<meta name="{self.words(1, 1)}" content="{inner}"/>',
            f"<sup>{self.number()}</sup> &copy; {inner} &amp; {self.words(1, 2)} &nbsp;",
            f"<!-- {inner} --><{name}>{inner}",
            f"</{name}></{self.pick('div', 'td', 'ul')}>",
        )

    def json(self) -> str:
        value = {
            self.words(1, 1): self.words(1, 5),
            "id": self.random.randint(1, 10**6),
            "tags": [self.words(1, 2) for _ in range(self.random.randint(0, 3))],
            "at": f"2024-0{self.random.randint(1, 9)}-12T10:{self.random.randint(10, 59)}:00Z",
            "opts": {self.words(1, 1): self.random.random() > 0.5, "url": self.url()},
        }
        return json.dumps(value, indent=self.random.choice([None, None, 2]))

    def identifier(self) -> str:
        hexadecimal, letters = "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk0123456789"
        encoded = base64.b64encode(self.pick(self.words(2, 9), self.json()).encode()).decode()
        return self.pick(
            self.token(hexadecimal, 16, 64),
            "-".join(self.token(hexadecimal, size, size) for size in (8, 4, 4, 4, 12)),
            self.token(letters + "-_", 12, 60),
            ".".join(self.token(letters + "-_", 20, 60) for _ in range(3)),
            base64.b64encode(self.noise(self.random.randint(9, 60))).decode(),
            encoded,
            f"GA1.2.{self.number()}.{self.number()}",
            f"2.{self.number()}%7C{self.number()}_{self.token(letters, 4, 9)}",
        )

    def prose(self) -> str:
        sentence = self.random.choice(_SENTENCES)
        other = self.random.choice(_SENTENCES)
        return self.pick(
            sentence, f"{sentence} {other}", f"{self.words(2, 8)}? {sentence}", self.words(2, 10)
        )

    def code(self) -> str:
        lines = self.random.sample(_CODE, self.random.randint(1, 3))
        return self.pick("\n", "\r\n", " ").join(lines)

    def person(self) -> str:
        first, last = self.random.choices(_NAMES, k=2)
        mail = f"{self.words(1, 1)}.{self.words(1, 1)}+{self.words(1, 1)}@example.com"
        street = f"{self.random.randint(1, 99)}, rue de l'{self.words(1, 1)}, #{self.number()}"
        return self.pick(f"{first} {last}", f"{last}, {first}", mail, f"{first} <{mail}>", street)

    def search(self) -> str:
        return self.pick(
            f'"{self.words(1, 3)}" {self.words(1, 2)}',
            f"{self.words(1, 2)} -{self.words(1, 1)} site:example.com",
            f"{self.words(1, 1)} OR {self.words(1, 1)} ({self.words(1, 2)})",
            f"{self.words(1, 2)} & {self.words(1, 2)} 100%",
            f"c++ vs c# {self.words(1, 2)}",
            f"what's {self.words(1, 4)}?",
        )

    def tracking(self) -> str:
        return self.pick(
            f"utm_source={self.words(1, 1)}&gclid={self.token('ABCdef123_-', 20, 50)}",
            f"{self.number()}x{self.number()}|{self.words(1, 1)}|{self.number()}:{self.number()};",
            f"v=1&_v=j{self.number()}&dl={quote(self.url(), safe='')}&dt={quote(self.words(1, 4))}",
            f'[{self.number()},{self.number()},[[{self.number()},null,"{self.words(1, 1)}"]]]',
            f"pid:{self.number()},cat:{self.words(1, 2, '>')},price:{self.number()}.99",
        )

    def header(self) -> str:
        address = ".".join(str(self.random.randint(1, 254)) for _ in range(4))
        return self.pick(
            self.random.choice(_AGENTS).format(self.random.randint(8, 120)),
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
            "application/json, text/plain, */*",
            "en-GB,en;q=0.9,de;q=0.8",
            f"{address}, 10.0.0.{self.random.randint(1, 254)}",
            f'for={address};proto=https;by="_{self.words(1, 1)}"',
            f"multipart/form-data; boundary=----WebKitFormBoundary{self.token('aBcD1234', 16, 16)}",
            f"Bearer {self.identifier()}",
            '"Chromium";v="118", "Not=A?Brand";v="99"',
            f'W/"{self.token("0123456789abcdef", 16, 32)}"',
        )

    def path(self) -> str:
        return self.pick(
            f"/{self.words(1, 4, '/')}/{self.random.choice(_FILES.split())}",
            f"/api/v{self.random.randint(1, 3)}/{self.words(1, 1)}/{self.number()}",
            f"/{self.words(1, 3, '-')}-{self.number()}.html",
            f"/static/js/{self.token('0123456789abcdef', 8, 20)}.chunk.js",
            f"../{self.words(1, 2, '/')}.html",
            f"C:\\Users\\{self.words(1, 1)}\\Documents\\{self.words(1, 1)}.docx",
        )

    def nested_url(self) -> str:
        url = f"{self.url()}&next={quote(self.url(), safe='')}"
        return self.pick(self.url(), quote(self.url(), safe=""), quote(url, safe=""), url)


def made_benign(per_kind: int, seed: int) -> list[tuple[str, str]]:
    """Pairs (payload, kind), `per_kind` of each kind; the same for the same seed."""
    maker = _Maker(seed)
    kinds: list[Callable[[], str]] = [
        maker.html,
        maker.json,
        maker.identifier,
        maker.prose,
        maker.code,
        maker.person,
        maker.search,
        maker.tracking,
        maker.header,
        maker.path,
        maker.nested_url,
    ]
    return [(make(), f"benign-made-{make.__name__}") for make in kinds for _ in range(per_kind)]
