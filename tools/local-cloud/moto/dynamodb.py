"""Mends what moto's DynamoDB does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

import copy
import threading
from collections import defaultdict
from types import SimpleNamespace

from moto.dynamodb import models
from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler


def mend() -> None:
    _make_operations_atomic()
    _copy_only_what_changes()


def _copy_only_what_changes() -> None:
    """Has a transaction keep what it could change, to put it back, not a copy of each whole table.

    moto copies a table, each item of it, for each write of a transaction: with a few thousand items
    a write takes seconds, and memory is not given back. Writes put a new item in the place of the
    old one; only an update changes an item itself.
    """
    transact = models.DynamoDBBackend.transact_write_items
    kept: dict[int, Table] = {}

    def keep(backend, table: Table, updates: list[dict]) -> Table:
        before = copy.copy(table)
        before.items = defaultdict(dict)
        for hash_key, found in table.items.items():
            before.items[hash_key] = dict(found) if isinstance(found, dict) else found
        for key in updates:
            try:
                hash_key, range_key = backend.get_keys_value(table, key)
            except MockValidationException:
                continue  # The transaction itself says what is wrong with the key.
            item = table.get_item(hash_key, range_key)
            if item is None:
                continue
            if range_key is None:
                before.items[hash_key] = copy.deepcopy(item)
            else:
                before.items[hash_key][range_key] = copy.deepcopy(item)
        return before

    def copy_or_keep(value, memo=None):
        return kept[id(value)] if isinstance(value, Table) else copy.deepcopy(value, memo)

    def transact_and_keep(self, transact_items):
        kept.clear()
        updates: dict[str, list[dict]] = defaultdict(list)
        for item in transact_items:
            name, operation = next(iter(item.items()))
            keys = [operation["Key"]] if name == "Update" and "Key" in operation else []
            updates[operation.get("TableName")] += keys
        for name, keys in updates.items():
            if name in self.tables:
                kept[id(self.tables[name])] = keep(self, self.tables[name], keys)
        return transact(self, transact_items)

    models.copy = SimpleNamespace(copy=copy.copy, deepcopy=copy_or_keep)
    models.DynamoDBBackend.transact_write_items = transact_and_keep


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
