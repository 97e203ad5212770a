"""Decoding layers: random text is encoded and must come back; and nothing takes quadratic time."""

import base64
import random
import time
from urllib.parse import quote

import pytest

from ngwaf_model.decoding import base64_texts, peel
from ngwaf_model.flags import Flag
from ngwaf_model.folding import fold, strip_hiding
from ngwaf_model.request_text import Part
from ngwaf_model.texts import Text, part_texts

# No character that starts an encoding: what is decoded once must not be decoded again.
_ALPHABET = "abcXYZ 019<>'\"()[]{}/=;:,.!?|-_*+#@$^~`\t"


def _percent(text):
    return "".join(f"%{ord(character):02x}" for character in text)


def _overlong(text):
    return "".join(f"%c{ord(c) >> 6}%{0x80 | ord(c) & 0x3F:02X}" for c in text)


ENCODINGS = {
    "percent": (_percent, 0),
    "twice percent": (lambda text: quote(_percent(text), safe=""), Flag.DOUBLE_PERCENT),
    "four times percent": (
        lambda text: quote(quote(quote(_percent(text)))),
        Flag.DOUBLE_PERCENT,
    ),
    "%u": (lambda text: "".join(f"%u{ord(c):04X}" for c in text), 0),
    "decimal entities": (lambda text: "".join(f"&#{ord(c)};" for c in text), Flag.ENTITY),
    "padded entities": (lambda text: "".join(f"&#x{ord(c):06x};" for c in text), Flag.ENTITY),
    "\\u": (lambda text: "".join(f"\\u{ord(c):04x}" for c in text), Flag.ESCAPE),
    "\\u{}": (lambda text: "".join(f"\\u{{{ord(c):x}}}" for c in text), Flag.ESCAPE),
    "\\x": (lambda text: "".join(f"\\x{ord(c):02x}" for c in text), Flag.ESCAPE),
    "octal": (lambda text: "".join(f"\\{ord(c):03o}" for c in text), Flag.ESCAPE),
    "overlong": (_overlong, Flag.OVERLONG),
    "full width": (
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
        Flag.OVERLONG,
    ),
    "percent in \\u": (
        lambda text: "".join(f"\\u{ord(c):04x}" for c in _percent(text)),
        Flag.ESCAPE | Flag.DOUBLE_PERCENT,
    ),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_peel_brings_back_what_was_encoded(name):
    encode, flags = ENCODINGS[name]
    source = random.Random(name)

    for _ in range(300):
        text = "!" + "".join(source.choices(_ALPHABET, k=source.randint(1, 40)))
        plain, seen = peel(encode(text))
        assert plain == text
        assert seen & flags == flags or name == "percent in \\u"


@pytest.mark.parametrize("name", ["\\u", "%u", "\\x"])
def test_peel_leaves_digits_behind_an_escape_alone(name):
    encode, _ = ENCODINGS[name]

    assert peel(encode("<") + "00ff")[0] == "<00ff"


def test_peel_brings_back_text_of_every_script_from_percent():
    source = random.Random(5)
    for _ in range(300):
        text = "".join(chr(source.choice([0x41, 0xE9, 0x416, 0x4F60, 0x1F600])) for _ in range(9))
        assert peel(quote(text))[0] == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a+b", "a b"),
        ("a%2Bb", "a+b"),
        ("%", "%"),
        ("%zz%4", "%zz%4"),
        ("%%32e%%32e", ".."),
        ("&lt;b&gt", "<b>"),
        ("&LT;", "<"),
        ("a&b=c", "a&b=c"),
        ("&#0;&#x110000;&#xd800;", "\x00\ufffd\ufffd"),
        ("caf%E9", "café"),
        ("%C0%AE%C0%AE/", "../"),
        ("%E0%80%AF", "/"),
        ("%F8%80%80%80%AE%FC%80%80%80%80%AF", "./"),
        ("%E0%81%9C%C1%9C", "\\\\"),
        ("%C0.%C0%2f", "./"),
        ("..%u2215..%u2216%uFF0E", "../..\\."),
        ("%c0%2e%c0%5e%c0%6e%c0%ee", "...."),
        ("%c0%qfetc%bg%QF%C0%9v", "/etc//"),
        ("%c1%1c%c1%8s%c1%pc%c0%5c", "\\\\\\\\"),
        ("%%32%%65%%32%%66%%35%%63", "./\\"),
        ("0x2e0x2e0x2fetc0x5cboot.ini", "../etc\\boot.ini"),
        ("load_file(0x2f657463)", "load_file(0x2f657463)"),
    ],
)
def test_peel_of_a_form_value(text, plain):
    assert peel(text, is_form=True)[0] == plain


def test_peel_leaves_a_plus_outside_of_forms():
    assert peel("a+b") == ("a+b", 0)


