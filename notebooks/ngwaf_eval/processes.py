"""Work on one large state in several processes, with the results of one."""

from __future__ import annotations

import multiprocessing
import os
from typing import Any, Callable, Iterator, Sequence

_MAX_PROCESSES = 4
_state: Any = None
_work: Callable[[Any, Any], Any] | None = None


def default_processes() -> int:
    """One a core, few enough for the memory of an ordinary machine."""
    return min(os.cpu_count() or 1, _MAX_PROCESSES)


def in_processes(
    work: Callable[[Any, Any], Any], state: Any, tasks: Sequence[Any], processes: int
) -> Iterator[Any]:
    """`work(state, task)` of each task, in the order of the tasks.

    The state is shared by forking, not copied: where a system cannot fork, one process does it.
    """
    global _state, _work
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if processes < 2 or len(tasks) < 2 or not can_fork:
        yield from (work(state, task) for task in tasks)
        return
    _state, _work = state, work
    try:
        with multiprocessing.get_context("fork").Pool(min(processes, len(tasks))) as pool:
            yield from pool.imap(_run, tasks)
    finally:
        _state = _work = None


def _run(task: Any) -> Any:
    return _work(_state, task)
