"""A file of disruptions on its page and over the API: all or nothing, each error at its row, the same key once."""

import json

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from planner.domain.access import Role
from planner.domain.flights import Flight
from tests.api.disruptions.conftest import Site
from tests.planner.usecases.disruptions.reported import standing
from tests.planner.usecases.world import SUNDAY_NIGHT

PAGE, FILE = "/verstoringen/bestand", "/api/v1/disruptions/file"
HEAD = "soort;vlucht;reden;regievoerder;van;tot"
GONE = f"vlucht-vervallen;{SUNDAY_NIGHT};weer;;;"
AWAY = "regievoerder-afwezig;;;r1;26-11-2026 08:00;26-11-2026 18:00"
UNKNOWN = "vlucht-vervallen;KL999-20990101;weer;;;"
UNREADABLE = "vlucht-weg;;;;;"


def rows(*lines: str) -> str:
    return "\n".join((HEAD, *lines)) + "\n"


def sent(site: Site, text: str, *, by: TestClient | None = None, **fields: str) -> Response:
    files = {"bestand": ("verstoringen.csv", text.encode(), "text/csv")}
    client = by or site.visit(Role.PLANNER)
    return client.post(PAGE, files=files, data=fields, follow_redirects=False)


def numbers(site: Site) -> list[int]:
    with site.desk.store.reading() as books:
        return sorted(one.number for one in books.disruptions.newest(100))


def test_a_file_is_recorded_whole_and_each_has_its_impact(site: Site) -> None:
    done = sent(site, rows(GONE, AWAY))

    assert (done.status_code, done.headers["location"]) == (303, "/verstoringen?stand=nieuw")
    assert numbers(site) == [1, 2]
    client = site.visit(Role.PLANNER)
    week = {"week": "2026-W48"}
    assert client.post("/api/v1/disruptions/1/impact", json=week).json()["struck"] != []
    assert client.post("/api/v1/disruptions/2/repairs", json=week).status_code == 200


@pytest.mark.parametrize("wrong", [UNKNOWN, UNREADABLE])
def test_one_wrong_row_keeps_everything_out_and_says_which(site: Site, wrong: str) -> None:
    before = standing(site.desk, Flight)

    done = sent(site, rows(GONE, wrong))

    assert (done.status_code, numbers(site), standing(site.desk, Flight)) == (422, [], before)
    assert '<th scope="row" class="n">3</th>' in done.text
    assert '<th scope="row" class="n">2</th>' not in done.text


@pytest.mark.parametrize("text", ["", HEAD + "\n"])
def test_an_empty_file_is_refused_in_words(site: Site, text: str) -> None:
    done = sent(site, text)

    assert (done.status_code, 'role="alert"' in done.text, numbers(site)) == (422, True, [])


def test_the_same_form_sent_twice_is_recorded_once(site: Site) -> None:
    client = site.visit(Role.PLANNER)
    answers = [sent(site, rows(GONE, AWAY), by=client, verzoek="f1") for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert numbers(site) == [1, 2]


def test_who_only_reports_about_own_things_is_refused_per_row(site: Site) -> None:
    done = sent(site, rows(AWAY, AWAY.replace("r1", "r2"), GONE), by=site.visit(Role.REGIEVOERDER, "r1"))

    assert (done.status_code, numbers(site)) == (422, [])
    shown = [f'<th scope="row" class="n">{row}</th>' in done.text for row in (2, 3, 4)]
    assert shown == [False, True, True]


def test_over_the_api_the_same_with_the_rows_that_are_wrong(site: Site) -> None:
    client = site.visit(Role.PLANNER)

    wrong = client.post(FILE, json={"csv": rows(GONE, UNKNOWN)})
    key = {"Idempotency-Key": "bestand-1"}
    good = [client.post(FILE, json={"csv": rows(GONE, AWAY)}, headers=key) for _ in range(2)]

    assert (wrong.status_code, [one["row"] for one in json.loads(wrong.text)["rows"]]) == (422, [3])
    assert [one.status_code for one in good] == [201, 201]
    assert [one["kind"] for one in good[0].json()["disruptions"]] == ["vlucht-vervallen", "regievoerder-afwezig"]
    assert good[0].json() == good[1].json()
    assert numbers(site) == [1, 2]


def test_the_page_speaks_english(site: Site) -> None:
    client = site.visit(Role.PLANNER)

    said = client.get(PAGE, headers={"Cookie": f"{client.headers['Cookie']}; taal=en"}).text

    assert "Disruptions from a file" in said
    assert "Read and record" in said
