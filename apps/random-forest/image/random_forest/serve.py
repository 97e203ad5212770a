"""Serving: `GET /ping` and `POST /invocations`, on the port that SageMaker asks at."""

import json
import math
import os
import pwd
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from random_forest import artefact
from random_forest.artefact import Artefact
from random_forest.errors import InputError
from random_forest.instances import parse_instances, parse_lines
from random_forest.paths import find_paths

JSON = "application/json"
JSON_LINES = "application/jsonlines"
# SageMaker sends at most 6 MB to an endpoint, and 100 MB in a batch transform job.
MAX_BODY_BYTES = 100 * 1024 * 1024


def main() -> int:
    """Serves until it is told to stop; answers the exit code."""
    try:
        model = artefact.load(find_paths().model)
        threshold = _threshold()
    except InputError as error:
        print(error, file=sys.stderr, flush=True)
        return 2
    port = int(os.environ.get("SAGEMAKER_BIND_TO_PORT") or 8080)
    server = create_server(model, port, threshold)
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


def _threshold() -> float | None:
    """The score from which on a caller is to act: it belongs to a version, so answers carry it."""
    text = os.environ.get("NGWAF_THRESHOLD")
    if not text:
        return None
    try:
        threshold = float(text)
    except ValueError:
        threshold = math.nan
    if not 0 <= threshold <= 1:
        raise InputError(f"NGWAF_THRESHOLD: expected a number from 0 to 1, found {text[:100]!r}")
    return threshold


class RefusedError(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def create_server(
    model: Artefact, port: int, threshold: float | None = None, host: str = "0.0.0.0"
) -> ThreadingHTTPServer:
    """A server that listens; whoever asks is answered as soon as it runs."""
    about = {"model": _version(model)}
    if threshold is not None:
        about["threshold"] = threshold

    def predict(values: np.ndarray) -> list[float]:
        return [float(score) for score in model.forest.predict(values)]

    def answer_json(body: bytes) -> bytes:
        scores = predict(parse_instances(body, model.features))
        return json.dumps({"predictions": scores, **about}).encode()

    def answer_lines(body: bytes) -> bytes:
        scores = predict(parse_lines(body, model.features))
        return b"".join(json.dumps({"score": score}).encode() + b"\n" for score in scores)

    answers = {JSON: answer_json, JSON_LINES: answer_lines}

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
                media_type = content_type.split(";")[0].strip().lower()
                if media_type not in answers:
                    expected = f"expected content type {JSON} or {JSON_LINES}"
                    raise RefusedError(415, f"{expected}, found {content_type!r}")
                self._send(200, media_type, answers[media_type](body))
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
            self._send(status, JSON, json.dumps(content).encode())

        def _send(self, status: int, content_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing: SageMaker counts requests, and instances may be personal data."""

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    return server
