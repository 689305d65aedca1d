"""From files to what a person opens: complete, repeatable, readable by others, and nothing to whom it is not for."""

import json
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext

from calendars.event import EventRenderer
from calendars.feed import FOLDERS
from calendars.words import Vocabulary
from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of, to_utc
from planner.domain.places import PlaceKind
from planner.domain.release import CalendarEntry, Release, calendar_uid
from planner.domain.resources import ResourceKind
from tests.conftest import skip_unless_ci
from tests.journeys.conftest import Journey

NODE = Path(__file__).parent.parent / "node"
OWNED = (ResourceKind.REGIEVOERDER, ResourceKind.VEHICLE, ResourceKind.ESCORT)
SQLITE_ONLY = pytest.mark.parametrize("journey", ["sqlite"], indirect=True)
Instants = dict[str, tuple[float, float]]
"""UID to start and end in seconds since 1970; days count as midnight UTC."""


def test_each_plan_keeps_every_hard_rule(journey: Journey) -> None:
    checks = [journey.answers[f"{turn} check"]["niveaus"] for turn in ("first", "second", "other")]

    assert [levels["0"] for levels in checks if isinstance(levels, dict)] == [0, 0, 0]


def test_every_activity_is_planned_or_has_a_reason(journey: Journey) -> None:
    solved = journey.answers["first solve"]
    asked, planned, missing = solved["gevraagd"], solved["gepland"], solved["niet_gepland"]
    assert isinstance(asked, dict)
    assert isinstance(planned, dict)
    assert isinstance(missing, list)

    assert sum(asked.values()) == sum(planned.values()) + len(missing)
    assert [
        item["activiteit"] for item in missing if not all(r["omdat"] for r in item["redenen"] or [{"omdat": ""}])
    ] == []
    assert {kind for kind, count in planned.items() if count} == {kind.value for kind in ActivityKind}


def test_what_is_known_to_be_impossible_is_not_planned(journey: Journey) -> None:
    known, missing = journey.answers["first sample"]["niet_te_plannen"], journey.answers["first solve"]["niet_gepland"]
    assert isinstance(known, list)
    assert isinstance(missing, list)

    unplanned = {item["activiteit"] for item in missing}
    assert [item["activiteit"] for item in known if item["activiteit"] not in unplanned] == []


def test_doing_it_all_again_changes_and_duplicates_nothing(journey: Journey) -> None:
    answers = journey.answers

    assert answers["second sample"] == answers["first sample"]
    assert (answers["first import"]["opgeslagen"], answers["second import"]["opgeslagen"]) == (True, False)
    assert (answers["second solve"]["plan"], answers["second solve"]["hergebruikt"]) == (1, True)
    done = answers["second publish"]
    assert (done["publicatie"], done["gemaakt"], done["geschreven"], done["verwijderd"]) == (1, False, 0, 0)


def test_an_unchanged_appointment_keeps_uid_and_bytes_when_solved_anew(journey: Journey) -> None:
    before, after = journey.release(1), journey.release(2)
    same = {entry.id for entry in before.entries} & {entry.id for entry in after.entries} - set(after.changed)

    old, new = events(journey.first_files), events(journey.files)

    uids = {
        Vocabulary(before).uid(entry)
        for entry in before.entries
        if entry.id in same and entry.participation.resource.kind in OWNED
    }
    assert len(uids) > len(old) // 2
    assert {uid: new[uid] for uid in uids} == {uid: old[uid] for uid in uids}


def test_feeds_give_the_instants_of_the_release_in_two_independent_readers(journey: Journey) -> None:
    if not (NODE / "node_modules" / "ical.js").exists():
        skip_unless_ci("ical.js is not installed: run make test once, with Node.js there")
    expected = instants_of(journey.release(2))
    paths = sorted(journey.files.rglob("*.ics"))

    assert read_by_python(paths) == expected
    assert read_by_node(paths) == expected


@SQLITE_ONLY
@pytest.mark.browser
def test_maps_open_without_a_network(journey: Journey, chromium: BrowserContext) -> None:
    maps = sorted(journey.files.rglob("kaarten/*.html"))
    page, asked, said = chromium.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    drawn = {}
    for path in maps:
        page.goto(path.as_uri())
        drawn[path] = page.locator(".leaflet-overlay-pane path, .leaflet-marker-pane > *").count()
    page.close()

    assert {path.parent.parent.name for path in maps} == {"planner", "kmar", "dji"}
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert said == []
    assert [path for path, lines in drawn.items() if lines == 0] == []


