"""Own protocols on the screen and over the API: all that is wrong at once, a look first, then entered by whom, when."""

import re
from html import unescape

from fastapi.testclient import TestClient
from httpx2 import Response

from api.server.app import create_app
from planner.codec.protocol_file import delivered_files
from planner.domain.access import Role
from planner.domain.protocols import Protocol
from tests.api.casework.made import Pages
from tests.api.web.visiting import visiting

OWN = "/normen/protocollen/invoer"
API = "/api/v1/protocols"
BASIS = delivered_files()["basis.toml"]
NEXT = re.sub(r"(?m)^versie = \d+.*$", "versie = 9\ngeldig_vanaf = 2027-01-04", BASIS, count=1)
"""The delivered protocol as a version of one's own."""
WRONG = NEXT.replace("versie = 9", 'versie = "negen"').replace('vorm = "taak"', 'vorm = "taakje"', 1)


def sent(visitor: TestClient, text: str, deed: str = "bekijken") -> Response:
    return visitor.post(OWN, data={"tekst": text, "doe": deed}, files={"leeg": ("", b"")})


def words(answer: Response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def entered(pages: Pages) -> list[str]:
    with pages.desk.store.reading() as books:
        return [one.ref for one in books.facts.in_force(Protocol)]


def test_all_that_is_wrong_is_said_at_once_with_its_line(pages: Pages) -> None:
    answer = sent(pages.reader(Role.SUPERVISOR, "L-7"), WRONG)

    lines = WRONG.splitlines()
    versie = next(n for n, line in enumerate(lines, start=1) if line.startswith("versie"))
    step = max(n for n, line in enumerate(lines[: lines.index('vorm = "taakje"')], start=1) if line == "[[stap]]")
    assert answer.status_code == 422
    assert re.findall(r'<td class="number">(\d*)</td>', answer.text) == [str(versie), str(step)]
    assert "'negen' is geen geheel getal" in words(answer)
    assert "'taakje' is onbekend" in words(answer)
    assert entered(pages) == []


def test_a_version_is_looked_at_and_then_entered_with_who_and_when(pages: Pages) -> None:
    visitor = pages.reader(Role.SUPERVISOR, "L-7")

    looked = sent(visitor, NEXT)
    before = entered(pages)
    stored = sent(visitor, NEXT, "vastleggen")
    listing = visitor.get("/normen/protocollen")

    assert (looked.status_code, before) == (200, [])
    assert "Op de begindag geldt nu basis@1." in words(looked)
    assert (stored.status_code, stored.headers["Location"]) == (303, "/normen/protocollen/basis/9")
    assert entered(pages) == ["basis@9"]
    assert "Zelf ingevoerd" in words(listing)
    assert "basis@9" in words(listing)
    assert "L-7" in words(listing)


def test_what_contradicts_what_is_there_is_refused_and_stores_nothing(pages: Pages) -> None:
    visitor = pages.reader(Role.SUPERVISOR, "L-7")
    sent(visitor, NEXT, "vastleggen")

    other = sent(visitor, NEXT.replace("versie = 9", "versie = 10"), "vastleggen")

    assert other.status_code == 422
    assert "gelden twee versies" in words(other)
    assert entered(pages) == ["basis@9"]


def test_who_may_not_change_norms_has_no_form(pages: Pages) -> None:
    planner = pages.reader()

    assert "/normen/protocollen/invoer" not in planner.get("/normen/protocollen").text
    assert [planner.get(OWN).status_code, sent(planner, NEXT, "vastleggen").status_code] == [403, 403]
    assert entered(pages) == []


def test_a_file_is_taken_and_what_is_no_text_is_refused(pages: Pages) -> None:
    visitor = pages.reader(Role.SUPERVISOR, "L-7")

    good = visitor.post(OWN, data={"tekst": ""}, files={"bestand": ("p.toml", NEXT.encode())})
    bad = visitor.post(OWN, data={"tekst": ""}, files={"bestand": ("p.toml", b"\xff\xfe\x00")})

    assert (good.status_code, bad.status_code) == (200, 422)
    assert "Het bestand is geen UTF-8" in words(bad)


def test_other_programs_look_enter_once_and_are_told_what_is_wrong(pages: Pages) -> None:
    app = create_app(pages.desk.store, pages.desk.clock)
    client = visiting(app, pages.desk.store, Role.SUPERVISOR, clock=pages.desk.clock)
    headers = {"Idempotency-Key": "p"}

    looked = client.post(API, json={"toml": NEXT})
    first, again = (client.post(API, json={"toml": NEXT, "store": True}, headers=headers) for _ in range(2))
    wrong = client.post(API, json={"toml": WRONG, "store": True})
    listed = client.get(API).json()["protocols"]

    assert (looked.status_code, looked.json()["stored"], looked.json()["before"]) == (200, False, 1)
    assert (first.status_code, first.json()["stored"], again.content) == (200, True, first.content)
    assert (wrong.status_code, len(wrong.json()["faults"])) == (422, 2)
    assert [(one["protocol"], one["version"]) for one in listed if one["protocol"] == "basis"] == [
        ("basis", 1),
        ("basis", 9),
    ]
