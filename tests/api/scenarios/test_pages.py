"""The pages of what-ifs: a form that says what is wrong where, and what becomes of what is asked."""

import html
import re

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from planner.domain.access import Role
from planner.domain.ids import EscortTeamId, RuleId
from planner.domain.scenario import OwnValue, Scenario, ScenarioState
from planner.domain.settings import Unit
from tests.api.scenarios.conftest import WhatIfSite

HOME = "/scenarios"


def forked(client: TestClient, site: WhatIfSite, **given: str) -> Response:
    """Split a scenario off by the form."""
    filled = {"van": site.base, "naam": "Twee teams erbij", "verzoek": "een", **given}
    return client.post(f"{HOME}/nieuw", data=filled)


def loaded(site: WhatIfSite, number: int = 1) -> Scenario:
    with site.week.store.reading() as books:
        return books.scenarios.load(number)


def chosen(site: WhatIfSite) -> str:
    """Return an escort team that there is."""
    return site.week.problem.resources.escort_teams[0].id


def errors(answer: Response) -> list[str]:
    """Return what is said beside fields."""
    return [html.unescape(one) for one in re.findall(r"error-message[^>]*>([^<]*)<", answer.text)]


def alerts(answer: Response) -> str:
    """Return what is said above the page."""
    return " ".join(re.sub("<[^>]+>", " ", html.unescape("".join(re.findall(_ALERT, answer.text, re.DOTALL)))).split())


_ALERT = r'<div class="utrecht-alert .*?</div></div>'


def items(answer: Response) -> list[str]:
    """Return what may be chosen to take over."""
    return [html.unescape(one) for one in re.findall(r'name="item" value="([^"]*)"', answer.text)]


def test_a_scenario_is_split_off_by_the_form_once_for_its_key(site: WhatIfSite) -> None:
    client = site.visit()

    first = forked(client, site, team=chosen(site), aantal="2", dagen="3")
    again = forked(client, site, team=chosen(site), aantal="2", dagen="3")
    other = forked(client, site, naam="Anders", team=chosen(site))

    made = loaded(site)
    assert [one.headers.get("location") for one in (first, again, other)] == ["/scenarios/1", "/scenarios/1", None]
    assert (other.status_code, alerts(other)[:33]) == (422, "Dit formulier is al verstuurd. Ki")
    assert (made.name, len(made.supposed.steps)) == ("Twee teams erbij", 2)
    assert made.expires - made.at == 3 * 1440
    with site.week.store.reading() as books:
        assert [one.number for one in books.scenarios.newest(9)] == [1]


def test_choices_come_from_the_facts_of_the_week(site: WhatIfSite) -> None:
    answer = site.visit().get(f"{HOME}/nieuw?van={site.base}")

    means = site.week.problem.resources
    shown = set(re.findall(r'<option value="([^"]+)"', html.unescape(answer.text)))
    assert answer.status_code == 200
    assert {one.id for one in means.escort_teams} | {one.id for one in means.missions} <= shown


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"aantal": "2"}, ["Vul dit ook in, of laat alles bij elkaar leeg."]),
        ({"dagen": "0"}, ["Geef een aantal dagen van 1 tot en met 999, of laat het leeg."]),
        ({"norm": "P13 weight", "waarde": "veel"}, ["De waarde is geen getal: 'veel'. Geef een heel getal."]),
        (
            {"locatie": "azc", "dicht_van": "2026-11-25T12:00", "dicht_tot": "2026-11-25T09:00"},
            ["Het eind ligt niet na het begin. Verbeter een van beide tijden."],
        ),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(site: WhatIfSite, given: dict[str, str], said: list[str]) -> None:
    answer = forked(site.visit(), site, **given)

    assert (answer.status_code, errors(answer)) == (422, said)
    assert 'value="Twee teams erbij"' in answer.text


def test_what_does_not_go_with_the_facts_is_refused_with_what_to_do(site: WhatIfSite) -> None:
    answer = forked(site.visit(), site, team="E-NERGENS")
    nameless = forked(site.visit(), site, naam=" ")

    assert alerts(answer) == "Escortteam E-NERGENS is er niet. Kies een team dat er is."
    assert alerts(nameless) == "Deze naam kan niet. Geef een naam van 1 tot en met 80 tekens."
    assert (answer.status_code, nameless.status_code) == (422, 422)


def test_more_is_supposed_and_less_and_a_page_from_before_is_refused(site: WhatIfSite) -> None:
    client = site.visit()
    forked(client, site, team=chosen(site))
    norm = next(one for one in site.week.problem.settings if one.unit is not Unit.DAY_OFF and one.regime is None)

    more = client.post(f"{HOME}/1/veronderstel", data={"stand": "1", "norm": f"{norm.rule} {norm.key}", "waarde": "7"})
    old = client.post(f"{HOME}/1/veronderstel", data={"stand": "1", "zonder": "0"})
    less = client.post(f"{HOME}/1/veronderstel", data={"stand": "2", "zonder": "0"})
    empty = client.post(f"{HOME}/1/veronderstel", data={"stand": "3"})

    made = loaded(site)
    assert [one.status_code for one in (more, old, less, empty)] == [303, 422, 303, 422]
    assert alerts(old) == "Scenario 1 is intussen gewijzigd. Kijk wat er nu staat en doe het dan opnieuw."
    assert made.supposed.values == (OwnValue(rule=RuleId(norm.rule), key=norm.key, value=7),)
    assert made.supposed.steps == ()


