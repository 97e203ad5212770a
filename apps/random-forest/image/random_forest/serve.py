"""Serving: `GET /ping` and `POST /invocations`, on the port that SageMaker asks at."""

import json
import os
import pwd
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from random_forest import artefact
from random_forest.artefact import Artefact
from random_forest.errors import InputError
from random_forest.instances import parse_instances
from random_forest.paths import find_paths

JSON = "application/json"
# SageMaker sends at most 6 MB to an endpoint, and 100 MB in a batch transform job.
MAX_BODY_BYTES = 100 * 1024 * 1024


def main() -> int:
    """Serves until it is told to stop; answers the exit code."""
    try:
        model = artefact.load(find_paths().model)
    except InputError as error:
        print(error, file=sys.stderr, flush=True)
        return 2
    port = int(os.environ.get("SAGEMAKER_BIND_TO_PORT") or 8080)
    server = create_server(model, port)
    _drop_privileges()
    # `shutdown` waits for the loop that this signal interrupts.
    signal.signal(
        signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start()
    )
    print(f"{_version(model)}: {len(model.forest.roots)} trees on port {port}", flush=True)
    server.serve_forever()
    return 0


def _drop_privileges() -> None:
    """Becomes the user that the image names; SageMaker starts containers as root."""
    name = os.environ.get("NGWAF_SERVE_AS")
    if name and os.getuid() == 0:
        user = pwd.getpwnam(name)
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)


def _version(model: Artefact) -> str:
    # A version can be named after the hash of its artefact, which the artefact cannot contain.
    return os.environ.get("NGWAF_MODEL_VERSION") or model.version


class RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def create_server(model: Artefact, port: int, host: str = "0.0.0.0") -> ThreadingHTTPServer:
    """A server that listens; whoever asks is answered as soon as it runs."""
    version = _version(model)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Without it an idle connection holds its thread for good.
        timeout = 75

        def do_GET(self) -> None:
            if self.path == "/ping":
                self._answer(200, {})
            else:
                self._answer(404, {"error": "expected GET /ping or POST /invocations"})

        def do_POST(self) -> None:
            try:
                body = self._body()
                if self.path != "/invocations":
                    raise RefusedError(404, "expected GET /ping or POST /invocations")
                content_type = self.headers.get("Content-Type", "")
                if content_type.split(";")[0].strip().lower() != JSON:
                    raise RefusedError(415, f"expected content type {JSON}, found {content_type!r}")
                values = parse_instances(body, model.features)
                scores = [float(score) for score in model.forest.predict(values)]
                self._answer(200, {"predictions": scores, "model": version})
            except InputError as error:
                self._answer(400, {"error": str(error)})
            except RefusedError as refused:
                self._answer(refused.status, {"error": str(refused)})

        def _body(self) -> bytes:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal():
                self.close_connection = True
                raise RefusedError(411, "expected a body with its length")
            if int(length) > MAX_BODY_BYTES:
                self.close_connection = True
                raise RefusedError(413, f"expected at most {MAX_BODY_BYTES} bytes, found {length}")
            return self.rfile.read(int(length))

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", JSON)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing: SageMaker counts requests, and instances may be personal data."""

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    return server
