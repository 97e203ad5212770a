"""Where the rows of the base model's corpus come from; for its data card."""

from __future__ import annotations

from typing import NamedTuple


class DataSource(NamedTuple):
    """A collection of rows: where it lies (repository and commit), its licence, what it is."""

    origin: str
    licence: str
    what: str


_PAYLOADBOX = "one of payloadbox's lists of attack strings"
_PRALAB = ("pralab/modsec-learn-dataset@8f2b27ad477e", "none stated")
_WEBSEC = ("WebSec-ext/DataSet@e70608cd8be3", "none stated")
_DEEP_XSS = ("das-lab/deep-xss@cba2a476a7af", "none stated")
_WEB_LOG = ("shawon100/Web-Log-Dataset@e8321792f6a7", "none stated")

_SOURCES = {
    "cmdi-dataset": (*_WEBSEC, "command injection, and plain sentences"),
    "debian-descriptions": ("Debian 12 package index", "as each package", "technical prose"),
    "deepxss-dmoz": (*_DEEP_XSS, "query strings of URLs in the DMOZ directory"),
    "deepxss-xssed": (*_DEEP_XSS, "XSS query strings reported to xssed.com"),
    "dmoz-urls": (*_WEB_LOG, "URLs in the DMOZ directory"),
    "embedded": ("made of the other sources", "as theirs", "their values in made-up requests"),
    "foospidy-payloads": ("foospidy/payloads@38ac97fc0adf", "GPL-3.0", "lists of attack strings"),
    "fuzzdb": ("fuzzdb-project/fuzzdb@5656ab25dc6b", "New BSD, CC-BY", "lists of attack strings"),
    "fwaf-badqueries": (
        "faizann24/Fwaf-Machine-Learning-driven-Web-Application-Firewall@9c92866c55ee",
        "none stated",
        "attack URLs of scanners",
    ),
    "fwaf-goodqueries": ("nighthawkk/FireBricks@3644493aef61", "none stated", "Fwaf's benign URLs"),
    "granqvist": (
        "grananqvist/Machine-Learning-Web-Application-Firewall-and-Dataset@5f660d91304a",
        "MIT",
        "attack strings, and parameter values of real traffic",
    ),
    "made": ("this repository", "Apache-2.0", "values made by grammar"),
    "made-requests": ("this repository", "Apache-2.0", "whole requests made by grammar"),
    "nasa-log": ("Hurence/logisland-quickstarts@be51ca1c38dd", "none stated", "access log of 1995"),
    "naughty-strings": ("minimaxir/big-list-of-naughty-strings@db33ec7b1d5d", "MIT", "odd strings"),
    "openappsec-legit": (*_PRALAB, "benign query strings of recorded traffic"),
    "openappsec-sqli": (*_PRALAB, "SQL injection"),
    "payloadsallthethings": (
        "swisskyrepo/PayloadsAllTheThings@f9fa51417886",
        "MIT",
        "lists by attack",
    ),
    "ruet-weblog": (*_WEB_LOG, "access log of a university's application"),
    "sqlmap-pralab": (*_PRALAB, "probes of sqlmap"),
    "twiki-log": ("0x333333/spark_log_analyzer@8571134e8653", "none stated", "access log of 2004"),
    "xss-dataset": (*_WEBSEC, "snippets of HTML, harmful and not"),
}


def data_source(name: str) -> DataSource:
    """What is known of a source; of one that is not listed, that nothing is stated."""
    if name in _SOURCES:
        return DataSource(*_SOURCES[name])
    if name.startswith("payloadbox-"):
        return DataSource(f"payloadbox/{name[len('payloadbox-') :]}", "MIT", _PAYLOADBOX)
    return DataSource("not stated", "not stated", "")
