"""The parts of a multipart body; the same as `multipart.ts`."""

from __future__ import annotations

import re

from .request_text import Part, is_plain_value, lower_ascii, short_name, trim_blanks

_BOUNDARY = re.compile(r';[ \t]*boundary=(?:"([^"]+)"|([^;, \t"]+))', re.IGNORECASE | re.ASCII)
_BLANK_LINE = re.compile(r"\r?\n\r?\n")
_DISPOSITION = re.compile(
    r'form-data;[ \t]*name="([^"\\]*)"(?:;[ \t]*filename="([^"\\]*)")?', re.IGNORECASE | re.ASCII
)
_OUTER_BREAKS = re.compile(r"\A\r?\n|\r?\n\Z")


def multipart_parts(body: str, content_type: str) -> list[Part] | None:
    """File names, values, and whatever stands around the sections.

    None when the content type names no boundary or the body never uses it.
    """
    found = _BOUNDARY.search(content_type)
    if found is None:
        return None
    preamble, *rest = body.split("--" + (found.group(1) or found.group(2)))
    if not rest:
        return None
    epilogue = ""
    if rest[-1].startswith("--"):
        epilogue = rest.pop()[2:]
    parts: list[Part] = []
    for section in rest:
        # A section ends with the line break that belongs to the next boundary.
        parts += _section_parts(_OUTER_BREAKS.sub("", section))
    outside = [text for text in (preamble, epilogue) if text.strip("\r\n \t")]
    return parts + [Part("body", "", text) for text in outside]


def _section_parts(section: str) -> list[Part]:
    blank = _BLANK_LINE.search(section)
    if blank is None:
        return [Part("multipart", "", section)]
    name, parts = _header_parts(re.split(r"\r?\n", section[: blank.start()]))
    return [*parts, Part("multipart", name, section[blank.end() :])]


def _header_parts(lines: list[str]) -> tuple[str, list[Part]]:
    name = ""
    parts: list[Part] = []
    for line in lines:
        before, colon, after = line.partition(":")
        header = lower_ascii(trim_blanks(before)) if colon else ""
        value = trim_blanks(after) if colon else line
        disposition = _DISPOSITION.fullmatch(value) if header == "content-disposition" else None
        if disposition:
            written, file_name = disposition.group(1), disposition.group(2) or ""
            name = short_name(written)
            parts.append(Part("file_name", name, file_name))
            if not is_plain_value(name):
                parts.append(Part("multipart", name, written))
        elif header == "content-disposition" or not is_plain_value(value.replace("/", "")):
            # In a form that we do not take apart: kept whole, so that nothing hides in it.
            parts.append(Part("header", short_name(header), value))
    return name, parts
