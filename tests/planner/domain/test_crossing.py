"""Which steps of a draft cross each other: by item, by a person's day, by the minutes of what is pooled."""

import pytest

from planner.domain.crossing import crossed, uses_of, written
from planner.domain.editing import Change, Deal, Entry, EntryKind, Ground, HandOver, Holder, Stand, Touched
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId
from planner.domain.plan import Appointment, appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from tests.solver import world as w

ROOM, WHO = ResourceRef(ResourceKind.ROOM, "azc"), ResourceRef(ResourceKind.REGIEVOERDER, "R1")
OTHER = ResourceRef(ResourceKind.REGIEVOERDER, "R2")


def _held(key: str, hour: int, *resources: ResourceRef) -> Appointment:
    return appointment(ActivityKey(key), w.clock(hour), Minute(w.clock(hour) + 60), w.AZC, resources)


def _entry(*changes: Change, given: tuple[HandOver, ...] = ()) -> Entry:
    return Entry(
        draft=1,
        version=1,
        plan=1,
        at=w.clock(8),
        actor="anne",
        kind=EntryKind.MOVE,
        deal=Deal(changes=changes, hand_overs=given),
        ground=Ground(problem_hash="h", solved=1),
    )


def _put(one: Appointment) -> Change:
    return Change(activity=one.activity, before=Stand(), after=Stand(appointment=one))


@pytest.mark.parametrize(
    ("mine", "theirs", "crosses"),
    [
        (_held("a", 9, WHO), _held("b", 15, WHO), True),
        (_held("a", 9, WHO), _held("b", 33, WHO), False),
        (_held("a", 9, WHO), _held("b", 9, OTHER), False),
        (_held("a", 9, WHO, ROOM), _held("b", 9, OTHER, ROOM), True),
        (_held("a", 9, WHO, ROOM), _held("b", 10, OTHER, ROOM), False),
    ],
)
def test_steps_cross_on_a_persons_day_and_in_the_minutes_of_a_pool(
    mine: Appointment, theirs: Appointment, *, crosses: bool
) -> None:
    read = Touched(items=frozenset({mine.activity}), uses=uses_of([mine]))

    found = crossed(read, [_entry(_put(theirs))])

    assert [one.activity for one in found] == ([theirs.activity] if crosses else [])


def test_same_item_always_crosses_and_is_told_once_as_changed_last() -> None:
    change = _put(_held("a", 9, WHO))

    found = crossed(Touched(items=frozenset({ActivityKey("a")})), [_entry(change), _entry(change.back)])

    assert [(one.activity, one.actor, one.kind) for one in found] == [("a", "anne", EntryKind.MOVE)]


def test_pin_takes_nothing_of_the_day() -> None:
    stand = Stand(appointment=_held("b", 9, WHO))
    pinned = _entry(Change(activity=ActivityKey("b"), before=stand, after=stand))

    assert crossed(Touched(uses=uses_of([_held("a", 15, WHO)])), [pinned]) == ()
    assert written(pinned.deal) == Touched(items=frozenset({ActivityKey("b")}))


def test_who_has_a_case_crosses_with_what_reads_it() -> None:
    given = HandOver(case=CaseId("A"), before=Holder(), after=Holder(regievoerder=RegievoerderId("R2")))

    (found,) = crossed(Touched(cases=frozenset({CaseId("A")})), [_entry(given=(given,))])

    assert (found.activity, found.case) == (None, "A")
