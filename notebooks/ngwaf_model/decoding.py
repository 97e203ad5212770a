"""Decoding layers: what an application may decode, an attacker may have encoded."""

from __future__ import annotations

import base64
import binascii
import re

from .flags import Flag

MAX_ROUNDS = 5
# With its padding: shorter words decode to something too often.
MIN_BASE64_CHARACTERS = 12
MAX_BASE64_DEPTH = 2
# Random bytes are rarely printable, or UTF-8: below this share, what decodes is no text.
MIN_PRINTABLE_SHARE = 0.97

_ENTITY_NAMES = {
    "lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&", "nbsp": " ", "tab": "\t",
    "newline": "\n", "colon": ":", "semi": ";", "comma": ",", "period": ".", "sol": "/",
    "bsol": "\\", "lpar": "(", "rpar": ")", "lsqb": "[", "rsqb": "]", "lcub": "{", "rcub": "}",
    "equals": "=", "num": "#", "percnt": "%", "dollar": "$", "excl": "!", "quest": "?",
    "grave": "`", "verbar": "|", "ast": "*", "plus": "+", "lowbar": "_", "commat": "@",
}  # fmt: skip
_TRIGGER = re.compile(r"[%&\\\x80-\U0010ffff]|0x")
_PERCENT = re.compile(r"%u[0-9a-fA-F]{4}|(?:%[0-9a-fA-F]{2})+")
_ENTITY = re.compile(
    rf"&(?:#[xX]([0-9a-fA-F]{{1,8}});?|#([0-9]{{1,10}});?|({'|'.join(_ENTITY_NAMES)});?)",
    re.IGNORECASE | re.ASCII,
)
# Exactly four digits after \u: more belong to the text behind it.
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([0-3][0-7]{2}))"
)
# UTF-8 that is longer than it need be, as Latin-1 characters: C0 AE for a full stop. Of its bytes
# only the last two hold anything; up to six bytes, as the first decoders took them.
_OVERLONG = re.compile(
    r"([\xc0\xc1])([\x80-\xbf])"
    r"|(?:\xe0|\xf0\x80|\xf8\x80\x80|\xfc\x80\x80\x80)([\x80\x81])([\x80-\xbf])"
)
# What systems without the character write instead: full-width forms, other slashes and dots.
_BEST_FIT = {
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},
    **dict.fromkeys("\u2044\u2215\u29f8\uf025\uefc8", "/"),
    **dict.fromkeys("\u2216\u29f5\ufe68", "\\"),
    **dict.fromkeys("\u2024\ufe52", "."),
    "\ufe64": "<",
    "\ufe65": ">",
}
_WIDE = re.compile(f"[{''.join(_BEST_FIT)}]")
# How lists of path traversals write dots and slashes for decoders that do not check digits; after
# one percent-decoding, in which %%32%%65 has become %2%e.
_ODD_MARK = re.compile(
    r"(\xc0[.^n\xee\xfe]|0x2[eE](?![0-9a-fA-F]{2})|%2%[eE])"
    r"|(\xc0[/\xef]|(?:\xc0|%[bB][gG])%(?:[qQ][fF]|9[vV])|0x2[fF](?![0-9a-fA-F]{2})|%2%[fF])"
    r"|\xc0\\|\xc1(?:\x1c|%8[sS]|%[pP][cC])|0x5[cC](?![0-9a-fA-F]{2})|%5%[cC]"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{10,}={0,2}")
_JAVA_SERIALISED = b"\xac\xed\x00\x05"
_UNPRINTABLE = re.compile(rb"[^\t\n\r\x20-\x7e]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")


def peel(text: str, is_form: bool = False) -> tuple[str, int]:
    """The text under its encodings, and the flags of the layers that were taken off.

    `is_form` says that `+` is a space (queries and forms). At most five rounds.
    """
    flags = 0
    if is_form:
        text = text.replace("+", " ")
    if _TRIGGER.search(text) is None:
        return text, flags
    for turn in range(MAX_ROUNDS):
        before = text
        if "%" in text:
            text = _PERCENT.sub(_unpercent, text)
            if turn and text != before:
                flags |= Flag.DOUBLE_PERCENT
        text, flags = _apply("&", _ENTITY, _unentity, text, flags, Flag.ENTITY)
        text, flags = _apply("\\", _ESCAPE, _unescape, text, flags, Flag.ESCAPE)
        if text == before:
            break
    plain = text
    if not text.isascii():
        plain = _WIDE.sub(lambda wide: _BEST_FIT[wide.group()], text)
        plain = _OVERLONG.sub(_shorten, plain)
    plain = _ODD_MARK.sub(_mark, plain)
    if plain == text:
        return text, flags
    return _PERCENT.sub(_unpercent, plain), flags | Flag.OVERLONG


def base64_texts(text: str, depth: int = MAX_BASE64_DEPTH) -> list[str]:
    """Texts that stand in Base64 in a text, decoded; those inside them as well."""
    found = []
    for match in _BASE64.finditer(text):
        run = match.group()
        for decoded in _decode_run(run) if len(run) >= MIN_BASE64_CHARACTERS else ():
            inner, _ = peel(decoded)
            found.append(inner)
            if depth > 1:
                found += base64_texts(inner, depth - 1)
    return found


def _apply(trigger, pattern, replace, text, flags, flag):
    if trigger not in text:
        return text, flags
    replaced = pattern.sub(replace, text)
    return replaced, flags | (flag if replaced != text else 0)


def _unpercent(match: re.Match) -> str:
    run = match.group()
    if run[1] in "uU":
        return _character(int(run[2:], 16))
    data = bytes.fromhex(run.replace("%", ""))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _unentity(match: re.Match) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _ENTITY_NAMES[name.lower()]
    return _character(int(hexadecimal, 16) if hexadecimal else int(decimal))


def _unescape(match: re.Match) -> str:
    four, braced, two, octal = match.groups()
    return _character(int(octal, 8) if octal else int(four or braced or two, 16))


def _shorten(match: re.Match) -> str:
    lead, low, high, last = match.groups()
    return chr((ord(lead or high) & 0x01) << 6 | ord(low or last) & 0x3F)


def _mark(match: re.Match) -> str:
    dot, slash = match.groups()
    return "." if dot else "/" if slash else "\\"


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _decode_run(run: str) -> list[str]:
    """A run decoded as a whole; else what decodes between slashes, which paths have, too."""
    decoded = _decode_base64(run)
    if decoded is not None or "/" not in run:
        return [] if decoded is None else [decoded]
    segments = [one for one in run.split("/") if len(one) >= MIN_BASE64_CHARACTERS]
    return [one for one in map(_decode_base64, segments) if one is not None]


def _decode_base64(token: str) -> str | None:
    body = token.rstrip("=").replace("-", "+").replace("_", "/")
    # Words and paths decode to something too; Base64 of text mixes cases or has digits.
    if body.islower() or len(body) % 4 == 1:
        return None
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4))
    except binascii.Error:
        return None
    if data.startswith(_JAVA_SERIALISED):
        return "java_serialised " + _UNPRINTABLE.sub(b" ", data).decode("ascii")
    try:
        text, hiding = data.decode("utf-8"), _CONTROL
    except UnicodeDecodeError:
        text, hiding = data.decode("latin-1"), _UNPRINTABLE
    hidden = sum(len(run) for run in hiding.findall(data))
    return text if hidden <= len(data) * (1 - MIN_PRINTABLE_SHARE) else None
