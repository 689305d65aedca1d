"""Waiting times on a past that is counted by hand (see ``small_past``), and on many waits alike."""

from dataclasses import replace
from datetime import date, timedelta

from planner.domain.cases import TargetGroup
from planner.domain.civil import at
from planner.domain.commitments import OutcomeCode
from planner.domain.departure_plan import Channel, Contact, Party
from planner.domain.ids import CaseId
from planner.usecases.reports.history import History
from planner.usecases.reports.shape import Blank, Cell, Table
from planner.usecases.reports.waiting import Wait, departures, first_conversations, presentations, waiting_report
from tests.planner.usecases.reports import small_past as past
from tests.planner.usecases.reports.small_past import HALF, small_past


def test_first_conversations() -> None:
    """Days from each handover; a no show is no conversation, and a second life waits anew."""
    assert sorted(first_conversations(small_past()), key=lambda wait: (wait.case, wait.began)) == [
        Wait(case=past.A, began=date(2026, 1, 5), ended=date(2026, 1, 15)),
        Wait(case=past.B, began=date(2026, 2, 1), ended=date(2026, 3, 3)),
        Wait(case=past.C, began=date(2026, 5, 1), ended=None),
        Wait(case=past.D, began=date(2025, 7, 1), ended=date(2026, 4, 1)),
        Wait(case=past.E, began=date(2026, 6, 30), ended=None),
        Wait(case=past.F, began=date(2026, 7, 1), ended=None),
    ]


def test_who_was_spoken_to_by_the_log_does_not_wait() -> None:
    """When that was first is not known, so it is no wait that ended either."""
    history = small_past()
    log = Contact(
        case=past.E,
        at=at(date(2026, 7, 3), 9),
        party=Party.PERSON,
        channel=Channel.MEETING,
        actor="R1",
    )

    found = [wait.case for wait in first_conversations(replace(history, contacts=(log,)))]

    assert past.E not in found
    assert past.F in found


def test_presentations() -> None:
    assert list(presentations(small_past())) == [Wait(case=past.D, began=date(2026, 3, 1), ended=date(2026, 4, 20))]


def test_departures() -> None:
    """A was ready when the last of the four conditions began, on 4 May; C when the track began, on 7 February."""
    assert sorted(departures(small_past()), key=lambda wait: wait.case) == [
        Wait(case=past.A, began=date(2026, 5, 4), ended=date(2026, 6, 15)),
        Wait(case=past.C, began=date(2026, 2, 7), ended=date(2026, 3, 9)),
    ]


def _cells(table: Table) -> dict[str, tuple[Cell, ...]]:
    return {row.label.nl: row.cells for row in table.rows}


def test_few_waits_show_no_times() -> None:
    """Three ended in the half year; C and E still waited at its end, F had not come."""
    table = waiting_report(small_past(), HALF).tables[0]

    assert _cells(table)["Totaal"] == (3, *(Blank.FEW for _ in range(6)), 2)
    assert _cells(table)["Asiel afgewezen"][0] == 2
    assert _cells(table)["Geweigerd aan de grens"][0] == 1


def _many(count: int) -> History:
    """Return so many cases of one group that waited 1, 2, 3 and so on days for the first conversation."""
    first = date(2026, 1, 5)
    cases = [past.case(CaseId(f"Z{n:03d}"), first, group=TargetGroup.BORDER) for n in range(1, count + 1)]
    talks = [past.talk(one.id, "eerste-gesprek", 1, first) for one in cases]
    said = [
        past.outcome(talk.key, OutcomeCode.HELD, first + timedelta(days=n)) for n, talk in enumerate(talks, start=1)
    ]
    return replace(
        small_past(),
        cases={one.id: one for one in cases},
        phases=(),
        activities={one.key: one for one in talks},
        outcomes={one.activity: one for one in said},
    )


def test_ten_waits_show_times() -> None:
    """1 to 10 days: the median 5.5 between 2 and 9; nine in ten 9.5, from 7 and no bound above."""
    table = waiting_report(_many(10), HALF).tables[0]

    assert _cells(table)["Geweigerd aan de grens"] == (10, 5.5, 2, 9, 9.5, 7, Blank.BEYOND, 0)


def test_groups_stand_in_their_own_order() -> None:
    """Languages by code, groups and stays as they are listed; never by how long they waited."""
    report = waiting_report(small_past(), HALF)
    languages = [row.label.nl for row in report.tables[2].rows]

    assert [table.key for table in report.tables] == [
        f"{kind}-{group}" for kind in ("first", "presentation", "departure") for group in ("group", "stay", "language")
    ]
    assert languages == ["Arabisch", "Frans", "Totaal"]
