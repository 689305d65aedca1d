"""A regievoerder's own week: looking, outcomes, moving, cancelling, absence; and what is somebody else's."""

import re

import pytest

from planner.domain.access import Role
from planner.domain.commitments import OutcomeCode
from planner.domain.editing import EntryKind
from planner.domain.ids import RegievoerderId
from tests.api.staff.made import Own
from tests.planner.usecases.world import WEEK, conversation_key

TALK, LATER, OTHER = conversation_key("Z1"), conversation_key("Z3"), conversation_key("Z2")
"""On Monday and on Tuesday with r1, and on Monday with r2."""
WEDNESDAY = conversation_key("Z5")


def test_the_own_week_shows_own_appointments_and_nobody_elses(own: Own) -> None:
    text = own.reader().get("/mijn-week").text

    week = text.split('class="week panel"')[1].split("</section>\n</div></section>")[0]
    assert (sorted(set(re.findall(r">(Z\d)<", week))), "publicatie 1" in text) == (["Z1", "Z3", "Z5"], True)


def test_other_weeks_are_looked_at_by_their_name(own: Own) -> None:
    reader = own.reader()
    statuses = [reader.get(f"/mijn-week/{week}").status_code for week in ("2026-W47", "2027-W01", "2026-W99", "onzin")]

    assert statuses == [200, 200, 404, 404]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGIEVOERDER])
def test_nobody_else_has_an_own_week(own: Own, role: Role) -> None:
    reader = own.reader(role, "r1")
    paths = ("/mijn-week", f"/mijn-week/{WEEK}/gesprek/{own.handle(TALK)}")

    assert {reader.get(path).status_code for path in paths} == {403}


def test_an_outcome_is_recorded_with_one_press_and_the_next_step_is_offered(own: Own) -> None:
    reader = own.reader()

    answer = reader.post(f"/mijn-week/uitkomst/{own.handle(TALK)}", data={"uitkomst": "gehouden"})

    with own.desk.store.reading() as books:
        (kept,) = books.outcomes.history(TALK)
    after = reader.get(answer.headers["location"].split("#")[0]).text
    assert (answer.status_code, kept.code, kept.actor) == (303, OutcomeCode.HELD, "r1")
    assert ("Daarna voor Z1" in after, "Zet de volgende stap" in after) == (True, True)


@pytest.mark.parametrize(
    ("key", "given", "status"),
    [
        (TALK, {"uitkomst": "gerealiseerd"}, 422),
        (TALK, {"uitkomst": "prima"}, 422),
        (TALK, {"uitkomst": "gehouden", "begin": "gisteren"}, 422),
        (WEDNESDAY, {"uitkomst": "gehouden"}, 422),
        (OTHER, {"uitkomst": "gehouden"}, 404),
    ],
)
def test_an_outcome_that_cannot_be_is_not_kept(own: Own, key: str, given: dict[str, str], status: int) -> None:
    answer = own.reader().post(f"/mijn-week/uitkomst/{own.handle(key)}", data=given)  # type: ignore[arg-type]

    with own.desk.store.reading() as books:
        kept = books.outcomes.history(key)  # type: ignore[arg-type]
    assert (answer.status_code, kept) == (status, ())


def test_a_conversation_is_moved_to_a_free_moment_and_goes_out_with_the_next_publication(own: Own) -> None:
    reader, path = own.reader(), f"/mijn-week/{WEEK}/gesprek/{own.handle(WEDNESDAY)}"
    start = re.findall(r'name="start" value="(\d+)"', reader.get(path).text)[-1]

    answer = reader.post(path, data={"start": start, "versie": "0"})

    after = reader.get(f"/mijn-week/{WEEK}").text
    with own.desk.store.reading() as books:
        draft = books.drafts.of_week(WEEK)
        assert draft is not None
        (step,) = books.drafts.steps(draft.id)
        published = books.releases.newest_number()
    assert (answer.status_code, step.kind, step.actor, published) == (303, EntryKind.MOVE, "r1", 1)
    assert "Gaat mee met de volgende publicatie" in after


