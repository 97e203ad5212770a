"""Secrets by their names and places: the same as `named-values.ts` of `libs/masking`."""

from __future__ import annotations

import re
from typing import Callable

from .secret_names import is_maybe_secret_name, is_secret_name
from .secret_rule import rule
from .secret_values import is_opaque, is_token_like, mask_runs

# JSON web tokens are taken apart elsewhere.
_WHOLE_JWT = re.compile(r"eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
_NAME = r"[A-Za-z0-9_.$\[\]-]{1,64}"
_NAME_STARTS = r"(?<![A-Za-z0-9_.$\[\]%-])"
_BLANKS = r"[ \t\r\n]{0,16}"
_VALUE = "[A-Za-z0-9._~+/:@!#$^?,=%-]+"
_URL_VALUE = "(?:[A-Za-z0-9._~+/:@!$^,-]|%[0-9A-Fa-f]{2})+={0,2}"
_LINE_STARTS = r"(?<![^\n])"
_URL_ENDS = r"(?=&|[\r\n]|\Z| HTTP/)"
# What stands before a value, its name, what stands between them, the value; and what that needs.
_PLACES = (
    # A header, with or without a scheme before the value.
    (
        ":",
        rf"{_LINE_STARTS}()({_NAME})([ \t]*:[ \t]*(?:[A-Za-z][A-Za-z0-9-]{{0,19}} )?)({_VALUE})"
        r"(?=[ \t]{0,8}(?:\r?\n|\Z))",
    ),
    # JSON, also as a text within JSON; then with a number.
    ('"', rf'(\\{{0,3}}")({_NAME})(\1{_BLANKS}:{_BLANKS}\1)({_VALUE})(?=\1)'),
    ('"', rf'(\\{{0,3}}")({_NAME})(\1{_BLANKS}:{_BLANKS})([0-9]{{1,32}})(?={_BLANKS}[,}}\]])'),
    # GraphQL, JavaScript, attributes of XML.
    (
        '"',
        rf'{_NAME_STARTS}()({_NAME})([ \t]{{0,8}}[:=][ \t]{{0,8}}\\{{0,3}}")({_VALUE})'
        r'(?=\\{0,3}")',
    ),
    # An element of XML.
    ("</", rf"(<)([A-Za-z0-9_.:-]{{1,64}})((?: [ -;=?-~]{{0,200}})?>)({_VALUE})(?=</)"),
    # A part of a multipart form.
    (
        'name="',
        rf'(name=")({_NAME})("(?:\r?\n[ -~]{{1,200}}){{0,3}}\r?\n\r?\n)({_VALUE})(?=\r?\n--|\Z)',
    ),
)
# Queries and forms, where `+` is a blank; then those within a value of another.
_FORM_PLACES = (
    ("=", rf"{_NAME_STARTS}()({_NAME})(=)({_URL_VALUE}){_URL_ENDS}"),
    (
        "%3[Dd]",
        rf"(%26|%3[Ff])({_NAME})(%3[Dd])([A-Za-z0-9._~-]+)(?=%26|%23|&|[\r\n]|\Z| HTTP/)",
    ),
)
_COOKIES = rf"{_LINE_STARTS}((?:[Ss][Ee][Tt]-)?[Cc][Oo][Oo][Kk][Ii][Ee][ \t]*:)([^\r\n]*)"
_USER_OF_URL = r"(://[A-Za-z0-9._~%-]{0,64}:)([A-Za-z0-9._~!$^-]{1,128})(?=@)"


def _mask_place(is_form: bool) -> Callable[[re.Match], str]:
    def mask(match: re.Match) -> str:
        before, name, between, value = match.groups()
        if not _is_secret(name, value, is_form):
            return match.group()
        return before + name + between + mask_runs(value)

    return mask


def _is_secret(name: str, value: str, is_form: bool) -> bool:
    return (
        (is_secret_name(name) or (is_maybe_secret_name(name) and is_opaque(value)))
        and is_token_like(value, is_form)
        and _WHOLE_JWT.fullmatch(value) is None
    )


def _mask_cookies(match: re.Match) -> str:
    header, cookies = match.groups()
    return header + ";".join(map(_mask_cookie, cookies.split(";")))


def _mask_cookie(cookie: str) -> str:
    name, _, value = cookie.partition("=")
    token = value.rstrip(" \t")
    is_one = name != "" and token != "" and (is_secret_name(name) or is_opaque(token))
    if not is_one or not is_token_like(token, False) or _WHOLE_JWT.fullmatch(token):
        return cookie
    return f"{name}={mask_runs(token)}{value[len(token) :]}"


def _mask_password_of_url(match: re.Match) -> str:
    before, password = match.groups()
    if password.isdigit() or not is_token_like(password, False):
        return match.group()
    return before + mask_runs(password)


NAMED_VALUES = [
    rule(":", _COOKIES, _mask_cookies),
    *(rule(needs, source, _mask_place(is_form=False)) for needs, source in _PLACES),
    *(rule(needs, source, _mask_place(is_form=True)) for needs, source in _FORM_PLACES),
    rule("://", _USER_OF_URL, _mask_password_of_url),
]
"""Values by what they are called and where they stand: headers, cookies, forms, JSON, XML."""
