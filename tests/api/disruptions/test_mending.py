"""From a report to a repaired draft: on the page, and for other programs over the JSON API."""

import re

from fastapi.testclient import TestClient

from planner.domain.access import Role
from planner.domain.disruption_life import DisruptionState
from planner.domain.editing import EntryKind
from planner.domain.resources import Absence
from planner.usecases.disruptions.apply_repair import state_of
from tests.api.disruptions.conftest import Site
from tests.planner.usecases.disruptions.reported import clock, standing
from tests.planner.usecases.world import SUNDAY_NIGHT, WEEK, departure_key

ALL = "/api/v1/disruptions"
DEPARTS = clock(20)


def reported(client: TestClient) -> int:
    """Report over the API that the flight of a planned departure does not go."""
    answer = client.post(ALL, json={"kind": "vlucht-vervallen", "flight": str(SUNDAY_NIGHT), "code": "weer"})
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["number"]
    return number


def state(site: Site, number: int) -> DisruptionState:
    """Return how a disruption stands."""
    with site.desk.store.reading() as books:
        return state_of(books, books.disruptions.load(number))


def test_a_report_over_the_api_says_which_facts_it_made(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)

    made = client.post(ALL, json={"kind": "vlucht-vervallen", "flight": str(SUNDAY_NIGHT), "code": "weer"}).json()
    found = client.get(f"{ALL}/{made['number']}").json()
    listed = client.get(ALL).json()

    assert made == found == listed["disruptions"][0]
    assert (made["kind"], made["code"], made["state"], made["about"]) == (
        "vlucht-vervallen",
        "weer",
        "nieuw",
        [SUNDAY_NIGHT],
    )
    assert [(fact["table"], fact["turn"]) for fact in made["facts"]] == [
        ("Vluchten", "vervalt"),
        ("Boekingen", "gewijzigd"),
    ]


def test_the_same_key_reports_once(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)
    asked = {"kind": "voertuig-uitgevallen", "vehicle": "V1", "start": int(DEPARTS)}

    first = client.post(ALL, json=asked, headers={"Idempotency-Key": "k"})
    again = client.post(ALL, json=asked, headers={"Idempotency-Key": "k"})
    other = client.post(ALL, json=asked, headers={"Idempotency-Key": "l"})

    assert (first.status_code, again.json()["number"], other.status_code) == (201, first.json()["number"], 422)
    assert len(standing(site.desk, Absence)) == 1


def test_what_cannot_be_so_is_said_with_what_to_do(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)

    unknown = client.post(ALL, json={"kind": "vlucht-vervallen", "flight": "KL9"})
    shape = client.post(ALL, json={"kind": "vlucht-vervallen"})
    backwards = client.post(ALL, json={"kind": "voertuig-uitgevallen", "vehicle": "V1", "start": 9, "end": 8})

    assert (unknown.status_code, shape.status_code, backwards.status_code) == (422, 400, 422)
    assert unknown.json()["detail"] == "vlucht: KL9 is niet bekend\nNeem de code over uit het plan of de lijst."


def test_others_report_and_see_over_the_api_what_they_may_on_the_page(site: Site) -> None:
    kmar, planner = site.visit(Role.KMAR, page=False), site.visit(Role.PLANNER, page=False)
    number = reported(planner)

    refused = kmar.post(ALL, json={"kind": "vlucht-vervallen", "flight": str(SUNDAY_NIGHT)})
    own = kmar.post(
        ALL, json={"kind": "escort-afwezig", "escort": "E1", "start": int(DEPARTS), "end": int(DEPARTS) + 9}
    )

    assert (refused.status_code, own.status_code) == (404, 201)
    assert [one["kind"] for one in kmar.get(ALL).json()["disruptions"]] == ["escort-afwezig"]
    assert kmar.get(f"{ALL}/{number}").status_code == 404
    assert kmar.post(f"{ALL}/{number}/impact", json={"week": str(WEEK)}).status_code == 403


def test_impact_repairs_and_applying_over_the_api(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)
    number, week = reported(client), {"week": str(WEEK)}

    impact = client.post(f"{ALL}/{number}/impact", json=week).json()
    repairs = client.post(f"{ALL}/{number}/repairs", json=week).json()
    first = repairs["repairs"][0]
    done = client.post(
        f"{ALL}/{number}/apply", json={**week, "repair": first["mark"]}, headers={"Idempotency-Key": "a"}
    )
    again = client.post(
        f"{ALL}/{number}/apply", json={**week, "repair": first["mark"]}, headers={"Idempotency-Key": "a"}
    )

    assert [one["activity"] for one in impact["struck"]] == [departure_key("Z1")]
    assert all(rule for rule, _text in impact["struck"][0]["because"])
    assert departure_key("Z1") in {one["activity"] for one in first["changes"]}
    assert (done.status_code, done.json()["version"], done.json()["repeated"]) == (200, 1, False)
    assert (again.status_code, again.content) == (200, done.content)
    assert state(site, number) is DisruptionState.REPAIRED
    with site.desk.store.reading() as books:
        (step,) = books.drafts.steps(done.json()["draft"])
    assert (step.kind, step.of) == (EntryKind.REPAIR, number)


