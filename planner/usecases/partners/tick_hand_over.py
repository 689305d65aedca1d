"""Ticking off one thing of the hand-over of a departure, and answering what a partner was asked about a case.

Not allowed here: what the list is (``planner.domain.sheet_facts``), and whether a departure may go.
"""

from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_interval, day_of
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.departure_plan import InformationRequest
from planner.domain.facts import fact_key
from planner.domain.hand_over import ticked
from planner.domain.sheet_facts import HandOverCheck, HandOverItem
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock
from planner.usecases.partners.answer_request import SOURCE


def tick_hand_over(
    store: Store, clock: Clock, departure: Activity, check: HandOverCheck, *, done: bool, actor: str
) -> None:
    """Say that something of the hand-over is done, or take that back; what is so already stays as it is.

    What follows from an answer of another organisation cannot be taken back here.
    """
    if departure.kind is not ActivityKind.DEPARTURE:
        raise TypeError(departure.kind)
    now = clock.now()
    with store.transaction() as books:
        entered = [one for one in books.facts.beginning(HandOverItem, departure.key) if one.item is check]
        if done == bool(entered):
            return
        if done:
            item = HandOverItem(activity=departure.key, item=check, done_at=now, by=actor)
            books.facts.record((item,), source=SOURCE, at=now)
        else:
            books.facts.retire([(HandOverItem, fact_key(one)) for one in entered], at=now)
        subject = f"{departure.key}: {check}"
        books.events.add(Event(at=now, actor=actor, what="hand-over item", subject=subject))


def done_of(store: Store, clock: Clock, departure: Activity) -> tuple[HandOverItem, ...]:
    """Return what is done of a hand-over now: as entered, and as follows from answers about everybody."""
    with store.reading() as books:
        entered = books.facts.beginning(HandOverItem, departure.key)
        answers = [one for case in departure.cases for one in books.facts.beginning(Clearance, case)]
    return ticked(departure, entered, answers, clock.now())


def answer_question(store: Store, clock: Clock, asked: InformationRequest, *, actor: str) -> None:
    """Note that a question was answered today; one that is answered already stays as it is."""
    now = clock.now()
    with store.transaction() as books:
        found = [one for one in books.facts.beginning(InformationRequest, asked.case) if one == asked]
        if found and asked.answered_on is None:
            books.facts.record((replace(asked, answered_on=day_of(now)),), source=SOURCE, at=now)
            books.events.add(Event(at=now, actor=actor, what="question answered", subject=asked.case))


def answer_removability(store: Store, clock: Clock, asked: Clearance, *, removable: bool, actor: str) -> None:
    """Record the answer to the last check of a case, for the day of the answer; a no stands until it is replaced."""
    now = clock.now()
    if asked.kind is not ClearanceKind.REMOVABILITY:
        raise TypeError(asked.kind)
    today, state = day_of(now), ClearanceState.YES if removable else ClearanceState.NO
    until = day_interval(today).end if removable and asked.valid.end is None else asked.valid.end
    answered = replace(asked, state=state, valid=replace(asked.valid, end=until), by=actor, given_on=today)
    with store.transaction() as books:
        books.facts.record((answered,), source=SOURCE, at=now)
        books.events.add(Event(at=now, actor=actor, what="question answered", subject=asked.case))
