"""How quick the desk is for who sits before it: ``python -m benchmarks deskpage --rows 300 --items 2500 --out DIR``.

Opens the page in Chromium over a made-up week of that size, whose answers cost the server nothing, and measures in the
page: when it can be used, how long a frame takes while an item is dragged, a step by keyboard, scrolling, and a
question to the server while moving. Ends with 1 when a stated figure is missed.
"""

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from planner.domain.access import Role
from planner.store import open_store
from tests.api.desk.made_app import made_app
from tests.api.desk.made_desk import MadeDesk
from tests.api.desk.made_week import WEEK, made_week
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.browser import offline_chromium

LIMITS = {"ready": 1500.0, "drag": 25.0, "page": 300.0}
"""Milliseconds: the worst time until ready and of the page, and the 95th of a hundred frames."""
TIMES, DRAGS = 5, 160
_READY = "performance.getEntriesByName('bureau-klaar')[0].startTime"
_PAGE = "performance.getEntriesByType('navigation')[0].responseEnd"
_WATCH = """() => { window.frames_ = []; const each = (at) => { window.frames_.push(at);
  window.watching_ = requestAnimationFrame(each); }; requestAnimationFrame(each); }"""
_SEEN = """() => { cancelAnimationFrame(window.watching_);
  return window.frames_.slice(1).map((at, i) => at - window.frames_[i]); }"""
_STEPS = """async (keys) => { const found = []; const on = document.activeElement;
  for (const key of keys) { const began = performance.now();
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(done)); found.push(performance.now() - began); }
  return found; }"""
_SCROLL = """async () => { const grid = document.querySelector('vp-tijdlijn'); const found = [];
  for (let i = 0; i < 60; i += 1) { grid.scrollTop += 90; const began = performance.now();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    found.push((performance.now() - began) / 2); }
  grid.scrollTop = 0; return found; }"""
_CHECKS = """() => performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/check'))
  .map((one) => one.duration)"""


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table, write JSON; exit with 1 when a figure is missed."""
    options = _options(arguments)
    found = measured(options.rows, options.items)
    lines = table(found, options.rows, options.items)
    print("\n".join(lines))
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "deskpage.json").write_text(json.dumps(found, indent=1))
        (options.out / "deskpage.md").write_text("\n".join(lines) + "\n")
    late = missed(found)
    if late:
        sys.exit("; ".join(late))


def measured(rows: int, items: int) -> dict[str, list[float]]:
    """Return what was measured, in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-desk-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'books.sqlite'}")
        desk = MadeDesk(made_week(rows, items))
        with serving(made_app(store, desk)) as port, offline_chromium() as context:
            here = f"http://127.0.0.1:{port}"
            with signed_in(context, here, token_for(store, Role.PLANNER)):
                page = context.new_page()
                page.set_viewport_size({"width": 1440, "height": 900})
                found = _measured(page, f"{here}/bureau/{WEEK}")
        store.close()
    return found


def _measured(page: Page, address: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"ready": [], "page": []}
    page.request.get(address)
    for _ in range(TIMES):
        page.goto(address)
        page.wait_for_selector(".desk[data-ready]")
        found["ready"].append(page.evaluate(_READY))
        found["page"].append(page.evaluate(_PAGE))
    page.wait_for_timeout(500)
    found["scroll"] = page.evaluate(_SCROLL)
    page.wait_for_timeout(300)
    found["drag"] = _dragged(page)
    page.locator('.vt-row[data-row^="regievoerder"] .vt-item:not(.vt-ghost)').nth(31).click()
    page.keyboard.press("m")
    found["key"] = page.evaluate(_STEPS, ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"] * 8)
    page.wait_for_timeout(500)
    found["check"] = page.evaluate(_CHECKS)
    return found


def _dragged(page: Page) -> list[float]:
    """Drag an item about and return how long each frame took."""
    box = page.locator('.vt-row[data-row^="regievoerder"] .vt-item:not(.long)').nth(30).bounding_box()
    if box is None:
        sys.exit("no item is in sight\nGive more items.")
    x, y = box["x"] + 4, box["y"] + 11
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y, steps=2)
    page.evaluate(_WATCH)
    for i in range(DRAGS):
        page.mouse.move(x - 150 * math.sin(i / 12), y - 120 * math.sin(i / 9))
        time.sleep(0.004)
    frames: list[float] = page.evaluate(_SEEN)
    page.keyboard.press("Escape")
    page.mouse.up()
    return frames


def missed(found: dict[str, list[float]]) -> list[str]:
    """Return the stated figures that were not reached."""
    seen = {"ready": max(found["ready"]), "page": max(found["page"]), "drag": _part(found["drag"], 0.95)}
    return [f"{name}: {seen[name]:.0f} ms, at most {limit:.0f}" for name, limit in LIMITS.items() if seen[name] > limit]


def table(found: dict[str, list[float]], rows: int, items: int) -> list[str]:
    """Return the figures as lines of Markdown."""
    head = f"Desk of {rows} rows and {items} items, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    lines = [
        f"| {name} | {len(times)} | {_part(times, 0.5):.1f} | {_part(times, 0.95):.1f} | {max(times):.1f} |"
        for name, times in found.items()
        if times
    ]
    return [head, "", "| what (ms) | times | median | 95 % | worst |", "|---|---|---|---|---|", *lines]


def _part(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks deskpage", description=__doc__)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--items", type=int, default=2500)
    parser.add_argument("--out", type=Path, help="folder for deskpage.json and deskpage.md")
    return parser.parse_args(arguments)