def test_base64_texts_bring_back_what_was_encoded():
    source = random.Random(8)
    for _ in range(300):
        text = "<" + "".join(source.choices(_ALPHABET.replace("+", ""), k=source.randint(14, 60)))
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            token = encode(text.encode()).decode()
            assert base64_texts(f"data:{token}") == [text]
            assert base64_texts(f"x={token.rstrip('=')}&") == [text]


# The same cases as in the scorer's base64.spec.ts.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MScgb3IgMT0x", ["1' or 1=1"]),
        ("/files/Li4vLi4vLi4vZXRjL3Bhc3N3ZA", ["../../../etc/passwd"]),
        ("/JyBvciAxPTEt/x/JyBvciAyPTIt/", ["' or 1=1-", "' or 2=2-"]),
        ("/documents/internationalization/Getting", []),
        ("JyBvciAx", []),
        ("JyBvciAxPTE=", ["' or 1=1"]),
        ("JyBvciAxPTE", []),
        ("w7FhbmTDuuKAmSBvciAxPTE=", ["ñandú’ or 1=1"]),
        ("8W5kIG9yIDE9MQ", []),
        ("AQIDPHNjcmlwdD4=", []),
    ],
)
def test_base64_texts_stand_in_short_values_and_between_slashes(text, expected):
    assert base64_texts(text) == expected


def test_base64_texts_look_inside_base64_once_more():
    inner = base64.b64encode(b"<script>alert(1)</script>")
    outer = base64.b64encode(b"payload: " + inner).decode()

    assert base64_texts(outer)[1] == "<script>alert(1)</script>"


def test_base64_texts_find_a_java_serialisation():
    data = b"\xac\xed\x00\x05sr\x00\x11java.util.HashMap" + bytes(range(40))

    (text,) = base64_texts(base64.b64encode(data).decode())

    assert text.startswith("java_serialised")
    assert "java.util.HashMap" in text


@pytest.mark.parametrize(
    "text",
    [
        "internationalisation",
        "/assets/images/products/",
        base64.b64encode(bytes(range(200))).decode(),
    ],
)
def test_base64_texts_leave_words_and_binary_alone(text):
    assert base64_texts(text) == []


@pytest.mark.parametrize(
    ("text", "folded", "flags"),
    [
        ("A  \t B", "a b", 0),
        ("a \r\n\r\n b", "a\nb", 0),
        ("a\x00b\x01", "ab", Flag.NULL | Flag.CONTROL),
        ("SeLeCt 123456", "select 0000", Flag.MIXED_CASE),
        ("123e4567-E89B-12d3-a456-426614174000", "hextoken", 0),
        ("id=0123456789abcdef0", "id=hextoken", 0),
        ("naïve 你好", "na\xa4ve \xa4\xa4", 0),
        ("A" * 30, "a" * 8, 0),
    ],
)
def test_fold(text, folded, flags):
    assert fold(text) == (folded, flags)


@pytest.mark.parametrize(
    ("folded", "stripped"),
    [
        ("union/**/select", "union select"),
        ("/*!50000union*/ select", "union select"),
        ("cat${ifs}/etc", "cat /etc"),
        ("cat$ifs$9/etc", "cat /etc"),
        ("c'a't /et\\c", "cat /etc"),
        ("w^h^o", "who"),
        ("'jav'+'ascript'", "'javascript'"),
        ("o'brien", "obrien"),
        ("/* open", "/* open"),
        ("/*/", "/*/"),
    ],
)
def test_strip_hiding(folded, stripped):
    assert strip_hiding(folded) == stripped


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        (Part("query", "a", "kettle"), []),
        (Part("query", "a", "12.5"), []),
        (Part("text", "", "kettle"), [Text("kettle", 0)]),
        (Part("query", "a", "a+%27b"), [Text("a 'b", 0)]),
        (Part("json", "a", "a+%27b"), [Text("a+'b", 0)]),
        (Part("text", "", "a=b+c"), [Text("a=b c", 0)]),
        (Part("query", "a", "se/**/lect"), [Text("se/**/lect", 0), Text("se lect", Flag.STRIPPED)]),
    ],
)
def test_part_texts(part, texts):
    assert part_texts(part) == texts


def test_part_texts_see_an_attack_at_every_place_of_a_long_text():
    for padding in range(0, 1500, 37):
        text = "lorem ipsum, " * (padding // 13) + "<script>alert(1)</script>" + " dolor; sit" * 90
        windows = part_texts(Part("body", "", text))
        assert any("<script>alert(1)</script>" in window.text for window in windows)


@pytest.mark.parametrize(
    "unit",
    [" ", "/*", "/*!", "%", "&#", "\\u", "'", "a'", "aA", "A1", "\n ", "a-", "$ifs", "(", '"'],
)
def test_part_texts_take_linear_time(unit):
    begin = time.perf_counter()
    part_texts(Part("body", "", unit * (131072 // len(unit))))

    assert time.perf_counter() - begin < 2
