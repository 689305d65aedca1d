"""A server over a copy of the books, and a browser for each reader in turn.

Not allowed here: judging pages.
"""

import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from api.server.app import create_app
from api.server.listening import configuration
from api.web.guard import COOKIE
from api.web.speech import COOKIE as LANGUAGE
from planner.domain.access import Role
from planner.domain.civil import at
from planner.domain.time import Minute
from planner.domain.wording import Language
from planner.ports.store import Store
from planner.store import open_store
from tools.pictures.findings import Finding
from tools.pictures.furnished import outside_addresses
from tools.pictures.looking import Sight
from tools.pictures.readers import Reader, StoppedClock, readers, token_for
from tools.pictures.ways import SAME, Ways

CHROMIUM = "/usr/bin/chromium"
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def as_of(text: str) -> Minute:
    """Read a moment in Dutch time."""
    when = datetime.fromisoformat(text)
    return at(when.date(), when.hour, when.minute)


def shown(  # noqa: PLR0913 - the options of the command
    books: Path,
    folder: Path,
    found: list[Finding],
    *,
    moment: Minute,
    roles: Sequence[str],
    widths: tuple[int, ...],
    languages: Iterable[Language],
    each: int,
    only: str,
) -> None:
    """Make the pictures of every page and add what was found on them to ``found``."""
    clock = StoppedClock(moment)
    store = open_store(f"sqlite:///{books}")
    outside = outside_addresses(store, clock)
    app = create_app(store, clock)
    with serving(app) as here, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        for language in languages:
            for reader in readers(store, roles):
                context = _signed_in(browser, here, store, clock, reader, language)
                sight = Sight(context, here, reader.name, language, folder, widths, found)
                begin = outside if reader.role is None else ("/", "/hulp")
                ways = Ways(app, begin, each=each, seen=SAME if reader.role not in (None, Role.PLANNER) else ())
                for path, kind in ways:
                    print(reader.name, language, path, file=sys.stderr, flush=True)
                    links = sight.look(path, kind) if only in kind or path == "/" else []
                    ways.add(links if reader.role is not None else (), path)
                context.close()
        browser.close()
    app.state.jobs.close()
    app.state.feeds.close()
    store.close()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Run an application as the real server does and give its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
        server = uvicorn.Server(configuration(app, host="127.0.0.1", port=port))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


def _signed_in(
    browser: Browser, here: str, store: Store, clock: StoppedClock, reader: Reader, language: Language
) -> BrowserContext:
    context = browser.new_context(locale="nl-NL" if language is Language.DUTCH else "en-GB")
    safe = here.replace("http:", "https:")
    context.add_cookies([{"name": LANGUAGE, "value": language.value, "url": here}])
    if reader.role is not None:
        token = token_for(store, clock, reader.role, reader.code, language)
        context.add_cookies([{"name": COOKIE, "value": token, "url": safe, "secure": True, "httpOnly": True}])
    return context
