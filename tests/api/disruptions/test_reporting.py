"""Reporting on a page: who reports what, three steps, refusals beside fields, and what others see of it."""

import re
from html import unescape

import pytest

from planner.domain.access import Role
from planner.domain.disruption_life import REPORTED_BY, DisruptionState
from planner.domain.flights import Flight
from planner.domain.resources import Absence
from tests.api.disruptions.conftest import Site
from tests.planner.usecases.disruptions.reported import standing
from tests.planner.usecases.world import SUNDAY_NIGHT, departure_key, move_key

NEW = "/verstoringen/nieuw"
GONE = {"vlucht": str(SUNDAY_NIGHT), "reden": "weer"}
AWAY = {"van": "2026-11-26T08:00", "tot": "2026-11-26T18:00", "reden": "uitgevallen"}


def kinds_in(page: str) -> set[str]:
    """Return the kinds that a page leads to."""
    return set(re.findall(rf'href="{NEW}/([a-z-]+)', page))


@pytest.mark.parametrize("role", REPORTED_BY)
def test_a_role_is_offered_the_kinds_that_it_hears_of_and_no_others(site: Site, role: Role) -> None:
    client = site.visit(role, "r1" if role is Role.REGIEVOERDER else "")

    shown = kinds_in(client.get(NEW).text)

    mine = {kind.value for kind in REPORTED_BY[role]}
    assert shown == mine
    others = {kind.value for kind in REPORTED_BY[Role.PLANNER]} - mine
    assert {client.get(f"{NEW}/{kind}").status_code for kind in others} <= {404}


