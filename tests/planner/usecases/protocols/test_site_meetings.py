"""Meetings per site: each in its own week of four, with fixed participants, chaired by whose cases stay there."""

from collections import Counter
from dataclasses import replace
from datetime import date

from planner.domain.activities import Activity, ActivityKind
from planner.domain.case_steps import CaseStep, StepState
from planner.domain.cases import Ownership
from planner.domain.civil import IsoWeek, at, day_of
from planner.domain.commitments import OutcomeCode
from planner.domain.departure_plan import Party
from planner.domain.ids import ActivityKey, CaseId, PlaceId
from planner.domain.plan import Appointment, appointment
from planner.domain.protocols import Protocol, SiteRule
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.usecases.protocols.protocols_in_force import protocols_in_force
from planner.usecases.protocols.site_meetings import Chairing, site_meetings
from tests.planner.usecases.protocol_world import CASE, case, ended, owned, stay, world

NOW = at(date(2026, 11, 12), 16)
FACTS = (
    case(),
    stay(),
    owned(by="RV-1"),
    case(CaseId("Z-2")),
    stay(code=CaseId("Z-2")),
    owned(code=CaseId("Z-2"), by="RV-2"),
    case(CaseId("Z-3")),
    stay(code=CaseId("Z-3")),
    owned(code=CaseId("Z-3"), by="RV-2"),
)
"""Three cases in the azc, two of them of RV-2."""


def _meetings(weeks: int = 8, facts: tuple[object, ...] = FACTS, **more: tuple[object, ...]) -> tuple[CaseStep, ...]:
    found = world(facts, NOW, **more)  # type: ignore[arg-type] # the fields of the world
    return site_meetings(found, IsoWeek(2026, 47).interval(weeks))


def test_a_site_meets_once_in_every_four_weeks() -> None:
    found = _meetings()
    weeks = [IsoWeek.of(step.anchor_day or date.min) for step in found]

    assert [step.step for step in found] == ["lto", "lto"]
    assert weeks[0].plus(4) == weeks[1]
    assert found[1].occurrence == found[0].occurrence + 1


def test_a_meeting_has_its_participants_and_is_chaired_by_who_has_most_cases_there() -> None:
    first = _meetings()[0]

    assert first.participants == (Party.REGIEVOERDER, Party.POLICE, Party.MUNICIPALITY, Party.COA)
    assert first.activity is not None
    assert (first.activity.performer, first.activity.place, first.activity.kind) == (
        "RV-2",
        "azc",
        ActivityKind.MEETING,
    )
    assert first.key == f"azc/lto/{first.occurrence}"


def test_a_case_given_by_a_publication_counts_and_a_published_chair_stays() -> None:
    two = tuple(fact for fact in FACTS if not isinstance(fact, Ownership) or fact.case == CASE)
    given = {fact.case: (fact,) for fact in FACTS if isinstance(fact, Ownership)}

    entered, published = _chair(two, Chairing()), _chair(two, Chairing(owners=given))
    first = _meetings(facts=FACTS)[0]
    held = _held(first, "RV-1")

    assert (entered, published) == ("RV-1", "RV-2")
    assert _chair(FACTS, Chairing(published={first.key: held})) == "RV-1"
    assert _chair(FACTS, Chairing(published={first.key: _held(first, "RV-9")})) == "RV-2"


def _chair(facts: tuple[object, ...], chairing: Chairing) -> str | None:
    found = world(facts, NOW)
    activity = site_meetings(found, IsoWeek(2026, 47).interval(8), chairing)[0].activity
    return None if activity is None else activity.performer


def _held(step: CaseStep, who: str) -> Appointment:
    """Return the meeting as it was published with somebody."""
    start = step.opens or NOW
    chair = ResourceRef(ResourceKind.REGIEVOERDER, who)
    return appointment(step.key, start, Minute(start + 60), step.place, (chair,))


def test_families_and_the_vbl_have_a_chain_meeting() -> None:
    facts = (case(), stay("glo"), owned(), case(CaseId("Z-2")), stay("vbl", CaseId("Z-2")), owned(code=CaseId("Z-2")))

    assert Counter((step.place, step.step) for step in _meetings(4, facts)) == {("glo", "lko"): 1, ("vbl", "lko"): 1}


def test_a_site_without_open_cases_has_no_meeting() -> None:
    assert _meetings(facts=()) == ()


def _with_rule(rule: SiteRule) -> Protocol:
    basis = next(p for p in protocols_in_force(()).all if p.id == "basis")
    steps = tuple(replace(step, site_rules=(rule,)) if step.code == "lto" else step for step in basis.steps)
    return replace(basis, version=2, steps=steps)


def test_a_site_may_have_its_own_day_time_and_participants() -> None:
    rule = SiteRule(place=PlaceId("azc"), participants=(Party.POLICE,), weekday=1, start=13 * 60)

    first = _meetings(protocols=(_with_rule(rule),))[0]

    assert first.activity is not None
    tuesday = day_of(first.activity.window.start)
    assert (tuesday.weekday(), first.participants) == (1, (Party.POLICE,))
    assert first.activity.window == Interval(at(tuesday, 13), at(tuesday, 15))


def test_a_meeting_that_was_held_is_done_and_one_delivered_under_its_key_is_the_same() -> None:
    first = _meetings()[0]
    assert first.activity is not None
    delivered = replace(first.activity, duration=90, protocol="")

    held = _meetings(outcomes=(ended(first.key, date(2026, 11, 20), OutcomeCode.HELD),))[0]
    same = _meetings(facts=(*FACTS, delivered))[0]

    assert (held.state, held.activity) == (StepState.DONE, None)
    assert (same.activity, same.resembles) == (delivered, None)


def test_a_meeting_delivered_under_another_key_is_shown_and_not_doubled() -> None:
    first = _meetings()[0]
    assert first.activity is not None
    foreign: Activity = replace(first.activity, key=ActivityKey("LTO-48"))

    again = _meetings(facts=(*FACTS, foreign))[0]

    assert (again.activity, again.resembles) == (None, "LTO-48")
