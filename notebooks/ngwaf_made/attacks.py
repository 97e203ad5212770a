"""Attacks made by grammar: the types of which public lists hold few distinct strings, too."""

from __future__ import annotations

import random

from .encodings import disguise
from .grammar import Grammar, rules
from .rules import (
    attack_commands,
    attack_common,
    attack_database,
    attack_files,
    attack_markup,
    attack_protocol,
)

_MODULES = (
    attack_common,
    attack_database,
    attack_markup,
    attack_files,
    attack_commands,
    attack_protocol,
)
RULES = rules(*(module.RULES for module in _MODULES))

# Types by the rule that makes them; the names are those of the public lists where they have one.
TYPES = {
    "sqli": "sqli",
    "nosql": "nosql",
    "ldap": "ldap",
    "xpath": "xpath",
    "graphql": "graphql-injection",
    "xss": "xss",
    "ssi": "ssi",
    "xxe": "xxe",
    "ssti": "ssti",
    "traversal": "traversal",
    "rfi": "rfi",
    "ssrf": "ssrf",
    "redirect": "open-redirect",
    "php": "php",
    "probe": "probe",
    "filename": "upload",
    "cmdi": "cmdi",
    "shellshock": "shellshock",
    "log4shell": "log4shell",
    "java": "java",
    "code": "code-injection",
    "prototype": "prototype-pollution",
    "deserialisation": "deserialisation",
    "crlf": "crlf",
    "mail": "mail-injection",
    "smuggle": "request-smuggling",
}


def attack_grammar(source: random.Random) -> Grammar:
    """The grammar of all attacks; its rules to expand are the keys of `TYPES`."""
    return Grammar(RULES, source)


def made_attacks(per_type: int, seed: int) -> list[tuple[str, str]]:
    """Pairs (payload, type), up to `per_type` distinct of each type; the same for the same seed."""
    source = random.Random(seed)
    grammar = attack_grammar(source)
    made: dict[str, str] = {}
    for rule, name in TYPES.items():
        for _ in range(per_type):
            made.setdefault(disguise(grammar.expand(rule), source), name)
    return list(made.items())