@pytest.mark.parametrize("role", [Role.SITE, Role.IND, Role.LAWYER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_hears_of_nothing_has_no_page(site: Site, role: Role) -> None:
    client = site.visit(role, "azc")

    assert (client.get("/verstoringen").status_code, client.get(NEW).status_code) == (403, 403)


def test_a_report_is_looked_over_before_it_is_recorded(site: Site) -> None:
    client = site.visit(Role.PLANNER)

    ahead = client.post(f"{NEW}/vlucht-vervallen", data=GONE)
    before = standing(site.desk, Flight)
    done = client.post(f"{NEW}/vlucht-vervallen", data={**GONE, "bevestigd": "1", "verzoek": "v1"})
    again = client.post(f"{NEW}/vlucht-vervallen", data={**GONE, "bevestigd": "1", "verzoek": "v1"})

    assert (ahead.status_code, done.status_code, again.status_code) == (200, 303, 303)
    assert "vervalt" in ahead.text
    assert SUNDAY_NIGHT in {one.id for one in before if isinstance(one, Flight)}
    assert done.headers["location"] == again.headers["location"] == "/verstoringen/1"
    assert SUNDAY_NIGHT not in {one.id for one in standing(site.desk, Flight) if isinstance(one, Flight)}


def test_going_back_from_the_look_over_keeps_what_was_filled_in(site: Site) -> None:
    client = site.visit(Role.PLANNER)

    shown = client.post(f"{NEW}/vlucht-vervallen", data={**GONE, "toelichting": "storm", "terug": "1"})

    assert shown.status_code == 200
    assert (f'<option value="{SUNDAY_NIGHT}" selected>' in shown.text, 'value="storm"' in shown.text) == (True, True)


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("vlucht-vervallen", {"vlucht": ""}, "vlucht"),
        ("vlucht-vervallen", {"vlucht": "KL9"}, "vlucht"),
        ("vlucht-verplaatst", {"vlucht": str(SUNDAY_NIGHT), "vertrekt": "2020-01-01T00:00"}, "vertrekt"),
        ("voertuig-uitgevallen", {"voertuig": "V1", "van": "morgen"}, "van"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    site: Site, kind: str, given: dict[str, str], field: str
) -> None:
    client = site.visit(Role.PLANNER)

    shown = client.post(f"{NEW}/{kind}", data={**given, "toelichting": "blijft staan", "bevestigd": "1"})

    assert shown.status_code == 422
    assert re.findall(r'id="([a-z_]+)-fout"', shown.text) == [field]
    assert 'value="blijft staan"' in shown.text


def test_an_item_of_the_desk_is_filled_in_without_its_key_in_the_address(site: Site) -> None:
    client = site.visit(Role.PLANNER)

    led = client.post(NEW, data={"activiteit": departure_key("Z1")})
    there = led.headers["location"]
    shown = client.get(there)
    form = client.get(f"{NEW}/vlucht-vervallen{there[len(NEW) :]}")

    assert (led.status_code, "Z1" in there) == (303, False)
    assert kinds_in(shown.text) >= {"vlucht-vervallen", "escort-afwezig", "nieuwe-aanvraag", "overdracht-onvolledig"}
    assert "zitting-verplaatst" not in kinds_in(shown.text)
    assert f'<option value="{SUNDAY_NIGHT}" selected>' in form.text


def test_an_unknown_item_leads_to_the_empty_form(site: Site) -> None:
    assert site.visit(Role.PLANNER).post(NEW, data={"activiteit": "Z9/niets/1"}).headers["location"] == NEW


def test_a_regievoerder_reports_the_own_absence_alone(site: Site) -> None:
    client = site.visit(Role.REGIEVOERDER, "r1")

    other = client.post(f"{NEW}/regievoerder-afwezig", data={**AWAY, "regievoerder": "r2", "bevestigd": "1"})
    own = client.post(f"{NEW}/regievoerder-afwezig", data={**AWAY, "regievoerder": "r1", "bevestigd": "1"})

    assert (other.status_code, own.status_code) == (422, 303)
    assert [one.resource.id for one in standing(site.desk, Absence) if isinstance(one, Absence)] == ["r1"]


def test_a_regievoerder_reports_about_own_cases_alone(site: Site) -> None:
    client = site.visit(Role.REGIEVOERDER, "r1")
    given = {"van": "2026-11-26T08:00", "bevestigd": "1"}

    other = client.post(f"{NEW}/nieuwe-aanvraag", data={**given, "zaaknummer": "Z2"})
    missing = client.post(f"{NEW}/nieuwe-aanvraag", data={**given, "zaaknummer": "Z99"})
    own = client.post(f"{NEW}/nieuwe-aanvraag", data={**given, "zaaknummer": "Z1"})

    said = [re.findall(r'id="zaaknummer-fout">([^<]+)', unescape(one.text)) for one in (other, missing)]
    assert (other.status_code, missing.status_code, own.status_code) == (422, 422, 303)
    assert said[0] == said[1]


def test_a_partner_sees_the_own_reports_and_nothing_of_what_they_break(site: Site) -> None:
    kmar, dji, planner = site.visit(Role.KMAR), site.visit(Role.DJI), site.visit(Role.PLANNER)
    kmar.post(f"{NEW}/escort-afwezig", data={**AWAY, "escort": "E1", "bevestigd": "1"})
    planner.post(f"{NEW}/vlucht-vervallen", data={**GONE, "bevestigd": "1"})

    listed = kmar.get("/verstoringen").text
    own = kmar.get("/verstoringen/1")

    assert set(re.findall(r'href="/verstoringen/(\d+)"', listed)) == {"1"}
    assert (own.status_code, kmar.get("/verstoringen/2").status_code, dji.get("/verstoringen/1").status_code) == (
        200,
        404,
        404,
    )
    assert ("Z1" in own.text, "Gevolgen" in own.text) == (False, False)
    assert kmar.post("/verstoringen/1/aanvaarden", data={"waarom": "x"}).status_code == 403
    assert set(re.findall(r'href="/verstoringen/(\d+)"', planner.get("/verstoringen").text)) == {"1", "2"}


def test_withdrawing_on_the_page_puts_the_facts_back(site: Site) -> None:
    client = site.visit(Role.PLANNER)
    client.post(f"{NEW}/vlucht-vervallen", data={**GONE, "bevestigd": "1"})

    done = client.post("/verstoringen/1/intrekken", data={})
    twice = client.post("/verstoringen/1/intrekken", data={})

    assert (done.status_code, twice.status_code) == (303, 422)
    assert SUNDAY_NIGHT in {one.id for one in standing(site.desk, Flight) if isinstance(one, Flight)}


def test_accepting_asks_why_and_the_list_shows_it_by_state(site: Site) -> None:
    client = site.visit(Role.PLANNER)
    client.post(f"{NEW}/vlucht-vervallen", data={**GONE, "bevestigd": "1"})

    empty = client.post("/verstoringen/1/aanvaarden", data={"waarom": ""})
    done = client.post("/verstoringen/1/aanvaarden", data={"waarom": "volgende week weer"})

    listed = {
        state.value: re.findall(r'href="/verstoringen/(\d+)"', client.get(f"/verstoringen?stand={state.value}").text)
        for state in DisruptionState
    }
    assert (empty.status_code, done.status_code) == (422, 303)
    assert listed == {"nieuw": [], "hersteld": [], "aanvaard": ["1"], "ingetrokken": []}


def test_a_ride_that_is_later_is_reported_by_who_drives(site: Site) -> None:
    client = site.visit(Role.DJI)

    done = client.post(
        f"{NEW}/vervoer-vertraagd",
        data={"kenmerk": move_key("Z1"), "minuten": "30", "reden": "file", "bevestigd": "1"},
    )

    assert (done.status_code, done.headers["location"]) == (303, "/verstoringen/1")


@pytest.mark.parametrize("number", ["99", "0"])
def test_a_number_that_there_is_not_is_not_there(site: Site, number: str) -> None:
    client = site.visit(Role.PLANNER)

    assert client.get(f"/verstoringen/{number}").status_code == 404
    assert client.post(f"/verstoringen/{number}/intrekken", data={}).status_code == 404
