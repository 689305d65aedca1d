"""Opens a page in Chromium as readers see it, keeps pictures and notes what is wrong with it.

Not allowed here: which pages there are.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as Moved
from playwright.sync_api import TimeoutError as TooLate

from planner.domain.wording import Language
from tools.pictures.findings import Finding

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TRIES = 4
HIGHEST = 5000
"""Of a picture, in pixels; longer pages go on in the same way."""
AXE = Path(__file__).parents[2] / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """(only) => axe.run({exclude: [['.folium-map']]}, only ? {runOnly: only} : {}).then((found) =>
  found.violations.map((one) =>
    one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' ')))"""
_RULES = {"light": None, "dark": ["color-contrast"]}
"""Only colours differ between the two."""
_LINKS = "() => [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))"
_UNFOLD = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
_WIDE = "() => document.documentElement.scrollWidth - window.innerWidth"
_CUT = """() => [...document.querySelectorAll('main :is(p, h1, h2, h3, li, td, th, dd, dt, button, a, label, span)')]
  .filter((one) => one.checkVisibility() && !one.closest('.scroll, vp-tijdlijn, svg, .unseen, .vt-row')
    && (one.getBoundingClientRect().right > window.innerWidth + 1
      || (getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 2)))
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""
_TEXT = """() => { const copy = document.body.cloneNode(true);
  copy.querySelectorAll('[lang=nl], script, style').forEach((one) => one.remove()); return copy.innerText; }"""
_DUTCH = re.compile(
    r"\b(?:de|het|een|niet|van|voor|naar|wordt|zijn|met|nog|bij|geen|en|op|uit|om|te|tot|maar|deze|dit|uw|wie|waar"
    r"|dag|vertrek|gesprek|afspraak|zaak|zaken|locatie)\b"
)


@dataclass
class Sight:
    """What one reader sees: where pictures go, and what was found so far."""

    context: BrowserContext
    here: str
    reader: str
    language: Language
    folder: Path
    widths: tuple[int, ...]
    found: list[Finding] = field(default_factory=list)

    def look(self, path: str, kind: str) -> list[str]:
        """Look at a page at every width, the first in dark too; return its links."""
        links = list[str]()
        for width in self.widths:
            for _ in range(TRIES):
                with suppress(Moved):  # a page that waits for something loads itself again
                    links = self._look(path, kind, width)
                    break
        return links

    def _look(self, path: str, kind: str, width: int) -> list[str]:
        page = self.context.new_page()
        said = _listened(page)
        try:
            page.set_viewport_size({"width": width, "height": 900})
            self._open(page, path, kind, width)
            links: list[str] = page.evaluate(_LINKS)
            self._judge(page, kind, width)
        finally:
            page.close()
        self.found.extend(self._finding(kind, width, "", "console", text) for text in said)
        return links

    def _open(self, page: Page, path: str, kind: str, width: int) -> None:
        answer = page.goto(f"{self.here}{path}")
        if answer is not None and answer.status >= 400:  # noqa: PLR2004 - HTTP
            self.found.append(self._finding(kind, width, "", "status", f"{answer.status} {path}"))
        if page.locator(".desk").count():
            page.wait_for_selector(".desk[data-ready]", timeout=60_000)
        with suppress(TooLate):
            for waiting in (page.locator("progress"), page.locator("[data-vanzelf]")):
                waiting.wait_for(state="detached", timeout=60_000)
        page.wait_for_timeout(150)

    def _judge(self, page: Page, kind: str, width: int) -> None:
        for scheme in SCHEMES[: 2 if width == self.widths[0] else 1]:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self._picture(page, kind, width, scheme)
        page.emulate_media(color_scheme="light")
        if self.language is Language.ENGLISH:
            self.found.extend(self._dutch(page, kind, width))
        self.found.extend(self._layout(page, kind, width, "opened"))
        self.found.extend(self._axe(page, kind, width, "opened"))
        if page.locator("details:not([open])").count():
            page.evaluate(_UNFOLD)
            self.found.extend(self._layout(page, kind, width, "unfolded"))
            self.found.extend(self._axe(page, kind, width, "unfolded"))

    def _axe(self, page: Page, kind: str, width: int, state: str) -> Iterator[Finding]:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(AXE.read_text("utf-8"))
            for text in page.evaluate(_RUN, _RULES[scheme]):
                yield self._finding(kind, width, f"{scheme}, {state}", "axe", text)

    def _layout(self, page: Page, kind: str, width: int, state: str) -> Iterator[Finding]:
        over = page.evaluate(_WIDE)
        if over > 0:
            yield self._finding(kind, width, state, "wide", f"{over} px")
        for html in page.evaluate(_CUT):
            yield self._finding(kind, width, state, "cut", html)

    def _dutch(self, page: Page, kind: str, width: int) -> Iterator[Finding]:
        lines = str(page.evaluate(_TEXT)).splitlines()
        said = dict.fromkeys(line.strip()[:160] for line in lines if len(set(_DUTCH.findall(line))) > 1)
        for line in list(said)[:12]:
            yield self._finding(kind, width, "", "language", line)

    def _picture(self, page: Page, kind: str, width: int, scheme: str) -> None:
        high = min(HIGHEST, int(page.evaluate("document.documentElement.scrollHeight")))
        name = re.sub(r"[^A-Za-z0-9]+", "-", kind).strip("-") or "voor"
        target = self.folder / f"{self.reader}-{name}-{width}-{scheme}-{self.language}.png"
        number = 2
        while target.exists():
            target = target.with_name(f"{self.reader}-{name}.{number}-{width}-{scheme}-{self.language}.png")
            number += 1
        page.screenshot(path=target, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": max(high, 900)})

    def _finding(self, kind: str, width: int, state: str, what: str, text: str) -> Finding:
        return Finding(reader=self.reader, kind=kind, width=width, state=state, what=what, text=text)


def _listened(page: Page) -> list[str]:
    """Return what a page complains about, from now on."""
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
