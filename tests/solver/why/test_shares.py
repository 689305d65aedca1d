"""Where the cost of a plan comes from, word for word."""

from dataclasses import replace
from datetime import date

from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from solver.why.ground import Ground
from solver.why.shares import By, shares
from tests.solver import world as w
from tests.solver.rules.cases import heard
from tests.solver.small import conversation, due, presentation
from tests.solver.why.kept import as_kept
from tests.solver.why.riding import free_move, rides
from tests.solver.why.saying import Says, breach
from tests.solver.why.talks import NINE, TEN, held

FRIDAY = date(2026, 11, 20)


def about_a_week() -> Ground:
    """Return a plan with two late conversations in one room, a presentation, a ride, and two left out."""
    talks = [conversation(code, 1, terms=(due(FRIDAY),)) for code in (w.A, w.B, w.C)]
    hearing, ride = presentation(w.A), free_move("rit", NINE, w.clock(11), "B")
    activities = (*talks, hearing, ride)
    planned = [
        held(talks[0], NINE),
        held(talks[1], TEN),
        heard(hearing, w.clock(11)),
        rides(ride, NINE, w.clock(9, 45)),
    ]
    twice = replace(planned[1], start=w.clock(9, 30))
    world = w.World(activities=activities, baseline=(held(talks[0], w.clock(13)), held(talks[2], w.clock(14), w.R2)))
    return Ground(world.problem(), w.plan_of(activities, [planned[0], twice, *planned[2:]]))


def test_shares_are_told_by_rule_means_and_person() -> None:
    about = about_a_week()
    for by in By:
        assert as_kept(f"shares_{by.name.lower()}", shares(about, by))


def test_share_is_about_whom_the_breach_is_about() -> None:
    about = about_a_week()
    said = [
        breach("P99", Level.TIMELY, 3, "A/gesprek/1", because="duur", resource=ResourceRef(ResourceKind.OFFICER, "O1")),
        breach("P99", Level.TIMELY, 5, "A/gesprek/1", "niets", because="duurder"),
        breach("P98", Level.TIMELY, 1, because="niemands", resource=ResourceRef(ResourceKind.VEHICLE, "V1")),
        breach("P97", Level.TIMELY, 8, "C/gesprek/1", "niets", "rit"),
    ]
    asked = Ground(about.problem, about.plan, [Says(lambda _: said)])
    for by in By:
        assert as_kept(f"shares_of_breaches_{by.name.lower()}", shares(asked, by))