def test_a_conversation_is_taken_out_with_a_coded_reason(own: Own) -> None:
    reader, path = own.reader(), f"/mijn-week/{WEEK}/gesprek/{own.handle(WEDNESDAY)}"

    without = reader.post(path, data={"doe": "annuleer", "versie": "0"})
    answer = reader.post(path, data={"doe": "annuleer", "code": "persoon-niet-beschikbaar", "versie": "0"})

    assert (without.status_code, answer.status_code) == (422, 303)
    assert "uit de week genomen" in reader.get(f"/mijn-week/{WEEK}").text


@pytest.mark.parametrize("given", [{"start": "5"}, {"start": "woensdag"}, {}])
def test_a_move_that_breaks_a_rule_is_refused_in_words(own: Own, given: dict[str, str]) -> None:
    answer = own.reader().post(f"/mijn-week/{WEEK}/gesprek/{own.handle(WEDNESDAY)}", data={**given, "versie": "0"})

    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)


@pytest.mark.parametrize("week", [str(WEEK), "2026-W40", "2099-W01", "onzin"])
def test_a_conversation_of_somebody_else_or_of_no_such_week_is_not_there(own: Own, week: str) -> None:
    key = OTHER if week == str(WEEK) else WEDNESDAY

    assert own.reader().get(f"/mijn-week/{week}/gesprek/{own.handle(key)}").status_code == 404


def test_an_absence_is_proposed_listed_and_taken_back(own: Own) -> None:
    reader = own.reader()
    proposed = reader.post("/mijn-week/afwezig", data={"van": "2026-12-01T09:00", "tot": "2026-12-01T12:30"})
    with own.desk.store.reading() as books:
        (kept,) = books.absences.of(RegievoerderId("r1"))
    listed = reader.get("/mijn-week").text

    reader.post("/mijn-week/afwezig", data={"weg": kept.name})

    with own.desk.store.reading() as books:
        left = books.absences.of(RegievoerderId("r1"))
    assert (proposed.status_code, "di 1 dec 09:00-12:30" in listed, left) == (303, True, ())
    assert ("SUMMARY:Afwezig" in kept.body, "DTSTART:20261201T080000Z" in kept.body) == (True, True)


@pytest.mark.parametrize(
    "given",
    [
        {"van": "2026-12-01T12:00", "tot": "2026-12-01T09:00"},
        {"van": "2026-11-01T09:00", "tot": "2026-11-01T12:00"},
        {"van": "morgen", "tot": "overmorgen"},
        {"van": "2026-12-01T09:00", "tot": "2030-12-01T12:00"},
        {},
    ],
)
def test_an_absence_that_cannot_be_is_refused(own: Own, given: dict[str, str]) -> None:
    answer = own.reader().post("/mijn-week/afwezig", data=given)

    with own.desk.store.reading() as books:
        kept = books.absences.of(RegievoerderId("r1"))
    assert (answer.status_code, kept) == (422, ())


def test_an_hour_that_comes_twice_is_asked_about_in_a_field_that_can_say_which(own: Own) -> None:
    reader = own.reader()
    given = {"van": "2027-10-31T02:15", "tot": "2027-10-31T12:30"}

    asked = reader.post("/mijn-week/afwezig", data=given)
    said = reader.post("/mijn-week/afwezig", data={**given, "van": "31-10-2027 02:15 +01:00"})

    assert asked.status_code == 422
    assert "Schrijf 31-10-2027 02:15 +02:00 voor de eerste keer, 31-10-2027 02:15 +01:00 voor de tweede." in asked.text
    assert asked.text.count('type="text"') == 2
    assert said.status_code == 303


def test_what_changed_is_told_until_it_was_seen(own: Own) -> None:
    reader = own.reader()
    path = f"/mijn-week/{WEEK}/gesprek/{own.handle(WEDNESDAY)}"
    start = re.findall(r'name="start" value="(\d+)"', reader.get(path).text)[-1]
    reader.post(path, data={"start": start, "versie": "0"})
    with own.desk.store.reading() as books:
        draft = books.drafts.of_week(WEEK)
        assert draft is not None
        plan = books.drafts.head(draft.id).plan
    own.desk.wait(5)
    own.desk.publish("b", plan_id=plan)

    told = reader.get("/mijn-week").text
    reader.post("/mijn-week/gezien", data={"publicatie": "2"})

    assert ("1 wijziging sinds publicatie 1" in told, "wijziging sinds" in reader.get("/mijn-week").text) == (
        True,
        False,
    )
