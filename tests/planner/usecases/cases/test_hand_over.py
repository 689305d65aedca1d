"""Handing cases over: all of them or none, and what everybody who could take them has."""

import pytest

from planner.domain.cases import Case, Ownership
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.intake.entry import EntryReader
from planner.usecases.cases.enter_fact import EntryRefusedError
from planner.usecases.cases.hand_over import candidates, hand_over
from tests.planner.usecases.casework import CASE, tell
from tests.planner.usecases.world import NOW, Desk, open_desk, world_facts


def _owners(desk: Desk) -> dict[str, str]:
    with desk.store.reading() as books:
        held = books.facts.in_force(Ownership)
    return {one.case: one.regievoerder for one in held if one.valid.contains(desk.clock.now())}


def test_cases_go_over_together_from_now_on(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())

        given = hand_over(
            desk.store, desk.clock, EntryReader(), (CASE, CaseId("Z3")), RegievoerderId("r2"), actor="L-1"
        )

        owners = _owners(desk)
    assert [(one.case, one.valid.start) for one in given] == [("Z1", NOW), ("Z3", NOW)]
    assert [owners[case] for case in ("Z1", "Z3", "Z5")] == ["r2", "r2", "r1"]


def test_when_one_of_them_is_refused_none_goes(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())

        with pytest.raises(EntryRefusedError):
            hand_over(desk.store, desk.clock, EntryReader(), (CASE, CaseId("Z9")), RegievoerderId("r2"), actor="L-1")

        assert _owners(desk)["Z1"] == "r1"


def test_candidates_say_what_they_have_and_would_have(database_url: str) -> None:
    away = Absence(
        resource=ResourceRef(ResourceKind.REGIEVOERDER, "r2"), interval=Interval(Minute(NOW - 60), Minute(NOW + 600))
    )
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        tell(desk, away)
        with desk.store.reading() as books:
            cases = books.facts.beginning(Case, CASE)
            found = candidates(books, cases, {RegievoerderId("r2"): 495}, NOW)

    assert [(one.regievoerder, one.load, one.after, one.fits, one.away) for one in found] == [
        ("r1", 0, 10, True, None),
        ("r2", 495, 505, False, NOW + 600),
    ]
    assert [(one.specialist, one.speaks) for one in found] == [(True, False), (True, False)]
