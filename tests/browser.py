"""Opens pages in a real Chromium without a network and keeps what they tried to do."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Watch:
    """What a page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def offline_chromium() -> Iterator[BrowserContext]:
    """Start Chromium with a fresh profile and the network off, where nothing else drives a browser."""
    with sync_playwright() as playwright, offline_context(playwright) as context:
        yield context


@contextmanager
def offline_context(playwright: Playwright) -> Iterator[BrowserContext]:
    """Start Chromium with a fresh profile and the network off."""
    with tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=list(_FLAGS), offline=True
        )
        context.set_default_timeout(10_000)
        yield context
        context.close()


def open_html(context: BrowserContext, folder: Path, html: str) -> tuple[Page, Watch]:
    """Write a page to a file and open it; requests for anything but that file and ``data:`` are kept."""
    path = folder / "pagina.html"
    path.write_text(html, "utf-8")
    page, watch = context.new_page(), Watch()
    page.on("console", lambda said: watch.complaints.append(said.text))
    page.on("pageerror", lambda error: watch.complaints.append(str(error)))
    page.on("request", lambda request: watch.requests.append(request.url))
    page.goto(path.as_uri())
    watch.requests[:] = [u for u in watch.requests if u != path.as_uri() and not u.startswith("data:")]
    return page, watch
