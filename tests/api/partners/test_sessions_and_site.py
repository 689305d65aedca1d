"""Sittings for the mission desk, and a site's own days: what is shown, stated, and kept from others."""

import re
from dataclasses import replace

import pytest

from planner.domain.access import Role
from planner.domain.cases import Stay
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.missions import Session
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from tests.api.example_release import CASE
from tests.api.partners.made import GIVES_AWAY, Carried

SITE, DAY = "AZC", "?dag=2026-11-26"


def found(text: str, words: tuple[str, ...]) -> list[str]:
    """Return which words stand in a text."""
    return [word for word in words if word.lower() in text.lower()]


def test_the_mission_desk_sees_who_is_presented_when_and_how_documents_stand(work: Carried) -> None:
    text = work.reader(Role.MISSION_DESK).get("/zittingen").text

    wanted = ("EMB", CASE, "11:00", "aangevraagd, ma 12 okt 2026", "1 van 4 plaatsen", "RV-0001")
    assert found(text, wanted) == list(wanted)


def test_a_sitting_is_given_another_quota_closed_and_opened(work: Carried) -> None:
    desk = work.reader(Role.MISSION_DESK)
    more = desk.post("/capaciteit", data={"zitting": "S1", "aantal": "6"}).status_code
    with work.store.reading() as books:
        quota = [one.quota for one in books.facts.in_force(Session)]
    shut = desk.post("/capaciteit", data={"zitting": "S1", "sluit": "1"}).status_code
    closed = desk.get("/zittingen").text
    span = {"van": "2026-11-27T09:00", "tot": "2026-11-27T12:00", "aantal": "3"}

    new = desk.post("/capaciteit", data={"vertegenwoordiging": "EMB", **span}).status_code

    assert (more, quota, shut, "gesloten" in closed, new) == (303, [6], 303, True, 303)
    assert "0 van 3 plaatsen" in desk.get("/zittingen").text


def test_a_sitting_of_the_week_that_is_shown_is_given_another_quota(work: Carried) -> None:
    """The form says which week was shown: sittings by a pattern are known by their week."""
    desk, later = work.reader(Role.MISSION_DESK), "2026-12-02"
    span = {"van": f"{later}T09:00", "tot": f"{later}T12:00", "aantal": "3"}
    desk.post("/capaciteit", data={"vertegenwoordiging": "EMB", **span})
    page = desk.get(f"/zittingen?dag={later}").text
    form = dict(re.findall(r'type="hidden" name="(zitting|week)" value="([^"]*)"', page))

    stated = desk.post("/capaciteit", data={**form, "aantal": "7"}, follow_redirects=False)

    assert (stated.status_code, stated.headers["location"]) == (303, "/zittingen?dag=2026-11-30")
    assert "0 van 7 plaatsen" in desk.get(stated.headers["location"]).text
    refused = desk.post("/capaciteit", data={**form, "aantal": "veel"})
    assert (refused.status_code, "0 van 7 plaatsen" in refused.text) == (422, True)


@pytest.mark.parametrize(
    "given",
    [
        {"zitting": "S9", "aantal": "3"},
        {"zitting": "S1", "aantal": "veel"},
        {"zitting": "S1", "aantal": "900"},
        {"vertegenwoordiging": "X", "van": "2026-11-27T09:00", "tot": "2026-11-27T12:00", "aantal": "3"},
        {"vertegenwoordiging": "EMB", "van": "2026-11-20T09:00", "tot": "2026-11-20T12:00", "aantal": "3"},
        {"vertegenwoordiging": "EMB", "van": "2026-11-27T12:00", "tot": "2026-11-27T09:00", "aantal": "3"},
        {},
    ],
)
def test_what_cannot_be_stated_is_refused_in_words(work: Carried, given: dict[str, str]) -> None:
    answer = work.reader(Role.MISSION_DESK).post("/capaciteit", data=given)

    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)


def test_the_mission_desk_answers_its_own_requests_alone(work: Carried) -> None:
    desk = work.reader(Role.MISSION_DESK)
    actions = {part.split('"')[0] for part in desk.get("/zittingen").text.split('action="/aanvragen/')[1:]}

    statuses = {desk.post(f"/aanvragen/{one}", data={"antwoord": "bevestigd"}).status_code for one in actions}

    with work.store.reading() as books:
        kept = {one.resource.kind: one.state for one in books.facts.in_force(PartnerRequest)}
    assert (len(actions), statuses, kept[ResourceKind.SESSION]) == (1, {303}, RequestState.CONFIRMED)
    assert kept[ResourceKind.ESCORT] is RequestState.REQUESTED


@pytest.mark.parametrize("query", [DAY, f"{DAY}&toon=week", f"{DAY}&plaats=EMB", "?dag=onzin"])
def test_a_site_sees_who_is_expected_and_collected_and_nothing_of_a_country(work: Carried, query: str) -> None:
    text = work.reader(Role.SITE, SITE).get(f"/locatie{query}").text

    wanted = (CASE, "09:00–10:00", "09:30", "DV-07 haalt op", "vertrekt deze dag")  # noqa: RUF001
    assert (found(text, wanted), found(text, (*GIVES_AWAY, "15:00", "Den Haag"))) == (list(wanted), [])


def test_another_site_sees_nothing_of_it(work: Carried) -> None:
    texts = [work.reader(Role.SITE, code).get(f"/locatie{DAY}&plaats={SITE}").text for code in ("DEP", "NERGENS")]

    assert [CASE in text for text in texts] == [False, False]


def test_who_plans_chooses_a_site(work: Carried) -> None:
    text = work.reader(Role.PLANNER).get(f"/locatie{DAY}&plaats={SITE}").text

    assert ("DV-07 haalt op" in text, "azc Ter Apel" in text) == (True, True)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.PLANNER, {"/uitvoering", "/zittingen", "/locatie"}),
        (Role.SUPERVISOR, {"/uitvoering", "/zittingen", "/locatie"}),
        (Role.REGIEVOERDER, set()),
        (Role.KMAR, {"/uitvoering"}),
        (Role.DJI, {"/uitvoering"}),
        (Role.SITE, {"/locatie"}),
        (Role.MISSION_DESK, {"/zittingen"}),
        (Role.AVIM, {"/uitvoering"}),
        (Role.IND, {"/vragen"}),
        (Role.IOM, {"/uitvoering", "/vragen"}),
        (Role.LAWYER, {"/uitvoering"}),
        (Role.MUNICIPALITY, {"/uitvoering"}),
        (Role.GUARDIAN, {"/uitvoering"}),
        (Role.REFUGEE_COUNCIL, {"/uitvoering"}),
        (Role.INSPECTORATE, set()),
        (Role.AUDITOR, set()),
        (Role.ADMINISTRATOR, set()),
    ],
)
def test_each_role_has_its_own_pages(work: Carried, role: Role, allowed: set[str]) -> None:
    reader = work.reader(role, "X-1")
    statuses = {path: reader.get(path).status_code for path in ("/uitvoering", "/vragen", "/zittingen", "/locatie")}

    assert statuses == {path: 200 if path in allowed else 403 for path in statuses}


def test_a_later_stay_elsewhere_is_not_told_to_the_first_site(work: Carried) -> None:

    with work.store.transaction() as books:
        (stay,) = books.facts.in_force(Stay)
        ended = replace(stay, valid=Interval(stay.valid.start, Minute(work.clock.minute)))
        books.facts.record([ended], source="toets", at=work.clock.minute)

    assert "vertrekt deze dag" not in work.reader(Role.SITE, SITE).get(f"/locatie{DAY}").text
