"""Small words of Markdown."""

from __future__ import annotations

from typing import Any, Iterable, Sequence


def cell(value: Any) -> str:
    """A value in a table: a bar or a line break would end its cell."""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1e-3 or abs(value) >= 1e4 else f"{value:.4f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    text = "" if value is None else str(value)
    return " ".join(text.replace("|", "\\|").split())


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Lines of a table; no lines without rows. Columns of numbers stand right."""
    rows = [list(row) for row in rows]
    if not rows:
        return []
    rule = [
        "---:" if all(isinstance(row[at], (int, float, type(None))) for row in rows) else "---"
        for at in range(len(head))
    ]
    lines = [[cell(name) for name in head], rule, *([cell(one) for one in row] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines]
