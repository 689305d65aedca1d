"""Listening: on this machine only, as a real server over a real connection."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.types import ASGIApp

from api.composition import SystemClock
from api.server.app import create_app
from api.server.listening import HostRefusedError, checked_host, configuration
from planner.store.transactions import SqlStore


@contextmanager
def running(store: SqlStore) -> Iterator[int]:
    """Run the real server on a free port and give that port."""
    with serving(create_app(store, SystemClock())) as port:
        yield port


@contextmanager
def serving(app: ASGIApp) -> Iterator[int]:
    """Run an application as the real server does and give its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
        server = uvicorn.Server(configuration(app, host="127.0.0.1", port=port))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join()


def test_a_page_comes_over_a_real_connection(store: SqlStore) -> None:
    with running(store) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/gezondheid")
        answer = connection.getresponse()
        body = json.loads(answer.read())
        connection.close()

    assert (answer.status, body["publicatie"], answer.getheader("server")) == (200, 1, None)


def test_two_host_headers_are_refused_on_a_real_connection(store: SqlStore) -> None:
    with running(store) as port, socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: elders.example\r\nConnection: close\r\n\r\n")
        first_line = raw.recv(4096).split(b"\r\n")[0]

    assert first_line.split()[1] in (b"400", b"421")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "planner.example", ""])  # noqa: S104 - refused
def test_an_address_that_others_can_reach_is_refused_with_the_remedy(host: str) -> None:
    with pytest.raises(HostRefusedError, match=r"onversleuteld.*\n.*--proxy"):
        checked_host(host)


def test_localhost_means_the_loopback_address() -> None:
    assert (checked_host("localhost"), checked_host("127.0.0.1")) == ("127.0.0.1", "127.0.0.1")
