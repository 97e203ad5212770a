"""Mends what moto's DynamoDB does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

import threading

from moto.dynamodb.responses import DynamoHandler


def mend() -> None:
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
