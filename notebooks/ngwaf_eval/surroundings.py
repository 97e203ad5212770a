"""What stands around a value in a request: clients as they are on the web today.

Written for measuring alone; no training row is made of these.
"""

from __future__ import annotations

import random

_CLIENTS = [
    {
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
        "Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
        "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
        "Accept-Language": "en-GB,en;q=0.9,de;q=0.8",
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Sec-Ch-Ua": '"Microsoft Edge";v="131", "Chromium";v="131", "Not_A Brand";v="24"',
        "Sec-Ch-Ua-Mobile": "?0",
        "Sec-Ch-Ua-Platform": '"Windows"',
        "Sec-Fetch-Dest": "document",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Site": "same-origin",
        "Upgrade-Insecure-Requests": "1",
        "Connection": "keep-alive",
    },
    {
        "User-Agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 "
        "Firefox/133.0",
        "Accept": "*/*",
        "Accept-Language": "fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3",
        "Accept-Encoding": "gzip, deflate, br",
        "X-Requested-With": "XMLHttpRequest",
        "Sec-Fetch-Dest": "empty",
        "Sec-Fetch-Mode": "cors",
        "Sec-Fetch-Site": "same-origin",
        "DNT": "1",
    },
    {
        "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Accept": "application/json, text/plain, */*",
        "Accept-Language": "es-ES,es;q=0.9",
        "Accept-Encoding": "gzip, deflate, br",
    },
    {"User-Agent": "curl/8.5.0", "Accept": "*/*"},
    {
        "User-Agent": "axios/1.7.9",
        "Accept": "application/json, text/plain, */*",
        "Accept-Encoding": "gzip, compress, deflate, br",
        "Connection": "close",
    },
    {
        "User-Agent": "Dalvik/2.1.0 (Linux; U; Android 14; SM-S921B Build/UP1A.231005.007)",
        "Accept-Encoding": "gzip",
        "Connection": "Keep-Alive",
    },
]
_HOSTS = ["shop.example.org", "intranet.example.net:8443", "www.example.edu", "10.20.30.40"]
_PATHS = ["/", "/catalogue/items", "/account/profile.php", "/v2/records", "/forum/topic.aspx"]
_NAMES = ["q", "id", "comment", "redirect_to", "filter", "lang", "file", "userName", "ref"]
# Not `redirect_uri` or `RelayState`: there honest requests name other hosts.
REDIRECTING_NAMES = [
    *[
        "redirect_after_login",
        "returnTo",
        "forward_to",
        "success_url",
        "next_page",
        "continue",
        "goto",
    ],
    *["logout_redirect", "return", "dest"],
]
_BESIDE = [("page", "3"), ("sort", "created_desc"), ("locale", "pt-BR"), ("_", "1733911824561")]


def path(rng: random.Random) -> str:
    """A path of an ordinary page."""
    return rng.choice(_PATHS)


def name(rng: random.Random) -> str:
    """The name of a parameter."""
    return rng.choice(_NAMES)


def redirecting_name(rng: random.Random) -> str:
    """The name of a parameter that says where to go next."""
    return rng.choice(REDIRECTING_NAMES)


def beside(rng: random.Random) -> list[tuple[str, str]]:
    """Harmless parameters that stand beside the value; may be none."""
    return rng.sample(_BESIDE, rng.randrange(3))


def headers(rng: random.Random) -> dict[str, str]:
    """Headers of a client, with host, and cookies or a token more often than not."""
    host = rng.choice(_HOSTS)
    found = {"Host": host, **rng.choice(_CLIENTS)}
    if rng.random() < 0.5:
        found["Referer"] = f"https://{host}{path(rng)}"
    if rng.random() < 0.6:
        found["Cookie"] = "; ".join(f"{key}={value}" for key, value in cookies(rng))
    return found


def cookies(rng: random.Random) -> list[tuple[str, str]]:
    """A session and what analytics leave behind."""
    return [
        ("PHPSESSID", f"{rng.getrandbits(128):032x}"),
        ("_ga", f"GA1.2.{rng.randrange(10**9, 2 * 10**9)}.17{rng.randrange(10**8, 10**9)}"),
        ("consent", "analytics%3Dtrue%26ads%3Dfalse"),
    ][: rng.randrange(1, 4)]
