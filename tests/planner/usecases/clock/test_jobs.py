"""What the jobs find, tell, add, copy and remove, on a week that was solved and published."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planner.domain.activities import Activity, Term
from planner.domain.cases import DocumentState, TravelDocument
from planner.domain.civil import at
from planner.domain.clockwork import JobName, Run, RunState
from planner.domain.disruption import Disruption, DisruptionKind, FactStep
from planner.domain.disruption_life import DisruptionState, Turn
from planner.domain.ids import NETHERLANDS, CaseId, CountryCode, RuleId
from planner.domain.levels import Level
from planner.domain.messages import Channel, Message, MessageState
from planner.domain.resources import ClosedDays, ResourceKind, ResourceRef
from planner.domain.tasks import Task, TaskKind
from planner.domain.time import Interval, Minute
from planner.ports.backup import BackupError
from planner.store import open_store
from planner.store.backup import backups_of
from planner.usecases.clock.extend_closed_days import YEARS_AHEAD, extend_closed_days
from planner.usecases.clock.keep_copies import keep_copies
from planner.usecases.clock.notices import renew
from planner.usecases.clock.reminders import renew_reminders
from planner.usecases.clock.retention import keep_terms
from planner.usecases.clock.terms_scan import scan_terms
from tests.planner.usecases.world import NOW, SUNDAY_NIGHT, Desk, conversation_key, departure, world_facts

DEPARTS = at(date(2026, 11, 29), 20)


def _open(desk: Desk, kind: TaskKind) -> list[Task]:
    with desk.store.reading() as books:
        return [task for task in books.tasks.open() if task.kind is kind]


def _published(desk: Desk) -> None:
    desk.solve()
    desk.publish("een")


def test_notices_are_raised_once_and_end_when_they_no_longer_hold(any_desk: Desk) -> None:
    kind = TaskKind.REMINDER
    one, two = (Task(key=f"{kind}/{n}", kind=kind, subject="Z1", text="x", raised_at=NOW) for n in "ab")
    other = Task(key="anders", kind=TaskKind.OPERATION, subject="Z1", text="x", raised_at=NOW)
    with any_desk.store.transaction() as books:
        books.tasks.raise_(other)
        first = renew(books, {kind}, (one,), now=NOW)
        second = renew(books, {kind}, (one, two), now=Minute(NOW + 1))
        third = renew(books, {kind}, (two,), now=Minute(NOW + 2))
        left = books.tasks.open()

    assert [str(each) for each in (first, second, third)] == [
        "1 open, 1 nieuw, 0 vervallen",
        "2 open, 1 nieuw, 0 vervallen",
        "1 open, 0 nieuw, 1 vervallen",
    ]
    assert [task.key for task in left] == ["anders", two.key]


def test_nothing_is_reminded_of_before_anything_is_published(desk: Desk) -> None:
    assert str(renew_reminders(desk.store, NOW)) == "0 open, 0 nieuw, 0 vervallen"


def test_a_notice_that_is_due_within_two_days_is_reminded_of(desk: Desk) -> None:
    _published(desk)
    before = Minute(DEPARTS - 36 * 60 - 2 * 24 * 60 - 1)

    early = renew_reminders(desk.store, before)
    told = [task.text for task in _open(desk, TaskKind.REMINDER) if "aanzegging" in task.text]
    renew_reminders(desk.store, Minute(before + 1))
    later = [task.text for task in _open(desk, TaskKind.REMINDER) if "aanzegging" in task.text]

    assert (early.ended, told) == (0, [])
    assert later == ["aanzegging: persoon en gemachtigde nog niet aangezegd; uiterlijk za 28 nov 08:00"]


def test_a_reminder_ends_when_the_notice_is_given(desk: Desk) -> None:
    _published(desk)
    now = Minute(DEPARTS - 60 * 60)
    renew_reminders(desk.store, now)
    leaving = departure("Z1", SUNDAY_NIGHT)[0]
    given = replace(leaving, detail=replace(leaving.departure, notice_given=now))
    desk.deliver(tuple(given if isinstance(f, Activity) and f.key == leaving.key else f for f in world_facts()))
    desk.solve(again=True)
    desk.publish("twee")

    renew_reminders(desk.store, now)

    assert [task for task in _open(desk, TaskKind.REMINDER) if "aanzegging" in task.text] == []


def test_a_legal_term_that_runs_out_without_a_plan_is_told(desk: Desk) -> None:
    term = Term(rule=RuleId("R01"), anchor=date(2026, 10, 28), level=Level.LEGAL)
    facts = tuple(
        replace(fact, terms=(term,)) if isinstance(fact, Activity) and fact.key == conversation_key("Z3") else fact
        for fact in world_facts()
    )
    desk.deliver(facts)
    solved = desk.solve()

    planned = scan_terms(desk.store, NOW)
    with desk.store.transaction() as books:
        left_out = replace(
            solved.plan,
            appointments=tuple(a for a in solved.plan.appointments if a.activity != conversation_key("Z3")),
        )
        books.plans.add(left_out, problem_hash=solved.problem_hash, at=NOW, actor="planner")
    open_now = scan_terms(desk.store, NOW)

    assert (planned.open, open_now.open) == (0, 1)
    assert [task.text for task in _open(desk, TaskKind.TERM_AT_RISK)] == ["R01: uiterlijk wo 25 nov en niet gepland"]


def test_a_document_that_ends_soon_is_told_of_the_case(desk: Desk) -> None:
    ends = Minute(NOW + 5 * 24 * 60)
    paper = TravelDocument(
        case=CaseId("Z4"),
        kind="laissez-passer",
        state=DocumentState.GRANTED,
        valid=Interval(Minute(NOW - 24 * 60), ends),
    )
    desk.deliver((*world_facts(), paper))

    scan_terms(desk.store, NOW)

    assert [(task.subject, task.text) for task in _open(desk, TaskKind.EXPIRY)] == [
        ("Z4", "laissez-passer loopt af op 24-11-2026")
    ]


def _holidays(country: CountryCode, year: int) -> frozenset[date] | None:
    return None if country == "XX" else frozenset({date(year, 4, 27)})


def test_years_without_days_off_are_added_and_entered_years_stay(any_desk: Desk) -> None:
    entered = frozenset({date(2026, 1, 1), date(2026, 12, 31)})
    any_desk.deliver((*world_facts(), *(ClosedDays(country=CountryCode(code), days=entered) for code in ("NL", "XX"))))

    first = extend_closed_days(any_desk.store, NOW, _holidays)
    again = extend_closed_days(any_desk.store, NOW, _holidays)

    with any_desk.store.reading() as books:
        known = {entry.country: entry.days for entry in books.facts.in_force(ClosedDays)}
    added = {date(2026 + years, 4, 27) for years in range(1, YEARS_AHEAD + 1)}
    assert known == {NETHERLANDS: entered | added, CountryCode("XX"): entered}
    assert (first, again) == ("1 landen aangevuld", "niets aan te vullen")


def test_a_copy_opens_and_holds_what_the_database_held(desk: Desk, sqlite_url: str, tmp_path: Path) -> None:
    said = keep_copies(backups_of(sqlite_url), tmp_path / "kopie", "2026-11-19", kept=2)

    (copy,) = (tmp_path / "kopie").iterdir()
    with closing(sqlite3.connect(copy)) as opened:
        count = opened.execute("SELECT count(*) FROM fact").fetchone()[0]
    assert copy.name == "reservekopie-2026-11-19.sqlite"
    assert count == len(world_facts())
    assert said.endswith("1 bewaard")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert desk.store.dialect == "sqlite"


def test_so_many_copies_are_kept(sqlite_url: str, desk: Desk, tmp_path: Path) -> None:
    said = [keep_copies(backups_of(sqlite_url), tmp_path, f"2026-11-{19 + day}", kept=2) for day in range(4)]

    kept = sorted(path.name for path in tmp_path.glob("reservekopie-*"))
    assert kept == ["reservekopie-2026-11-21.sqlite", "reservekopie-2026-11-22.sqlite"]
    assert [each.rpartition("; ")[2] for each in said] == ["1 bewaard", "2 bewaard", "2 bewaard", "2 bewaard"]
    assert desk.store.dialect == "sqlite"


def test_a_copy_that_fails_leaves_nothing_that_looks_like_one(tmp_path: Path) -> None:
    with pytest.raises(BackupError):
        keep_copies(backups_of(f"sqlite:///{tmp_path}/er-niet.sqlite"), tmp_path / "kopie", "nu", kept=2)

    assert list((tmp_path / "kopie").iterdir()) == []


def test_a_postgres_database_is_dumped_and_read_back(postgres_url: str, tmp_path: Path) -> None:
    open_store(postgres_url).close()

    keep_copies(backups_of(postgres_url), tmp_path, "2026-11-19", kept=2)

    (dump,) = tmp_path.iterdir()
    assert dump.name == "reservekopie-2026-11-19.dump"
    assert dump.read_bytes()[:5] == b"PGDMP"


def test_what_is_past_its_term_is_removed_and_the_newest_of_each_job_stays(any_desk: Desk) -> None:
    task = Task(key="k", kind=TaskKind.REMINDER, subject="Z1", text="x", raised_at=Minute(0))
    old = 1000.0
    with any_desk.store.transaction() as books:
        books.tasks.raise_(task)
        books.tasks.finish("k", at=Minute(1), by="klok")
        for slot in ("a", "b"):
            books.clock.add(Run(job=JobName.BACKUP, slot=slot, due=NOW, state=RunState.DONE, started=old, ended=old))

    said = keep_terms(any_desk.store, NOW)

    with any_desk.store.reading() as books:
        left = [run.slot for run in books.clock.newest(JobName.BACKUP, 9)]
    assert said == "0 sessies, 1 meldingen en 1 regels van de klok verwijderd"
    assert left == ["b"]


def _disrupted(desk: Desk, reported: Minute, note: str) -> int:
    strike = Disruption(
        kind=DisruptionKind.PERSON_GONE,
        at=reported,
        steps=(FactStep(before=None, after=ClosedDays(country=NETHERLANDS, days=frozenset())),),
        code="verdwenen",
        resources=(ResourceRef(ResourceKind.CASE, "Z1"),),
        note=note,
    )
    with desk.store.transaction() as books:
        number = books.disruptions.add(strike, actor="planner-01", key=f"{reported}")
        turn = Turn(state=DisruptionState.ACCEPTED, at=Minute(reported + 60), actor="planner-02", reason=note)
        books.disruptions.turn(number, turn, after=0)
    return number


def _texts(desk: Desk) -> list[tuple[str, str, str, int]]:
    """Return of each disruption who reported it, its note, the reason of its turn, and of how many means it speaks."""
    with desk.store.reading() as books:
        found = books.disruptions.newest(9)
    return [(one.actor, one.disruption.note, one.turns[0].reason, len(one.disruption.resources)) for one in found]


def test_words_about_disruptions_go_and_later_who_and_whom(any_desk: Desk) -> None:
    day = 24 * 60
    ages = (1097, 400, 365, 364)
    for age in ages:
        _disrupted(any_desk, Minute(NOW - age * day - 1), f"tekst {age}")

    said = keep_terms(any_desk.store, NOW)

    assert _texts(any_desk) == [
        ("planner-01", "tekst 364", "tekst 364", 1),
        ("planner-01", "", "tekst 365", 1),
        ("planner-01", "", "", 1),
        ("", "", "", 0),
    ]
    assert said.endswith("; 3 toelichtingen en 1 inhouden van verstoringen gewist")
    with any_desk.store.reading() as books:
        oldest = books.disruptions.newest(9)[-1]
    assert (oldest.number, oldest.disruption.code, oldest.state, oldest.turns[0].actor) == (
        1,
        "verdwenen",
        DisruptionState.ACCEPTED,
        "",
    )


def test_what_went_is_in_no_page_of_a_later_copy(desk: Desk, sqlite_url: str, tmp_path: Path) -> None:
    _disrupted(desk, Minute(NOW - 2000 * 24 * 60), "WOORDEN-DIE-WEG-MOETEN")
    backups = backups_of(sqlite_url)
    backups.write(tmp_path / "voor")

    keep_terms(desk.store, NOW)
    backups.write(tmp_path / "na")

    held = [b"WOORDEN-DIE-WEG-MOETEN" in (tmp_path / name).read_bytes() for name in ("voor", "na")]
    assert held == [True, False]


def test_settled_messages_go_after_their_term_and_waiting_ones_stay(any_desk: Desk) -> None:
    long_ago = Minute(NOW - 1097 * 24 * 60)
    bare = Message(
        key="",
        release=1,
        calendar="x",
        channel=Channel.MAIL,
        address="a",
        changes=(),
        made_at=long_ago,
        due_at=long_ago,
    )
    states = (MessageState.SENT, MessageState.WAITING, MessageState.FAILED, MessageState.SENT)
    with any_desk.store.transaction() as books:
        for number, state in enumerate(states):
            books.outbox.add(replace(bare, key=str(number), state=state))

    said = keep_terms(any_desk.store, NOW)

    with any_desk.store.reading() as books:
        left = [message.key for _, message in books.outbox.of_release(1)]
    assert left == ["1", "3"]
    assert said.endswith("; 2 berichten")
