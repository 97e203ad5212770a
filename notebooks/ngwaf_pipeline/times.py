"""Times as the job table holds them, and waiting for something to change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timezone


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds_since(timestamp: str) -> float:
    """Seconds from an ISO 8601 time in UTC to now."""
    then = datetime.fromisoformat(timestamp.replace("Z", "+00:00"))
    return (datetime.now(timezone.utc) - then).total_seconds()


def pauses(first: float = 0.25, longest: float = 10.0) -> Iterator[float]:
    """Growing pauses in seconds: quick where things are quick, polite where they take minutes."""
    pause = first
    while True:
        yield pause
        pause = min(pause * 1.3, longest)


def poll(
    ask: Callable[[], str | None],
    timeout_seconds: float,
    what: str,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Asks until the answer is not None; raises TimeoutError naming `what` when time is up."""
    deadline = time.monotonic() + timeout_seconds
    for pause in pauses():
        answer = ask()
        if answer is not None:
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} took longer than {timeout_seconds:.0f} s")
        sleep(pause)
    raise AssertionError("pauses() never ends")
