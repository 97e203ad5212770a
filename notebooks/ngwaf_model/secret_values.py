"""What may be masked: values that are nothing but tokens, and what stands for them.

The same as `mask-runs.ts` and `token-like.ts` of `libs/masking`; the golden
vectors of the contracts bind both.
"""

from __future__ import annotations

import base64
import re

_HEX = "0123456789abcdef"
_UUID = "01234567-89ab-cdef-0123-456789abcdef"
# Random to the model: two cases, no word, and nothing that Base64 would decode to a text.
MIXED_CASE = "Qm7xKvR2tBn9WcLp"
_LOWER_CASE = "qm7xkvr2tbn9wclp"
_WORD = "masked"
_ATOMS = re.compile(
    r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])"
    r"|%[0-9A-Fa-f]{2}|[0-9A-Za-z]+"
)

_MAX_LENGTH = 4096
_CHARACTERS = re.compile(r"[A-Za-z0-9._~+/=:@!#$^?,-]+")
# What these characters can still be part of: comments, paths upwards and from the root, URLs, SQL
# variables and comparisons, shell variables, operators of NoSQL.
_SUSPICIOUS = re.compile(
    r"--|\.\.|//|@@|^/|:/|=[^=]"
    r"|\$(?:[A-Z_]{2}|(?:ne|eq|gte?|lte?|n?in|or|and|not|regex|where|exists|ifs)(?![a-z]))"
)
# With a slash or a plus, which stands for a blank where there is no other: words of attacks.
_ATTACK_WORDS = re.compile(
    r"(?:^|[^a-z])(?:or|and|union|select|from|where|insert|update|delete|drop|exec|sleep|etc|passwd"
    r"|shadow|bin|sh|proc|windows|cmd|php|https?|ftp|file|data|javascript|script)(?![a-z])"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}")
_PLAIN_JSON = re.compile(r'\{[A-Za-z0-9 _.,:@+/"{}\[\]-]*\}')
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_PRINTABLE = frozenset([*range(0x20, 0x7F), 9, 10, 13])


def mask_runs(token: str) -> str:
    """A token with a constant of its kind for each run of letters and digits; all else stays."""
    return _ATOMS.sub(_mask_atom, token)


def is_long_hex(run: str) -> bool:
    """Whether letters and digits fold to the model's token for long hexadecimal numbers."""
    return (
        len(run) >= 16
        and re.fullmatch("[0-9A-Fa-f]+", run) is not None
        and re.search("[0-9]", run) is not None
        and re.search("[A-Fa-f]", run) is not None
    )


def decode_base64(run: str) -> bytes:
    """The bytes of Base64 without padding, in either alphabet; none where it cannot be Base64."""
    if len(run) % 4 == 1:
        return b""
    return base64.b64decode(run.replace("-", "+").replace("_", "/") + "=" * (-len(run) % 4))


def is_plain_json(text: str) -> bool:
    """Whether a text is a JSON object without anything that could be an attack (JWT claims)."""
    return (
        _PLAIN_JSON.fullmatch(text) is not None
        and re.search(r"--|\.\.", text) is None
        and hides_no_attack(text)
    )


def hides_no_attack(text: str) -> bool:
    """Whether whatever a text hides is a token itself, or plain JSON."""
    return all(_is_token(hidden) or is_plain_json(hidden) for hidden in _hidden_texts(text))


def is_token_like(value: str, is_form: bool) -> bool:
    """Whether a value is nothing but a token, a password or the like.

    Its characters, percent-decoded once, are those of tokens, and neither they nor what they hide
    could be an attack. `is_form` says that `+` is a blank.
    """
    plain = value.replace("+", " ") if is_form else value
    return _is_token(_PERCENT.sub(lambda one: chr(int(one.group(1), 16)), plain))


def is_opaque(token: str) -> bool:
    """Whether a token is long and mixed enough to be made by a machine."""
    if len(token) < 16 or re.search("[0-9]", token) is None:
        return False
    has_both_cases = re.search("[A-Z]", token) and re.search("[a-z]", token)
    return bool(has_both_cases or re.search("[A-Za-z0-9]{16}", token))


def _mask_atom(match: re.Match) -> str:
    atom = match.group()
    if atom.startswith("%"):
        return atom
    if "-" in atom:
        return _UUID
    if re.fullmatch("[0-9]+", atom):
        # As the model folds them: four stand for any longer run. The first is no zero, since JSON
        # takes no number that begins with one.
        return "1".ljust(min(len(atom), 4), "0")
    if is_long_hex(atom):
        return _HEX
    # What is this short the model takes for a plain word.
    if len(atom) <= 12 or (len(atom) <= 32 and re.fullmatch("[A-Za-z]+", atom)):
        return _WORD
    has_both_cases = re.search("[a-z]", atom) and re.search("[A-Z]", atom)
    return MIXED_CASE if has_both_cases else _LOWER_CASE


def _hidden_texts(token: str) -> list[str]:
    found = []
    for match in _BASE64.finditer(token):
        run = match.group()
        found.append(decode_base64(run))
        if len(run) % 2 == 0 and is_long_hex(run):
            found.append(bytes.fromhex(run))
    return [data.decode("latin-1") for data in found if _is_text(data)]


def _is_text(data: bytes) -> bool:
    printable = sum(byte in _PRINTABLE for byte in data)
    return len(data) > 0 and printable >= len(data) * 0.97


def _is_token(text: str) -> bool:
    if len(text) > _MAX_LENGTH or not _CHARACTERS.fullmatch(text) or _SUSPICIOUS.search(text):
        return False
    if re.search("[A-Za-z0-9]", text) is None:
        return False
    if re.search("[+/]", text) and (not is_opaque(text) or _ATTACK_WORDS.search(text.lower())):
        return False
    return hides_no_attack(text)
