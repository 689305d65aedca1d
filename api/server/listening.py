"""Starting to listen, on this machine only: what goes over the network has to be encrypted.

Who comes from outside comes through a reverse proxy on this machine, at a port of its own.
"""

import logging
import socket
import sys
from contextlib import ExitStack, suppress

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.types import ASGIApp

LOOPBACK = ("127.0.0.1", "localhost")
REQUESTS_AT_ONCE = 64
HEADER_BYTES = 16 * 1024
WORKED_ON = 4
"""Requests that are worked on at once: one thread at a time runs Python, and more of them only take turns."""


class HostRefusedError(ValueError):
    """Somebody asked to listen where others can reach it."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"luisteren op {host} kan niet: wachtwoorden en zaken zouden onversleuteld over het netwerk gaan\n"
            "Laat --host weg, en zet er een omgekeerde proxy met TLS voor (--proxy)."
        )


def checked_host(host: str) -> str:
    """Return the address to listen on; raise HostRefusedError for any but this machine's own."""
    if host not in LOOPBACK:
        raise HostRefusedError(host)
    return LOOPBACK[0]


def listen(app: ASGIApp, *, host: str, port: int, proxy: int = 0) -> None:
    """Serve until interrupted, at ``proxy`` too unless it is 0; the log holds no addresses asked for."""
    log_to_error_output()
    server = _Server(configuration(app, host=host, port=port))
    with suppress(KeyboardInterrupt), ExitStack() as opened:
        ports = [port, proxy] if proxy else [port]
        server.run([opened.enter_context(_listener(checked_host(host), one)) for one in ports])


def _listener(host: str, port: int) -> socket.socket:
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind((host, port))
    return found


def configuration(app: ASGIApp, *, host: str, port: int) -> uvicorn.Config:
    """Return how the server listens; raise HostRefusedError."""
    return uvicorn.Config(
        app,
        host=checked_host(host),
        port=port,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_level="warning",
        limit_concurrency=REQUESTS_AT_ONCE,
        h11_max_incomplete_event_size=HEADER_BYTES,
        http="h11",
        ws="none",
        lifespan="off",
    )


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        few_threads()
        await super().startup(sockets)


def few_threads() -> None:
    """Let few requests be worked on at once; in the loop that takes them."""
    current_default_thread_limiter().total_tokens = WORKED_ON


def log_to_error_output() -> None:
    """Write what the program logs to the error output."""
    logger = logging.getLogger("vertrekplanner")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.INFO)