def test_a_repair_is_taken_back_as_any_step_and_the_disruption_is_new_again(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)
    number, week = reported(client), {"week": str(WEEK)}
    first = client.post(f"{ALL}/{number}/repairs", json=week).json()["repairs"][0]
    done = client.post(f"{ALL}/{number}/apply", json={**week, "repair": first["mark"]}).json()

    back = client.post(f"/api/v1/drafts/{done['draft']}/undo", headers={"If-Match": '"1"'})

    assert back.status_code == 200
    assert state(site, number) is DisruptionState.NEW
    assert client.get(f"{ALL}/{number}").json()["state"] == "nieuw"
    assert [one["number"] for one in client.get(f"{ALL}?state=nieuw").json()["disruptions"]] == [number]


def test_a_week_or_repair_that_there_is_not_is_refused(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)
    number = reported(client)

    week = client.post(f"{ALL}/{number}/impact", json={"week": "2026-W60"})
    repair = client.post(f"{ALL}/{number}/apply", json={"week": str(WEEK), "repair": "0" * 16})
    unknown = client.post(f"{ALL}/99/impact", json={"week": str(WEEK)})

    assert (week.status_code, repair.status_code, unknown.status_code) == (422, 422, 404)


def test_withdrawing_and_accepting_over_the_api(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)
    number = reported(client)

    accepted = client.post(f"{ALL}/{number}/accept", json={"reason": "volgende week"})
    done = client.post(f"{ALL}/{number}/withdraw")
    twice = client.post(f"{ALL}/{number}/withdraw")

    assert (accepted.json()["state"], done.json(), twice.status_code) == (
        "aanvaard",
        {"number": number, "kept": 0},
        409,
    )


def test_the_page_shows_what_breaks_and_applies_a_repair(site: Site) -> None:
    client = site.visit(Role.PLANNER)
    number = reported(site.visit(Role.PLANNER, page=False))
    address = f"/verstoringen/{number}"

    closed = client.get(address).text
    opened = client.post(f"{address}/concept", data={"week": str(WEEK)})
    shown = client.get(opened.headers["location"]).text
    marks = re.findall(r'name="herstel" value="([0-9a-f]{16})"', shown)
    drafts = re.findall(r'name="concept" value="(\d+)"', shown)
    done = client.post(f"{address}/herstel", data={"concept": drafts[0], "herstel": marks[0], "verzoek": "x"})

    assert "Open het concept" in closed
    assert ("Kan niet doorgaan" in shown, "Prijs per regel" in shown) == (True, True)
    assert (done.status_code, done.headers["location"]) == (303, f"{address}?week={WEEK}#toegepast")
    assert state(site, number) is DisruptionState.REPAIRED
    assert client.post(f"{address}/herstel", data={"concept": "1", "herstel": "f" * 16}).status_code == 422


def test_a_report_of_a_partner_leads_who_plans_to_reporting(site: Site) -> None:
    client, dji = site.visit(Role.PLANNER), site.visit(Role.DJI)
    page = dji.get("/uitvoering?dag=2026-11-29").text
    (number,) = set(re.findall(r'href="/uitvoering/([A-Z0-9-]+)"', page))
    before = client.get(f"/uitvoering/{number}").text
    dji.post(f"/uitvoering/{number}/status", data={"status": "vertraagd", "minuten": "40"})

    shown = client.get(f"/uitvoering/{number}").text
    lead = re.findall(r'href="(/verstoringen/nieuw\?van-item=[a-z2-7]{16})"', shown)

    assert (len(lead), "/verstoringen/nieuw" in before) == (1, False)
    assert "vervoer-vertraagd" in client.get(lead[0]).text
    assert "/verstoringen/nieuw" not in dji.get(f"/uitvoering/{number}").text


def test_what_comes_free_is_offered_with_who_could_use_it(site: Site) -> None:
    """By the name that the impact gives, over the API and on the page."""
    client = site.visit(Role.PLANNER, page=False)
    number = reported(client)
    impact = client.post(f"{ALL}/{number}/impact", json={"week": str(WEEK)}).json()

    answers = [client.post(f"{ALL}/{number}/uses", json={"week": str(WEEK), "free": one}) for one in impact["free"]]
    strange = client.post(f"{ALL}/{number}/uses", json={"week": str(WEEK), "free": "voertuig V99"})
    page = site.visit(Role.PLANNER).get(
        f"/verstoringen/{number}", params={"week": str(WEEK), "vrij": impact["free"][0]}
    )

    assert [one.status_code for one in answers] == [200] * len(impact["free"])
    assert [one.json()["free"] for one in answers] == impact["free"]
    assert len(impact["free"]) > 0
    assert strange.status_code == 422
    assert page.text.count(">Wat kan dit gebruiken?<") == len(impact["free"]) + 1


def test_fewer_repairs_than_asked_say_how_far_others_were_looked_for(site: Site) -> None:
    client = site.visit(Role.PLANNER, page=False)
    number = reported(client)

    one = client.post(f"{ALL}/{number}/repairs", json={"week": str(WEEK), "count": 1}).json()
    many = client.post(f"{ALL}/{number}/repairs", json={"week": str(WEEK), "count": 5}).json()

    assert (len(one["repairs"]), one["sought"]) == (1, "")
    assert len(many["repairs"]) < 5
    assert "gezocht" in many["sought"] or "geen ander herstel" in many["sought"]
