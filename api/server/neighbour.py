"""The other process of the server: started with it, started again when it falls, and ended with it.

Not allowed here: which requests it is asked (``beside``).
"""

import asyncio
import logging
import multiprocessing
import signal
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress

from starlette.types import ASGIApp, Message, Scope

from api.server.beside import bytes_of, read_frame, texts_of, write_frame
from api.server.listening import few_threads, log_to_error_output

AGAIN_AFTER = 5.0
"""Seconds after which a process that fell is started again."""
ENDING = 30.0
"""Seconds that it may take to end."""

logger = logging.getLogger("vertrekplanner")


class Neighbour(threading.Thread):
    """Keeps the process going; ``way`` gives the way to the one that was started last, once."""

    def __init__(self, database: str, *, proxy: int, desk_outside: bool) -> None:
        """Take where the store is, and how the server listens."""
        super().__init__(name="buurproces", daemon=True)
        self._arguments = (database, proxy, desk_outside)
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._way: socket.socket | None = None

    def way(self) -> socket.socket | None:
        """Return a way that nobody took yet."""
        with self._lock:
            found, self._way = self._way, None
        return found

    def run(self) -> None:
        """Go on until ended."""
        context = multiprocessing.get_context("spawn")
        while not self._ended.is_set():
            ours, theirs = socket.socketpair()
            child = context.Process(target=_serve, args=(*self._arguments, theirs), name="vertrekplanner-buur")
            child.start()
            theirs.close()
            with self._lock:
                self._way = ours
            while child.is_alive() and not self._ended.is_set():
                child.join(1.0)
            if not self._ended.is_set():
                logger.warning("the other process ended with code %s and is started again", child.exitcode)
                self._ended.wait(AGAIN_AFTER)
            self._close(ours)
            child.join(ENDING)
            if child.is_alive():
                child.kill()
                child.join()

    def _close(self, ours: socket.socket) -> None:
        with self._lock:
            self._way = None
        with suppress(OSError):
            ours.shutdown(socket.SHUT_RDWR)
        ours.close()

    def end(self) -> None:
        """End the process, once what it was asked is answered."""
        self._ended.set()
        self.join()


def _serve(database: str, proxy: int, desk_outside: bool, way: socket.socket) -> None:  # noqa: FBT001 - of a process
    """Answer until the way ends."""
    from api.composition import SystemClock, opened  # noqa: PLC0415 - only in the process of its own
    from api.server.app import Share, create_app  # noqa: PLC0415
    from api.server.preparing import Preparing  # noqa: PLC0415
    from api.server.readying import Readying  # noqa: PLC0415
    from api.server.shelf import Shelf  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log_to_error_output()
    with opened(database) as store:
        shelf = Shelf(store)
        app = create_app(store, SystemClock(), shelf, proxy=proxy, desk_outside=desk_outside, share=Share.REST)
        threads = (Preparing(shelf), Readying(app))
        for thread in threads:
            thread.start()
        asyncio.run(answer_all(app, way))
        for thread in threads:
            thread.end()


async def answer_all(app: ASGIApp, way: socket.socket) -> None:
    """Answer what comes over a way until it ends, and what had come then."""
    few_threads()
    reader, writer = await asyncio.open_connection(sock=way)
    tasks: set[asyncio.Task[None]] = set()
    try:
        with suppress(asyncio.IncompleteReadError, OSError):
            while True:
                head, body = await read_frame(reader)
                task = asyncio.create_task(_answer(app, head, body, writer))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
        await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        writer.close()


async def _answer(app: ASGIApp, head: Mapping[str, object], body: bytes, writer: asyncio.StreamWriter) -> None:
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    said: list[Message] = []

    async def receive() -> Message:
        return left.pop() if left else await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        said.append(message)

    await app(_scope(head), receive, send)
    start = next(message for message in said if message["type"] == "http.response.start")
    content = b"".join(message.get("body", b"") for message in said if message["type"] == "http.response.body")
    told = {"number": head["number"], "status": start["status"], "headers": texts_of(list(start["headers"]))}
    with suppress(OSError):
        await write_frame(writer, told, content)


def _scope(head: Mapping[str, object]) -> Scope:
    ends = {name: tuple(value) for name in ("client", "server") if isinstance(value := head[name], list)}
    return {
        **{name: value for name, value in head.items() if name != "number"},
        **{name: str(head[name]).encode("latin-1") for name in ("raw_path", "query_string")},
        **ends,
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "headers": bytes_of(head["headers"]),
    }
