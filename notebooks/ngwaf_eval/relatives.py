"""Which sources are related: what is left out together when one source is left out.

The folds of the corpus keep relatives together as well, but put several families into each. Here
every family is left out alone, so that each model learns from nearly all that the shipped one does.
"""

from __future__ import annotations

import numpy as np

from ngwaf_model.corpus import Corpus

# One gatherer, or one stock of strings that copy each other.
FAMILIES = {
    "DMOZ": ("deepxss-dmoz", "dmoz-urls"),
    "Fwaf": ("fwaf-badqueries", "fwaf-goodqueries"),
    "WebSec": ("cmdi-dataset", "xss-dataset"),
    "modsec-learn attacks": ("openappsec-sqli", "sqlmap-pralab"),
    "access logs": ("nasa-log", "ruet-weblog", "twiki-log"),
    "attack lists": ("foospidy-payloads", "fuzzdb", "payloadsallthethings"),
}
_ATTACK_LISTS = "attack lists"
_FAMILY_OF = {source: family for family, sources in FAMILIES.items() for source in sources}


def family(source: str) -> str:
    """The family of a source; its own name where it has no relatives."""
    if source.startswith("payloadbox-"):
        return _ATTACK_LISTS
    return _FAMILY_OF.get(source, source)


def by_families(corpus: Corpus) -> Corpus:
    """The corpus with a fold for each family; rows that no fold tests stay untested."""
    families = np.array([family(str(source)) for source in corpus.sources])
    is_tested = corpus.folds >= 0
    folds = np.full(len(families), -1)
    folds[is_tested] = np.unique(families[is_tested], return_inverse=True)[1]
    return corpus._replace(folds=folds)
