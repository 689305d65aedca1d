"""The phase to which the facts of a case point. It is only shown; a person takes the step.

Pure functions of the record. Not allowed here: taking a step (``advance_case``).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.domain.activities import ActivityKind, DepartureDetail
from planner.domain.case_life import present
from planner.domain.cases import Track
from planner.domain.casework import CasePhase, Closing, LegalMomentKind
from planner.domain.civil import day_of
from planner.domain.commitments import OutcomeCode
from planner.domain.departure_plan import Channel, Party
from planner.domain.ids import CaseId
from planner.domain.spelling import year_date
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from planner.usecases.cases.case_record import CaseRecord, Doing, holding

_CLOSINGS = {
    Track.INDEPENDENT: Closing.INDEPENDENT,
    Track.INDEPENDENT_IOM: Closing.INDEPENDENT_IOM,
    Track.FORCED: Closing.FORCED,
    Track.ADMINISTRATIVE: Closing.ADMINISTRATIVE,
}
_RECEIVED = Text(nl="het dossier is op {day} ontvangen", en="the dossier was received on {day}")
_OWNED = Text(nl="{owner} heeft de zaak sinds {day}", en="{owner} has had the case since {day}")
_PUBLISHED = Text(nl="{owner} heeft de zaak door een publicatie", en="{owner} has the case by a publication")
_HERE = Text(nl="het dossier is er sinds {day}", en="the dossier has been here since {day}")
_COMPLETE = Text(nl="het dossier is volledig sinds {day}", en="the dossier has been complete since {day}")
_TALKED = Text(nl="op {day} is met de persoon gesproken", en="the person was spoken with on {day}")
_PLANNED = Text(nl="het vertrek van {day} is gepubliceerd ({key})", en="the departure of {day} is published ({key})")
_REALISED = Text(nl="het vertrek is op {day} gerealiseerd ({key})", en="the departure took place on {day} ({key})")
_FAILED = Text(nl="het vertrek is op {day} mislukt{why} ({key})", en="the departure fell through on {day}{why} ({key})")
_GONE = Text(
    nl="de persoon is sinds {day} met onbekende bestemming vertrokken",
    en="the person left for an unknown destination on {day}",
)
_SHUT = Text(nl="volgens de bron is de zaak op {day} gesloten", en="the source says that the case was closed on {day}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A phase that the facts point to, with the fact that does. ``closing`` is empty where a person must choose."""

    case: CaseId
    phase: CasePhase
    because: str
    closing: Closing | None = None


def next_step(record: CaseRecord, at: Minute) -> NextStep | None:
    """Return the one step that the facts point to at a moment, or None."""
    now = present(change for change in record.phases if change.at <= at)
    phase, since = (None, None) if now is None else (now.phase, now.at)
    found = (step for find in _POINTERS[phase] for step in find(record, at, since))
    return next(found, None)


_Find = Callable[[CaseRecord, Minute, Minute | None], Iterator[NextStep]]


def _handed_over(record: CaseRecord, at: Minute, _: Minute | None) -> Iterator[NextStep]:
    received = [dossier.received_on for dossier in record.dossiers if dossier.received_on <= day_of(at)]
    if received:
        yield _step(record, CasePhase.HANDED_OVER, _RECEIVED.say(day=year_date(max(received))))


def _assigned(record: CaseRecord, at: Minute, _: Minute | None) -> Iterator[NextStep]:
    owner = holding(record.ownerships, at)
    if owner is not None:
        since = year_date(day_of(owner.valid.start))
        yield _step(record, CasePhase.ASSIGNED, _OWNED.say(owner=owner.regievoerder, day=since))
    elif record.published_owner is not None:
        owner_code = record.published_owner.regievoerder
        yield _step(record, CasePhase.ASSIGNED, _PUBLISHED.say(owner=owner_code))


def _study(record: CaseRecord, at: Minute, _: Minute | None) -> Iterator[NextStep]:
    received = [dossier.received_on for dossier in record.dossiers if dossier.received_on <= day_of(at)]
    if received:
        yield _step(record, CasePhase.STUDY, _HERE.say(day=year_date(max(received))))


