"""Secrets by their form: the same as `known-forms.ts` of `libs/masking`."""

from __future__ import annotations

import re

from .secret_rule import rule
from .secret_values import (
    MIXED_CASE,
    decode_base64,
    hides_no_attack,
    is_long_hex,
    is_plain_json,
    is_token_like,
    mask_runs,
)

# A word begins here, and no encoded character, whose digits are not to be taken for its own.
_STARTS = r"(?:(?<![0-9A-Za-z_%#&\\])|(?<=%(?!25)[0-9A-Fa-f]{2}))"
_ENDS = "(?![0-9A-Za-z_])"
_BLANK = r"(?: |\+|%20)"
_PRIVATE_KEY = (
    rf"(-----BEGIN(?:{_BLANK}[A-Z0-9]{{1,12}}){{0,3}}{_BLANK}PRIVATE{_BLANK}KEY"
    rf"(?:{_BLANK}BLOCK)?-----)"
    r"((?:[A-Za-z0-9+/=:, \t\r\n]|-(?!-)|\\[rn]|%(?:0[AaDd]|2[0BbFf]|3[Dd]))+)"
)
# Nor within a token: looked at from each of its marks, a long one would take time by its square.
_TOKEN_STARTS = r"(?:(?<![0-9A-Za-z_.%#&\\-])|(?<=%(?!25)[0-9A-Fa-f]{2}))"
_JWT = (
    rf"{_TOKEN_STARTS}(eyJ[A-Za-z0-9_-]{{4,4096}}\.)(eyJ[A-Za-z0-9_-]{{0,8192}})\."
    r"([A-Za-z0-9_-]{0,2048})"
)
_AWS_KEY_ID = rf"{_STARTS}(A[KS]IA)[A-Z0-9]{{16}}{_ENDS}"
_TOKEN = (
    rf"{_TOKEN_STARTS}(gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|[rs]k_(?:live|test)_|whsec_|sk-|npm_"
    r"|pypi-|hf_|shpat_|dop_v1_|AIza|ya29\.|SG\.)([A-Za-z0-9_.-]{16,512})(?![A-Za-z0-9_.-])"
)
_CARD = r"(?<![0-9A-Za-z_.%#&\\])[2-6](?:(?: |-|\+|%20)?[0-9]){12,18}(?![0-9A-Za-z_])"
_UUID = (
    rf"{_STARTS}[0-9A-Fa-f]{{8}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{4}}-"
    rf"[0-9A-Fa-f]{{12}}{_ENDS}"
)
_LONG_HEX = rf"{_STARTS}[0-9A-Fa-f]{{16,}}{_ENDS}"
_E_MAIL = (
    r'(?<![^"=: \t\r\n<>,;(\[])([A-Za-z0-9._+-]{1,64})'
    r"((?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
    r'(?=["& \t\r\n<>,;)\]]|\\"|\Z)'
)
# `{"sub":"1000","name":"masked","iat":1000}`
_MASKED_CLAIMS = "eyJzdWIiOiIxMDAwIiwibmFtZSI6Im1hc2tlZCIsImlhdCI6MTAwMH0"


def _mask_private_key(match: re.Match) -> str:
    begin, key = match.groups()
    return begin + MIXED_CASE if hides_no_attack(key) else match.group()


def _mask_jwt(match: re.Match) -> str:
    """The header stays: it holds no secret, and may be what is attacked."""
    header, claims, signature = match.groups()
    if is_plain_json(decode_base64(claims).decode("latin-1")):
        claims = _MASKED_CLAIMS
    if signature and hides_no_attack(signature):
        signature = MIXED_CASE
    return f"{header}{claims}.{signature}"


def _mask_token(match: re.Match) -> str:
    make, token = match.groups()
    is_one = re.search("[0-9]", token) is not None and is_token_like(token, False)
    return make + mask_runs(token) if is_one else match.group()


def _mask_card(match: re.Match) -> str:
    card = match.group()
    if not _is_card_number(re.sub("%20|[^0-9]", "", card)):
        return card
    rest = re.sub("%20|[0-9]", lambda one: one.group() if one.group() == "%20" else "0", card[1:])
    return "1" + rest


def _is_card_number(digits: str) -> bool:
    """Whether the check digit of a card's number is right (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _mask_hex(match: re.Match) -> str:
    run = match.group()
    return mask_runs(run) if is_long_hex(run) and hides_no_attack(run) else run


def _mask_e_mail(match: re.Match) -> str:
    name, domain = match.groups()
    is_one = is_token_like(name.replace("+", "-"), False)
    return mask_runs(name) + domain if is_one else match.group()


KNOWN_FORMS = [
    rule("-----BEGIN", _PRIVATE_KEY, _mask_private_key),
    rule("eyJ", _JWT, _mask_jwt),
    rule("A[KS]IA", _AWS_KEY_ID, lambda one: one.group(1) + "MASKEDMASKED1000"),
    rule(
        r"gh[opsur]_|hub_pat_|glpat-|xox|k_live_|k_test_|whsec_|sk-|npm_|pypi-|hf_|shpat_|dop_v1_"
        r"|AIza|ya29\.|SG\.",
        _TOKEN,
        _mask_token,
    ),
]
"""What is a secret wherever it stands: private keys, tokens of known make."""

NUMBERS_AND_NAMES = [
    rule("[0-9][0-9 +%-]{12}", _CARD, _mask_card),
    rule("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-", _UUID, lambda uuid: mask_runs(uuid.group())),
    rule("[0-9A-Fa-f]{16}", _LONG_HEX, _mask_hex),
    rule("@|%40", _E_MAIL, _mask_e_mail),
]
"""Card numbers, long hexadecimal numbers, UUIDs, and the names in e-mail addresses."""