def test_figures_of_what_was_not_solved_are_shown_when_asked(site: WhatIfSite) -> None:
    client = site.visit()
    forked(client, site, team=chosen(site))

    before, asked = client.get(f"{HOME}/1"), client.get(f"{HOME}/1?cijfers=ja")
    site.solve(1)
    after = client.get(f"{HOME}/1")

    assert ["Niet gepland" in one.text for one in (before, asked, after)] == [False, True, True]
    assert (items(asked), len(items(after)) > 1) == ([], True)


def test_chosen_parts_are_taken_over_once_and_stand_in_the_draft(site: WhatIfSite) -> None:
    client = site.visit()
    forked(client, site)
    site.solve(1)
    wanted = next(key for key in items(client.get(f"{HOME}/1")) if "gesprek" in key or "voortgang" in key)
    with site.week.store.reading() as books:
        plan = books.plans.load(books.drafts.head(loaded(site).draft).plan)
    theirs = next(one for one in plan.appointments if one.activity == wanted)
    given = {"versie": "0", "verzoek": "k", "item": wanted}

    done = client.post(f"{HOME}/1/overnemen", data=given)
    again = client.post(f"{HOME}/1/overnemen", data=given)
    nothing = client.post(f"{HOME}/1/overnemen", data={"versie": "0"})

    assert (done.status_code, again.status_code, nothing.status_code) == (200, 200, 422)
    assert alerts(again) == "Dit was al overgenomen; er is niets gewijzigd."
    found = site.week.now(theirs.activity)
    assert found is not None
    assert (site.week.head.version, found.start) == (1, theirs.start)
    assert loaded(site).state is ScenarioState.MERGED


def test_what_only_the_scenario_has_is_refused_with_the_reason(site: WhatIfSite) -> None:
    client = site.visit()
    forked(client, site)
    site.solve(1)
    key = items(client.get(f"{HOME}/1"))[0]

    answer = client.post(f"{HOME}/1/overnemen", data={"versie": "0", "item": f"{key}-nergens"})

    assert (answer.status_code, site.week.head.version) == (422, 0)
    assert "dit onderdeel is er niet in het echte concept" in answer.text


def test_a_scenario_is_put_away_with_a_reason_alone(site: WhatIfSite) -> None:
    client = site.visit()
    forked(client, site)

    without = client.post(f"{HOME}/1/verwijderen", data={"stand": "1"})
    gone = client.post(f"{HOME}/1/verwijderen", data={"stand": "1", "waarom": "niet nodig"})
    later = client.post(f"{HOME}/1/veronderstel", data={"stand": "2", "dagen": "4"})
    solve = client.post(f"{HOME}/berekenen", data={"n": "1"})

    assert [one.status_code for one in (without, gone, later, solve)] == [422, 303, 422, 422]
    assert (loaded(site).state, loaded(site).turns[-1].note) == (ScenarioState.REMOVED, "niet nodig")


def test_scenarios_stand_side_by_side_and_nothing_chosen_is_said(site: WhatIfSite) -> None:
    client = site.visit()
    forked(client, site, team=chosen(site))
    forked(client, site, naam="Anders", verzoek="twee")
    site.solve(2)

    beside = client.get(f"{HOME}/compare?n=1&n=2&n=2")
    none, unknown = client.get(f"{HOME}/compare"), client.get(f"{HOME}/compare?n=9")

    heads = re.findall(r'<th scope="colgroup" colspan="2">([^<]*)<', beside.text)
    assert (beside.status_code, heads) == (200, ["1 Twee teams erbij", "2 Anders"])
    assert (none.status_code, alerts(none)) == (422, "Kies eerst een of meer scenario's om te vergelijken.")
    assert unknown.status_code == 404


def test_names_and_notes_are_shown_as_they_were_written(site: WhatIfSite) -> None:
    client, script = site.visit(), '<script>alert("x")</script>'
    forked(client, site, naam=script)
    client.post(f"{HOME}/1/verwijderen", data={"stand": "1", "waarom": f"weg {script}"})

    shown = [client.get(path).text for path in (HOME, f"{HOME}/1", f"{HOME}/compare?n=1")]

    assert [script in text for text in shown] == [False, False, False]
    assert [html.escape(script, quote=False) in text.replace("&#34;", '"') for text in shown] == [True, True, True]


def test_others_than_who_plan_open_none_of_it(site: WhatIfSite) -> None:
    forked(site.visit(), site)

    answers = [site.visit(role).get(f"{HOME}/1").status_code for role in (Role.KMAR, Role.MISSION_DESK, Role.AUDITOR)]

    assert answers == [403, 403, 403]


def test_what_stands_in_an_address_and_is_not_there_is_not_found(site: WhatIfSite) -> None:
    client = site.visit()

    answers = [
        client.get(path).status_code
        for path in (f"{HOME}/9", f"{HOME}/x", f"{HOME}/nieuw", f"{HOME}/nieuw?van=publicatie:9", f"{HOME}/9/volg")
    ]

    assert answers == [404, 404, 404, 404, 404]


def test_a_week_without_a_draft_is_opened_first(site: WhatIfSite) -> None:
    client, other = site.visit(), site.week.draft.week.plus(1)

    answer = client.get(f"{HOME}/nieuw?van=week:{other}")

    assert (answer.status_code, "nog geen concept open" in answer.text) == (200, True)


def test_teams_of_a_form_are_read_with_how_many(site: WhatIfSite) -> None:
    forked(site.visit(), site, team=chosen(site))

    (step,) = loaded(site).supposed.steps

    assert step.after is not None
    assert getattr(step.after, "id", "") == EscortTeamId(f"{chosen(site)}-S1")
