"""Which rows that are called benign are taken out of the corpus."""

import csv
import gzip

import pytest

from ngwaf_model.corpus import read_corpus
from ngwaf_model.mislabelled import is_mislabelled


@pytest.mark.parametrize(
    "payload",
    [
        "http://cirt.net/rfiinc.txt?",
        "/a.php?path=http://192.0.2.1:8080/q??",
        "/a.php?root=http://xxxxxxxx/",
        r"ping\x09-w\x097000\x09-n\x091\x091.2.3.4",
        r"\x0arm q46175929 #",
        "9 and%201",
        "1+or+1",
        "(41761-vsize(chr(97))+82494)",
        "1331923202@nessus",
        "9999/**/union/**/select/**/1",
        "net user casey /add",
    ],
)
def test_a_probe_is_mislabelled_where_it_is_called_benign(payload):
    assert is_mislabelled(payload, 0, "granqvist")
    assert not is_mislabelled(payload, 1, "granqvist")
    assert not is_mislabelled(payload, 0, "debian-descriptions")


@pytest.mark.parametrize(
    "payload",
    [
        "http%3A%2F%2Fexample.com%2F",
        "/a.php?url=http://example.com/?page=2",
        "rm q",
        "ping me",
        "the union may select",
        "1 or 2 rooms",
        "5-2",
        "sleeping bag #3",
    ],
)
def test_what_people_send_is_not(payload):
    assert not is_mislabelled(payload, 0, "granqvist")


def test_the_corpus_goes_without(tmp_path, few_made_rows):
    path = tmp_path / "corpus.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["payload", "label", "is_url", "attack_type", "source"])
        writer.writerow(["1+or+1", 0, "false", "benign-value", "granqvist"])
        writer.writerow(["one or two", 0, "false", "benign-value", "granqvist"])
        writer.writerow(["1+or+1", 1, "false", "sqli", "fuzzdb"])

    corpus = read_corpus(path)

    tested = [
        row for row, fold in zip(zip(corpus.payloads, corpus.labels), corpus.folds) if fold >= 0
    ]
    assert tested == [("one or two", 0), ("1+or+1", 1)]
