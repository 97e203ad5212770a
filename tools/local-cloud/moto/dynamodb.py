"""Mends what moto's DynamoDB does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

import copy
import threading
from types import SimpleNamespace

from moto.dynamodb import models
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler


def mend() -> None:
    _make_operations_atomic()
    _copy_tables_once()


def _copy_tables_once() -> None:
    """Has a transaction copy each table once, to put it back, and not once for each of its writes.

    A hundred writes to a table of a few hundred items took seconds. Nothing is written while
    operations run alone until all copies are made, so that one copy is as good as the others.
    """
    transact = models.DynamoDBBackend.transact_write_items
    copies: dict[int, Table] = {}

    def copy_once(value, memo=None):
        if not isinstance(value, Table):
            return copy.deepcopy(value, memo)
        if id(value) not in copies:
            copies[id(value)] = copy.deepcopy(value)
        return copies[id(value)]

    def transact_with_few_copies(self, transact_items):
        copies.clear()
        return transact(self, transact_items)

    models.copy = SimpleNamespace(copy=copy.copy, deepcopy=copy_once)
    models.DynamoDBBackend.transact_write_items = transact_with_few_copies


def _make_operations_atomic() -> None:
    """Makes each operation atomic, as conditions and transactions need it.

    moto serves requests in threads without a lock. A condition could be checked and its write
    done with another write between them; and a transaction that fails puts the whole table back
    as it was, which would undo what others wrote meanwhile.
    """
    lock = threading.RLock()
    call_action = DynamoHandler.call_action

    def call_action_alone(self):
        with lock:
            return call_action(self)

    DynamoHandler.call_action = call_action_alone
