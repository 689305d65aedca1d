"""Who was free when; the flight of Monday 12:00 asks a duty from 10:00 to 24:00."""

from dataclasses import replace
from datetime import date

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.escorts import EscortOfficer, EscortSkill
from planner.domain.ids import OfficerId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.escort_pool import fixed_duties
from solver.escort_reasons import lack_of_escorts
from solver.known import Known
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import other_duty

WORLD = small.leaving_world(small.departure(w.A, w.C))


def _said(world: w.World) -> str:
    known = Known(world.problem())
    return lack_of_escorts(known, world.activities[0], known.flights[w.F1], fixed_duties(known, ()))


def test_reason_says_who_rests_until_when() -> None:
    # T1 came home on Monday at 00:30 and has rested at 11:30; T2 is free
    before = other_duty(w.clock(10, 0, date(2026, 11, 22)), Minute(w.clock(0) + 30), (w.T1, 2))

    assert _said(replace(WORLD, other_duties=(before,))) == (
        "vlucht KL F1 (ma 23 nov 12:00): 4 escorts nodig van ma 23 nov 10:00 tot di 24 nov 00:00; "
        "2 vrij: T2 2 en T1 0 (2 op dienst of in rust tot ma 23 nov 11:30)"
    )


def test_reason_says_when_a_team_is_not_offered_and_what_kmar_answered() -> None:
    first, second = WORLD.resources.escort_teams
    short = replace(first, available=(Interval(w.clock(8), w.clock(20)),))
    declined = PartnerRequest(
        activity=WORLD.activities[0].key,
        resource=ResourceRef(ResourceKind.ESCORT, w.T2),
        state=RequestState.DECLINED,
        start=w.clock(10),
        end=w.clock(24),
    )
    world = replace(WORLD, requests=(declined,)).with_resources(escort_teams=(short, second))

    assert _said(world).split("; ")[1] == (
        "0 vrij: T1 0 (niet aangeboden om ma 23 nov 20:00) en T2 0 (antwoord van de KMar)"
    )


def test_reason_names_the_passport_of_a_roster() -> None:
    team = replace(WORLD.resources.escort_teams[0], size=9)
    officers = tuple(
        EscortOfficer(id=OfficerId(f"K{number}"), team=w.T1, available=(w.HORIZON,)) for number in range(1, 6)
    )
    world = WORLD.with_resources(escort_teams=(team,), officers=officers)

    assert _said(world).split("; ")[1] == "0 vrij: T1 0 (begeleider K1 heeft geen paspoort)"


def test_reason_names_what_a_group_would_lack() -> None:
    team = replace(WORLD.resources.escort_teams[0], size=9)
    officers = tuple(
        EscortOfficer(
            id=OfficerId(f"K{number}"),
            team=w.T1,
            available=(w.HORIZON,),
            passport_until=date(2031, 1, 1),
            skills=frozenset({EscortSkill.COMMANDER}),
        )
        for number in range(1, 6)
    )
    world = WORLD.with_resources(escort_teams=(team,), officers=officers)

    assert _said(world).split("; ")[1] == "5 vrij, onder hen te weinig: gezinnen"


def test_reason_names_a_nurse_that_is_missing() -> None:
    team = replace(WORLD.resources.escort_teams[0], size=9)
    world = WORLD.with_resources(escort_teams=(team,)).with_cases(cases=(w.case(w.A, nurse=True), w.case(w.C)))

    assert _said(world).split("; ")[1] == "9 vrij, geen verpleegkundige onder hen"


def test_reason_without_teams_says_none_are_free() -> None:
    assert _said(WORLD.with_resources(escort_teams=())).split("; ")[1] == "0 vrij"
