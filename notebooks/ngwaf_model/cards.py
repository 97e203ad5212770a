"""Model card and data card: what an artefact says of itself to people, made of its records.

Text alone, from what stands in `manifest.json` and `evaluation.json`, so that a card can be made
of any artefact, wherever it was trained.
"""

from __future__ import annotations

from typing import Any, Iterable, Mapping

from .data_sources import data_source
from .markdown import cell, table

MODEL_CARD = "model-card.md"
DATA_CARD = "data-card.md"

_PURPOSE = """\
Scores HTTP requests, or values of them, from 0 (benign) to 1 (malicious), for a web application
firewall that its users retrain on their own labelled traffic. It sees one request at a time: path,
names and values of query, form, JSON, XML and multipart bodies, headers and cookies, each decoded
in layers.

Not for: attacks that lie in the order or the number of requests (brute force, denial of service),
logic flaws and stolen sessions, uploaded files beyond their text, or as the only defence. It judges
what a request looks like, not what the application would do with it."""
_LIMITS = """\
- A value that is one plain word can be an attack in one application alone; it scores as benign.
- `=https://other.example/` is an attack or a normal parameter, depending on the application;
  names and hosts help, fine-tuning decides.
- Public attack lists are related to each other and older than today's traffic: expect less on
  attacks of kinds that none of the sources below holds. Benign rows are thin on modern JSON APIs,
  uploads and cookies.
- Figures on sources left out say more than those on rows of known sources, and less than those on
  traffic of your own: measure there before you block (`npm run eval -- --requests`).
- Scores are calibrated for as many attacks as benign rows. Live traffic has far fewer attacks:
  compare a score with the threshold, do not read it as the share of attacks."""
_CLEANING = """\
- Rows of mixed sources (scanner URLs, reports) count as malicious only with evidence of an attack
  in their decoded text; benign rows with an unmistakable attack were taken out.
- Texts with both labels, exact duplicates and rows over 4,000 bytes were taken out; the largest
  lists were cut.
- Training weighs each group of source and attack type by the root of its size, and both classes
  the same.
- Rows are not part of the artefact or of its repository: several sources state no licence."""
_WEAKNESSES = """\
- XSS and path traversal dominate; LDAP, XPath, CRLF, NoSQL, SSRF, deserialisation and Log4Shell
  have tens to a few hundred distinct strings. Rows made by grammar stand in for them, and are
  learned from, never measured on.
- Labels of public lists are not all right: some "attacks" are plain words, some "benign" rows odd.
- Many values were lower-cased by those who collected them; most lists are older than 2020."""
_OWN_ROWS = """\
The rows are the user's own labelled traffic, split so that near-duplicates (rows that differ in
case, encoding or long numbers alone) stay in one split. They stay in the bucket of the job; the
artefact holds weights and figures, no rows. Between the base model and this one there may be other
jobs: the parent's data card has what the parent learned."""


def model_card(manifest: Mapping[str, Any], evaluation: Mapping[str, Any]) -> str:
    """Markdown: what the model is for, how it was made, how good it is, where it fails."""
    parent = manifest.get("parent")
    calibration = manifest.get("calibration") or {}
    return _document(
        f"Model card: NGWAF {manifest.get('version', 'model')}",
        ("What it is for", _PURPOSE.splitlines()),
        ("How it was made", _facts(_origin(manifest, parent))),
        (
            "Threshold and calibration",
            _facts(
                {
                    "threshold (malicious from here on)": manifest.get("threshold"),
                    **{f"calibration, {name}": value for name, value in calibration.items()},
                }
            ),
        ),
        ("How good it is", _figures(evaluation) or ["Nothing was measured."]),
        ("Limits", _LIMITS.splitlines()),
    )


def data_card(manifest: Mapping[str, Any]) -> str:
    """Markdown: what the model learned from, where it comes from, what is known to be wrong."""
    data = manifest.get("data") or []
    base = manifest.get("base_data") or []
    sources = [source for one in [*base, *data] for source in one.get("sources", [])]
    return _document(
        f"Data card: NGWAF {manifest.get('version', 'model')}",
        ("Data sets", _data_sets(data)),
        ("What was found in the rows", _findings(data, manifest.get("hygiene"))),
        ("Whose rows they are", _OWN_ROWS.splitlines() if manifest.get("parent") else []),
        ("What the base model learned from", _data_sets(base)),
        ("Sources", table(_SOURCE_HEAD, [_source_row(source) for source in sources])),
        ("How the sources were cleaned and weighted", _CLEANING.splitlines() if sources else []),
        ("Known weaknesses of the sources", _WEAKNESSES.splitlines() if sources else []),
    )


def _data_sets(data: Iterable[Mapping[str, Any]]) -> list[str]:
    fields = ("name", "malicious", "benign", "sha256")
    return table(["data set", *fields[1:]], [[one.get(field) for field in fields] for one in data])


_SOURCE_HEAD = ["source", "origin", "licence", "malicious", "benign", "what"]


def _source_row(source: Mapping[str, Any]) -> list[Any]:
    known = data_source(source["name"])
    counts = [source["malicious"], source["benign"]]
    return [source["name"], known.origin, known.licence, *counts, known.what]


def _origin(manifest: Mapping[str, Any], parent: Any) -> dict[str, Any]:
    made = "trained from nothing known"
    if parent:
        made = f"fine-tuned from {parent.get('version')}"
    rows = [
        f"{one.get('name')}: {cell(one.get('malicious'))} malicious and "
        f"{cell(one.get('benign'))} benign rows"
        for one in manifest.get("data") or []
    ]
    features = manifest.get("features") or {}
    return {
        "version": manifest.get("version"),
        "made": made,
        "parent's sha256": (parent or {}).get("sha256"),
        "created at": manifest.get("created_at"),
        "learned from": "; ".join(rows) or None,
        "features": ", ".join(f"{name} {value}" for name, value in features.items()) or None,
        **(manifest.get("hyperparameters") or {}),
        "sha256 of its code": manifest.get("code_sha256"),
    }


def _findings(data: Iterable[Mapping[str, Any]], hygiene: Any) -> list[str]:
    """What hygiene reported of each data set and of the job, where it did."""
    known = ("name", "malicious", "benign", "sha256", "sources")
    found = {one.get("name"): {k: v for k, v in one.items() if k not in known} for one in data}
    return _figures({**{name: rest for name, rest in found.items() if rest}, **(hygiene or {})})


def _figures(record: Mapping[str, Any], title: str = "") -> list[str]:
    """Any record of figures: plain ones as a list, then a section for each record in it."""
    plain = {name: value for name, value in record.items() if not isinstance(value, Mapping)}
    nested = {name: value for name, value in record.items() if isinstance(value, Mapping)}
    if title and plain and not nested:
        return table([title, ""], [[_words(name), _value(one)] for name, one in plain.items()])
    blocks = [_facts(plain)] if plain else []
    blocks += [_figures(value, _words(name)) for name, value in nested.items() if value]
    if title:
        blocks.insert(0, [f"### {title}"])
    return [line for block in blocks if block for line in [*block, ""]][:-1]


def _facts(facts: Mapping[str, Any]) -> list[str]:
    return [
        f"- {_words(name)}: {cell(_value(value))}"
        for name, value in facts.items()
        if value is not None
    ]


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(cell, value)) if isinstance(value, (list, tuple)) else value


def _words(name: str) -> str:
    return name.replace("_", " ")


def _document(title: str, *sections: tuple[str, list[str]]) -> str:
    blocks = [[f"# {title}"], *([f"## {head}", "", *body] for head, body in sections if body)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"