def _studied(record: CaseRecord, at: Minute, _: Minute | None) -> Iterator[NextStep]:
    complete = [d.complete_on for d in record.dossiers if d.complete_on is not None and d.complete_on <= day_of(at)]
    if complete:
        yield _step(record, CasePhase.PLANNING, _COMPLETE.say(day=year_date(max(complete))))


def _spoken(record: CaseRecord, at: Minute, since: Minute | None) -> Iterator[NextStep]:
    """Point to guidance once the person was spoken with."""
    talks = [
        doing.outcome.started
        for doing in record.doings
        if doing.outcome is not None and doing.outcome.code is OutcomeCode.HELD and doing.outcome.ended <= at
    ]
    talks += [
        contact.at
        for contact in record.contacts
        if contact.party is Party.PERSON and contact.channel is Channel.MEETING and contact.at <= at
    ]
    held = [talk for talk in talks if since is None or talk >= since]
    if held:
        yield _step(record, CasePhase.GUIDANCE, _TALKED.say(day=year_date(day_of(min(held)))))


def _leaving(record: CaseRecord, at: Minute, _: Minute | None) -> Iterator[NextStep]:
    for doing in _departures(record):
        if doing.appointment is not None and doing.outcome is None and doing.appointment.end > at:
            day = year_date(day_of(doing.appointment.start))
            yield _step(record, CasePhase.LEAVING, _PLANNED.say(day=day, key=doing.key))


def _left(record: CaseRecord, at: Minute, _: Minute | None) -> Iterator[NextStep]:
    for doing in _departures(record):
        if doing.outcome is not None and doing.outcome.code is OutcomeCode.REALISED and doing.outcome.ended <= at:
            detail = None if doing.activity is None else doing.activity.detail
            closing = _CLOSINGS[detail.track] if isinstance(detail, DepartureDetail) else None
            day = year_date(day_of(doing.outcome.ended))
            yield _step(record, CasePhase.CLOSED, _REALISED.say(day=day, key=doing.key), closing)


def _failed(record: CaseRecord, at: Minute, since: Minute | None) -> Iterator[NextStep]:
    for doing in _departures(record):
        outcome = doing.outcome
        if outcome is None or outcome.code is not OutcomeCode.FAILED or not (since or 0) <= outcome.ended <= at:
            continue
        why = "" if outcome.cause is None else f": {word(outcome.cause)}"
        day = year_date(day_of(outcome.ended))
        yield _step(record, CasePhase.GUIDANCE, _FAILED.say(day=day, why=why, key=doing.key))


def _gone(record: CaseRecord, at: Minute, since: Minute | None) -> Iterator[NextStep]:
    for moment in record.moments:
        later = since is None or moment.on >= day_of(since)
        if moment.kind is LegalMomentKind.ABSCONDED and later and moment.on <= day_of(at):
            because = _GONE.say(day=year_date(moment.on))
            yield _step(record, CasePhase.CLOSED, because, Closing.ADMINISTRATIVE)


def _closed(record: CaseRecord, at: Minute, _: Minute | None) -> Iterator[NextStep]:
    day = record.case.closed_on
    if day is not None and day <= day_of(at):
        yield _step(record, CasePhase.CLOSED, _SHUT.say(day=year_date(day)))


def _departures(record: CaseRecord) -> Iterator[Doing]:
    return (
        doing for doing in record.doings if doing.activity is not None and doing.activity.kind is ActivityKind.DEPARTURE
    )


def _step(record: CaseRecord, phase: CasePhase, because: str, closing: Closing | None = None) -> NextStep:
    return NextStep(case=record.case.id, phase=phase, because=because, closing=closing)


_ENDS: tuple[_Find, ...] = (_left, _gone, _closed)
_POINTERS: Mapping[CasePhase | None, tuple[_Find, ...]] = {
    None: (_handed_over,),
    CasePhase.HANDED_OVER: (*_ENDS, _assigned),
    CasePhase.ASSIGNED: (*_ENDS, _study),
    CasePhase.STUDY: (*_ENDS, _studied),
    CasePhase.PLANNING: (*_ENDS, _spoken),
    CasePhase.GUIDANCE: (*_ENDS, _leaving),
    CasePhase.LEAVING: (*_ENDS, _failed),
    CasePhase.CLOSED: (),
}
"""What may point onward from each phase, the strongest first."""
