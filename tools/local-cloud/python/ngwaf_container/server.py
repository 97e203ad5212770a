"""The serving contract over HTTP/1.1 with persistent connections: `/ping` and `/invocations`."""

from __future__ import annotations

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ngwaf_container.content import JSON
from ngwaf_container.handlers import Model, Reply


class Server(ThreadingHTTPServer):
    """Answers on 127.0.0.1 until its parent process is gone, one thread a connection."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, model: Model) -> None:
        self.model = model
        self._parent = os.getppid()
        super().__init__(("127.0.0.1", port), Handler)

    def service_actions(self) -> None:
        """Runs twice a second: a local cloud that was killed must leave no server behind."""
        if os.getppid() != self._parent:
            os._exit(0)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Head and body in one packet; without this each answer waits for an acknowledgement (40 ms).
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024

    server: Server

    def do_GET(self) -> None:
        self._send(Reply(200, b"", JSON) if self.path == "/ping" else Reply(404, b"", JSON))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/invocations":
            self._send(Reply(404, b"", JSON))
            return
        accept = self.headers.get("Accept")
        if not accept or accept == "*/*":
            accept = os.environ.get("SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT", JSON)
        self._send(self.server.model.answer(body, self.headers.get("Content-Type", JSON), accept))

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Only failures: a line for each scored request would be most of the work of scoring."""
        if not isinstance(code, int) or code >= 400:
            super().log_request(code, size)
