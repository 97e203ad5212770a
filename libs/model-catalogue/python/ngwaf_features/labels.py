"""Labels of rows, as prepare-data makes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Union

from ngwaf_features.columns import day_of


class Dropped(NamedTuple):
    """Why a row is not used."""

    reason: str


class Fault(NamedTuple):
    """What is wrong with a row."""

    field: str


Label = Union[int, Dropped, Fault]
LabelRow = Callable[[str, dict[str, str]], Label]

UNLABELLED = Dropped("unlabelled")


class UserEvents(NamedTuple):
    """Of a user, by days: the first event that makes the label 1, and the first that censors."""

    first: int | None
    censored: int | None


def events_of_user(labelling: dict[str, Any], events: Iterable[tuple[int, str]]) -> UserEvents:
    """What labels need of a user's events, each a day and a name."""
    days = list(events)
    return UserEvents(
        min((day for day, event in days if event in labelling["events"]), default=None),
        min((day for day, event in days if event in labelling["censoredBy"]), default=None),
    )


def anchor_label(
    labelling: dict[str, Any], user: UserEvents, observed_until: int, last_day: int
) -> Label:
    """1 for an event in the window after the gap; see the catalogue's labelling by anchors."""
    begin = observed_until + labelling["gapDays"]
    end = begin + labelling["horizonDays"]
    first = float("inf") if user.first is None else user.first
    censored = float("inf") if user.censored is None else user.censored
    if first <= begin:
        return Dropped("known_before")
    if first <= end:
        return 1
    return Dropped("censored") if min(censored, last_day) < end else 0


def _by_anchor(labelling: dict[str, Any], events: dict[str, UserEvents], last_day: int) -> LabelRow:
    observed = labelling["observedAt"]

    def label(user: str, row: dict[str, str]) -> Label:
        day = day_of(observed.get("date") or row.get(observed.get("column", "")))
        if day is None:
            return UNLABELLED
        found = events.get(user, UserEvents(None, None))
        return anchor_label(labelling, found, day.toordinal(), last_day)

    return label


def row_labeller(
    labelling: dict[str, Any], events: dict[str, UserEvents], last_day: int
) -> LabelRow:
    """How rows are labelled; events by user, and the last day of any, for labels by anchors."""
    kind = labelling["kind"]
    if kind == "anchor":
        return _by_anchor(labelling, events, last_day)
    if kind == "presence":
        return lambda _user, row: 1 if row.get(labelling["column"]) else 0
    if kind == "column":

        def label(_user: str, row: dict[str, str]) -> Label:
            value = row.get(labelling["column"]) or ""
            if value == "":
                return UNLABELLED
            return int(value) if value in ("0", "1") else Fault(labelling["column"])

        return label
    return lambda _user, _row: UNLABELLED


def manifest_item(line: str) -> tuple[dict[str, Any], int] | None:
    """The record and label of a line of a manifest; None where nobody decided."""
    entry = json.loads(line)
    suffix = "-metadata"
    name = next((key[: -len(suffix)] for key in entry if key.endswith(suffix)), None)
    label = entry.get(name)
    if label not in (0, 1) or isinstance(label, bool):
        return None
    return json.loads(entry["source"]), label
