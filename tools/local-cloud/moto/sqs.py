"""Mends what moto's SQS does otherwise than AWS (moto 5.2.1)."""

from __future__ import annotations

import json
import threading
import time

from moto.sqs import models
from moto.sqs.models import Queue, SQSBackend


def mend() -> None:
    lose_no_messages()
    count_only_when_asked()


def lose_no_messages() -> None:
    """Changes of a queue follow each other.

    moto serves requests in threads: deleting one message puts a new list in the place of the old
    one, and with it goes away what another thread has just added to that. Waiting for messages
    lets go of the lock.
    """
    delete, receive = Queue.delete_message, SQSBackend.receive_message

    def delete_alone(self, receipt_handle):
        with self._messages_lock:
            return delete(self, receipt_handle)

    def receive_alone(self, queue_name, *args, **kwargs):
        with self.get_queue(queue_name)._messages_lock:
            return receive(self, queue_name, *args, **kwargs)

    Queue.delete_message = delete_alone
    SQSBackend.receive_message = receive_alone


def count_only_when_asked() -> None:
    """A message costs the same whether there are ten in the queue or a thousand.

    moto counts the whole queue three times for each message that is sent, and twelve times for each
    that is received, in clock readings that take microseconds each.
    """
    sending = threading.local()
    attributes, send = Queue.attributes, SQSBackend.send_message

    def compactly(found):
        # As AWS writes it: Terraform sees another policy in another spacing.
        if found.get("RedrivePolicy"):
            policy = json.loads(found["RedrivePolicy"])
            found["RedrivePolicy"] = json.dumps(policy, separators=(",", ":"))
        return found

    def attributes_as_needed(self):
        if not getattr(sending, "is_sending", False):
            return compactly(attributes.fget(self))
        by_content = self.fifo_queue and self.content_based_deduplication
        return {"ContentBasedDeduplication": str(bool(by_content)).lower()}

    def send_message(self, *args, **kwargs):
        sending.is_sending = True
        try:
            return send(self, *args, **kwargs)
        finally:
            sending.is_sending = False

    def is_retained(self, queue_name, message):
        retained_until = (
            message.sent_timestamp / 1000 + self.get_queue(queue_name).message_retention_period
        )
        return retained_until > time.time()

    Queue.attributes = property(attributes_as_needed)
    SQSBackend.send_message = send_message
    SQSBackend.is_message_valid_based_on_retention_period = is_retained
    models.unix_time_millis = lambda: time.time() * 1000
