"""Serves moto for the local cloud on a port of its own and reports to the gateway.

The gateway hands over one end of a socket pair as file descriptor 3. This process writes JSON
lines to it: `{"port": N}` once it listens, then `{"execution": ARN, "status": S}` whenever an
execution of a state machine starts or ends, and `{"alarm": {…}}` whenever an alarm changes its
state. It ends as soon as the other end is closed, so that it never outlives its gateway.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import socket
import sys
import threading

CONTROL_DESCRIPTOR = 3


class Control:
    """The gateway's end of the line."""

    def __init__(self) -> None:
        self._socket = socket.socket(fileno=CONTROL_DESCRIPTOR)
        self._lock = threading.Lock()

    def send(self, message: dict) -> None:
        with self._lock:
            self._socket.sendall(json.dumps(message).encode() + b"\n")

    def exit_when_closed(self) -> None:
        while self._socket.recv(1024):
            pass
        os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    arguments = parser.parse_args()

    try:
        import moto.server  # noqa: F401
    except ImportError as error:
        # The exit code is what the gateway turns into advice; the message stands in the log.
        print(f"moto's server cannot be imported: {error}", file=sys.stderr)
        sys.exit(3)

    from moto.core.config import default_user_config
    from moto.moto_server.werkzeug_app import (
        DomainDispatcherApplication,
        create_backend_app,
    )
    from werkzeug.serving import make_server

    import alarms
    import cloudwatch
    import dynamodb
    import lambda_versions
    import logs
    import s3
    import sagemaker_jobs
    import sqs
    import step_functions

    control = Control()
    threading.Thread(target=control.exit_when_closed, daemon=True).start()

    # What `POST /moto-api/config` would set: executions are interpreted, not only recorded.
    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    step_functions.mend(lambda arn, status: control.send({"execution": arn, "status": status}))
    alarms.mend(lambda alarm: control.send({"alarm": alarm}))
    cloudwatch.mend()
    dynamodb.mend()
    lambda_versions.mend()
    logs.mend()
    s3.mend()
    sagemaker_jobs.mend()
    sqs.mend()

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server(arguments.host, 0, application, threaded=True)
    server.daemon_threads = True
    control.send({"port": server.server_port})
    server.serve_forever()


if __name__ == "__main__":
    main()