@SQLITE_ONLY
@pytest.mark.browser
def test_sheets_print_on_a4_one_operation_to_a_page_with_nothing_cut_off(
    journey: Journey, chromium: BrowserContext
) -> None:
    sheets = sorted([*journey.files.glob("kmar/escortbladen/*.html"), *journey.files.glob("dji/vervoersbladen/*.html")])
    page = chromium.new_page()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})

    found = {}
    for path in sheets:
        page.goto(path.as_uri())
        articles = page.locator("article.sheet").count()
        too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[path.name] = (articles, too_wide, pdf_pages(page.pdf(prefer_css_page_size=True)))
    page.close()

    assert {path.parts[-3] for path in sheets} == {"kmar", "dji"}
    assert [name for name, (_, too_wide, _) in found.items() if too_wide] == []
    assert [(name, page_sizes) for name, (_, _, page_sizes) in found.items() if set(page_sizes) != {(595, 842)}] == []
    assert [name for name, (count, _, sizes) in found.items() if not count <= len(sizes) <= 2 * count] == []


@SQLITE_ONLY
def test_nothing_that_gives_away_a_country_reaches_dji(journey: Journey) -> None:
    release = journey.release(2)
    words = telling_words(release)

    leaks = {
        (path.relative_to(journey.files).as_posix(), word)
        for path in (journey.files / "dji").rglob("*")
        if path.is_file() and path.suffix != ".png"
        for word in words
        if re.search(rf"(?<![\w/+]){re.escape(word)}(?![\w/+=])", path.read_text("utf-8"))
    }

    assert len(words) > 3
    assert leaks == set()


@SQLITE_ONLY
def test_each_regievoerder_sees_the_own_calendar_alone(journey: Journey) -> None:
    folders = sorted(journey.files.glob("regievoerder-*"))

    found = {folder.name: sorted(path.name for path in folder.iterdir()) for folder in folders}

    assert len(found) > 1
    assert {tuple(names) for names in found.values()} == {("index.html", "rooster.ics", "stijl.css")}


def telling_words(release: Release) -> set[str]:
    """Return the flights, destinations and missions of a release."""
    flights = release.resources.flights
    missions = (place.name for place in release.resources.places if place.kind is PlaceKind.MISSION)
    return {*(f.number for f in flights), *(f.id for f in flights), *(f.destination for f in flights), *missions}


def events(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every event of every calendar, by UID."""
    found = {}
    for path in folder.rglob("*.ics"):
        for part in path.read_bytes().split(b"BEGIN:VEVENT\r\n")[1:]:
            body = part.partition(b"END:VEVENT")[0]
            uid = re.search(rb"^UID:(.+)\r$", body, re.MULTILINE)
            assert uid is not None
            found[uid[1].decode()] = body
    return found


def instants_of(release: Release) -> Instants:
    """Return what the release says about everybody who has a calendar."""
    entries = {calendar_uid(release, entry): entry for entry in release.entries}
    return {
        rendered.uid: _instants(entries[UUID(rendered.uid.partition("@")[0])])
        for rendered in EventRenderer().render(release, release.entries)
        if rendered.calendar.kind in FOLDERS
    }


def _instants(entry: CalendarEntry) -> tuple[float, float]:
    part = entry.participation
    if entry.appointment.all_day:
        start = datetime.combine(day_of(part.start), datetime.min.time(), UTC).timestamp()
        return start, start + 86_400
    return to_utc(part.start).timestamp(), to_utc(part.end).timestamp()


def read_by_python(paths: list[Path]) -> Instants:
    """Return what python-icalendar reads."""
    found = {}
    for path in paths:
        calendar = Calendar.from_ical(path.read_bytes())
        found.update({str(event.uid): (_seconds(event.start), _seconds(event.end)) for event in calendar.events})
    return found


def _seconds(moment: date) -> float:
    if isinstance(moment, datetime):
        return moment.timestamp()
    return datetime.combine(moment, datetime.min.time(), UTC).timestamp()


def read_by_node(paths: list[Path]) -> Instants:
    """Return what ical.js reads."""
    names = "\n".join(map(str, paths))
    done = subprocess.run(
        ["node", "instants.mjs"], cwd=NODE, input=names, capture_output=True, text=True, check=True, timeout=60
    )
    found = {}
    for listed in json.loads(done.stdout).values():
        for uid, start, end, _status in listed:
            found[uid] = (_node_seconds(start), _node_seconds(end))
    return found


def _node_seconds(moment: str | float) -> float:
    return _seconds(date.fromisoformat(moment)) if isinstance(moment, str) else moment / 1000


def pdf_pages(pdf: bytes) -> list[tuple[int, int]]:
    """Return the size in points of every page of a PDF, rounded."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in boxes]
