"""Where absolute URLs lead, and that the model sees it together with where they stand."""

import pytest

from ngwaf_model.destination import site_of, url_flags
from ngwaf_model.features import feature_matrix
from ngwaf_model.flags import Flag
from ngwaf_model.places import place_hashes
from ngwaf_model.request_text import Part
from ngwaf_model.texts import Text, parts_texts

HOST = Part("header", "host", "Shop.example.com:8443")


@pytest.mark.parametrize(
    ("folded", "flags"),
    [
        ("https://evil.example/", Flag.OTHER_SITE_URL),
        ("https://shop.example.com/a", Flag.SAME_SITE_URL),
        ("http://cdn.example.com", Flag.SAME_SITE_URL),
        ("//shop.example.com", Flag.SAME_SITE_URL),
        ("https://shop.example.com.evil.example/", Flag.OTHER_SITE_URL),
        ("https://shop.example.com@evil.example/", Flag.OTHER_SITE_URL),
        ("https://evilexample.com", Flag.OTHER_SITE_URL),
        ("//evil.example", Flag.OTHER_SITE_URL),
        ("/\\evil.example", Flag.OTHER_SITE_URL),
        ("\\\\evil.example\\share", Flag.OTHER_SITE_URL),
        ("https:evil.example", Flag.OTHER_SITE_URL),
        ("https:///evil.example", Flag.OTHER_SITE_URL),
        ("gopher://10.0.0.1:6379/_x", Flag.OTHER_SITE_URL | Flag.INNER_HOST),
        ("http://0x7f.1/", Flag.OTHER_SITE_URL | Flag.INNER_HOST),
        ("http://[::1]:80/", Flag.OTHER_SITE_URL | Flag.INNER_HOST),
        ("http://localhost/", Flag.OTHER_SITE_URL | Flag.INNER_HOST),
        ("http://metadata.google.internal/", Flag.OTHER_SITE_URL | Flag.INNER_HOST),
        ("/a/b", 0),
        ("see https://evil.example/", 0),
        ("// a comment", 0),
        ("javascript:alert(1)", 0),
        ("", 0),
    ],
)
def test_url_flags_in_a_request_to_a_known_site(folded, flags):
    assert url_flags(folded, "example.com") == flags


def test_url_flags_of_a_bare_payload_say_that_the_site_is_unknown():
    assert url_flags("https://evil.example/", "") == Flag.URL
    assert url_flags("http://127.0.0.1/", "") == Flag.URL | Flag.INNER_HOST


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("WWW.Example.com", "example.com"),
        ("a.b.example.co.uk:80", "example.co.uk"),
        ("example.de", "example.de"),
        ("www.ibm.com.", "ibm.com"),
        ("10.0.0.1:8080", "10.0.0.1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_site_of(host, site):
    assert site_of([Part("query", "host", "x.example"), Part("header", "host", host)]) == site


def test_site_of_a_request_without_host_is_unknown():
    assert site_of([Part("path", "", "/")]) == ""


def test_texts_of_urls_carry_their_place():
    found = parts_texts(
        [
            HOST,
            Part("path", "", "//evil.example/"),
            Part("query", "next", "https%3A%2F%2Fevil.example%2F"),
            Part("query", "q", "red & blue"),
        ]
    )

    assert found == [
        [Text("shop.example.com:0000", 0)],
        [Text("//evil.example/", 0)],
        [Text("https://evil.example/", Flag.OTHER_SITE_URL, "query", "next")],
        [Text("red & blue", 0)],
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("next", ["next"]),
        ("redirect_uri", ["redirect", "uri"]),
        ("imageUrl", ["image", "url"]),
        ("user.profile.avatarURL", ["user", "profile", "avatar", "url"]),
        ("a_b_c_d_e", ["b", "c", "d", "e"]),
        ("42", []),
    ],
)
def test_place_hashes_share_the_words_of_names(name, words):
    flags = Flag.OTHER_SITE_URL

    of_words = [place_hashes(flags, "query", word)[-1] for word in words]

    assert list(place_hashes(flags, "query", name)[2:]) == of_words


def test_features_tell_places_and_destinations_apart():
    url = "https://evil.example/"
    texts = [
        Text(url, Flag.OTHER_SITE_URL, "query", "next"),
        Text(url, Flag.OTHER_SITE_URL, "header", "next"),
        Text(url, Flag.OTHER_SITE_URL, "query", "q"),
        Text(url, Flag.SAME_SITE_URL, "query", "next"),
        Text(url, 0),
    ]

    rows = [frozenset(row.indices) for row in feature_matrix(texts)]

    assert len(set(rows)) == len(texts)
