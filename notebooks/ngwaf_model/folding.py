"""Folding: one spelling for texts that mean the same to the parsers that attacks aim at."""

from __future__ import annotations

import re

from .flags import Flag

# One symbol for every character outside ASCII; a byte, so that features work on bytes.
NON_ASCII = "\xa4"
HEX_TOKEN = "hextoken"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")
# Applied after the blanks: a pattern that starts with a run of blanks is quadratic in them.
_LINE_BREAK = re.compile(r" ?[\r\n][ \r\n]*")
_BLANKS = re.compile(r"[ \t\x0b\x0c]+")
_NON_ASCII = re.compile("[^\x00-\x7f]")
_MIXED_CASE = re.compile(r"[a-z][A-Z]+[a-z]+[A-Z]")
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_LONG_HEX = re.compile(r"\b(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{16,}\b", re.ASCII)
_DIGITS = re.compile(r"[0-9]{4,}")
_RUN = re.compile(r"(.)\1{8,}", re.DOTALL)

_HIDING = re.compile(r"['\"\\^`]|/\*|\$\{?ifs", re.IGNORECASE)
_VERSION_COMMENT = re.compile(r"/\*![0-9]{0,5}(.*?)\*/", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IFS = re.compile(r"\$\{ifs[^}]{0,8}\}|\$ifs(?:\$[0-9])?")
_CONCATENATION = re.compile(r"(?<=\w)(['\"]) ?(?:\+|\|\||\.)? ?\1(?=\w)", re.ASCII)
_QUOTE_IN_WORD = re.compile(r"(?<=\w)['\"\\^`]+(?=\w)", re.ASCII)


def fold(text: str) -> tuple[str, int]:
    """The folded text and the flags of what the folding hid.

    White space becomes one space, a line break stays one (header injection lives there), case
    goes, long digit runs, hexadecimal and UUIDs become one token each, runs are cut at eight.
    """
    flags = 0
    if _CONTROL.search(text):
        flags |= Flag.CONTROL | (Flag.NULL if "\x00" in text else 0)
        text = _CONTROL.sub("", text)
    if not text.isascii():
        text = _NON_ASCII.sub(NON_ASCII, text)
    if _MIXED_CASE.search(text):
        flags |= Flag.MIXED_CASE
    text = _LINE_BREAK.sub("\n", _BLANKS.sub(" ", text)).strip(" \n").lower()
    if len(text) >= 16:
        text = _LONG_HEX.sub(HEX_TOKEN, _UUID.sub(HEX_TOKEN, text))
    return _RUN.sub(_eight, _DIGITS.sub("0000", text)), flags


def strip_hiding(folded: str) -> str:
    """A folded text without what hides words in it: SQL comments, `${IFS}`, quotes inside words."""
    if _HIDING.search(folded) is None:
        return folded
    # Behind the last end of a comment no comment can end, and searching there is quadratic.
    last = folded.rfind("*/") + 2 if "*/" in folded else 0
    text = _COMMENT.sub(" ", _VERSION_COMMENT.sub(r" \1 ", folded[:last])) + folded[last:]
    text = _CONCATENATION.sub("", _IFS.sub(" ", text))
    return _BLANKS.sub(" ", _QUOTE_IN_WORD.sub("", text)).strip(" \n")


def _eight(run: re.Match) -> str:
    return run.group(1) * 8
