"""Who could have had a case, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import Specialism
from planner.domain.explaining import Proof
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.plan import Assignment, Plan
from planner.domain.time import Interval, Minute
from solver.why import assigning as module
from solver.why.assigning import case_answered
from solver.why.cover import Cover
from solver.why.ground import Ground
from tests.solver import world as w
from tests.solver.why.kept import as_kept
from tests.solver.why.talks import away

CASES = w.default_cases()


def freed(*codes: CaseId, **changes: object) -> w.World:
    """Return a world in which these cases have no regievoerder."""
    owned = tuple(one for one in CASES.ownerships if one.case not in codes)
    return w.World().with_cases(**{"ownerships": owned, **changes})


def asked(world: w.World, code: CaseId, *assignments: tuple[CaseId, RegievoerderId]) -> object:
    """Return the answer about a case in a plan with these assignments."""
    plan = Plan(assignments=tuple(Assignment(case=case, regievoerder=who) for case, who in assignments))
    return case_answered(Ground(world.problem(), plan), code)


def test_case_that_all_can_have() -> None:
    assert as_kept("assigning_free", asked(freed(w.C), w.C), asked(freed(w.C), w.C, (w.C, w.R2)))


def test_case_of_a_household_is_assigned_together_with_those_that_need_somebody_too() -> None:
    special = tuple(
        replace(case, specialisms=frozenset({Specialism.MINORS})) if case.id == w.B else case for case in CASES.cases
    )
    both = freed(w.A, w.B, cases=special)
    assert as_kept("assigning_household", asked(both, w.A), asked(both, w.A, (w.B, w.R1)), asked(both, w.B))


def test_case_whose_household_has_somebody() -> None:
    assert as_kept("assigning_member", asked(freed(w.B), w.B))


def test_case_nobody_can_have_for_want_of_people_at_work() -> None:
    world = freed(w.C).with_resources(absences=(away(w.R1, Minute(0), Minute(w.SCOPE.end or 0)),))
    asleep = replace(w.regievoerder(w.R2), hours=())
    none = world.with_resources(regievoerders=(w.regievoerder(w.R1), asleep))
    assert as_kept("assigning_nobody_at_work", asked(none, w.C), asked(world, w.C))
    barely = freed(w.C).with_resources(absences=(away(w.R1, Minute(0), w.clock(16, 59, date(2026, 11, 27))),))
    assert as_kept("assigning_barely_at_work", asked(barely, w.C))


def test_case_that_differs_per_person_in_what_is_in_the_way() -> None:
    special = tuple(
        replace(case, specialisms=frozenset({Specialism.MINORS})) if case.id == w.C else case for case in CASES.cases
    )
    world = freed(w.C, cases=special).with_resources(absences=(away(w.R2, Minute(0), Minute(w.SCOPE.end or 0)),))
    assert as_kept("assigning_differs", asked(world, w.C))


def test_case_where_everybody_is_full() -> None:
    setting = [replace(one, value=0) if one.rule == "P14" and one.key == "load-cap" else one for one in w.EVEN_ROADS]
    world = replace(freed(w.C), settings=tuple(setting))
    world = world.with_resources(regievoerders=tuple(replace(one, load_cap=1) for one in world.resources.regievoerders))
    assert as_kept("assigning_full", asked(world, w.C), asked(world, w.C, (w.C, w.R1)))


def test_case_where_nobody_works_here() -> None:
    assert as_kept("assigning_no_staff", asked(freed(w.C).with_resources(regievoerders=()), w.C))


def test_case_of_a_household_that_is_one_later() -> None:
    later = tuple(replace(one, valid=Interval(w.clock(9))) for one in CASES.memberships)
    world = freed(w.A, w.B, memberships=later)
    assert as_kept("assigning_household_later", asked(world, w.A, (w.B, w.R2)))


@pytest.mark.parametrize("away_too", [False, True])
def test_conflict_that_is_not_all_or_too_much_is_not_shown(monkeypatch: pytest.MonkeyPatch, *, away_too: bool) -> None:
    """R1 lacks the specialism: that alone leaves R2, who is away; when R1 is away too it is superfluous."""
    special = tuple(
        replace(case, specialisms=frozenset({Specialism.MINORS})) if case.id == w.C else case for case in CASES.cases
    )
    nobody = [away(who, Minute(0), Minute(w.SCOPE.end or 0)) for who in (w.R2, w.R1)[: 1 + away_too]]
    about = Ground(freed(w.C, cases=special).with_resources(absences=tuple(nobody)).problem(), Plan())
    lacks = next(one.obstacles for one in case_answered(about, w.C).candidates if one.regievoerder == w.R1)
    assert [one.rule for one in lacks] == ["P26", "P03"][: 1 + away_too]
    monkeypatch.setattr(module, "cover", lambda _: Cover(lacks, smallest=True))

    found = case_answered(about, w.C)

    assert (found.conflict, found.proof) == ((), Proof.NOT_PROVEN)
