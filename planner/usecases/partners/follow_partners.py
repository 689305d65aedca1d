"""Requests to outside partners about an appointment follow it: asked anew when it changes, withdrawn when it goes.

Part of the transaction that publishes. Not allowed here: links and HTTP (see ``partner_links``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from planner.domain.spelling import stretch
from planner.domain.tasks import Task, TaskKind
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Event, Transaction
from planner.usecases.partners.answer_request import SOURCE

CHANGED = "afspraak-gewijzigd"
"""Code of a request that is asked again because the appointment changed."""
TIME_TO_ANSWER = 3 * MINUTES_PER_DAY
"""So long a partner has at least, where the old term has passed."""


def follow_partners(books: Transaction, before: Release | None, after: Release) -> tuple[PartnerRequest, ...]:
    """Let the requests to partners follow a release; record and return those that changed, with work to tell them."""
    at = after.published_at
    asked = [r for r in books.facts.in_force(PartnerRequest) if r.resource.kind is ResourceKind.PARTNER]
    followed = tuple(_followed(asked, _planned(before), _planned(after), at))
    books.facts.record((now for _, now in followed), source=SOURCE, at=at)
    for was, now in followed:
        if now.state is not RequestState.CONFIRMED:
            books.tasks.raise_(_task(was, now, after.number, at))
        subject = f"{now.activity}, {now.resource.id}: {now.state}"
        books.events.add(Event(at=at, actor=SOURCE, what="partner request follows", subject=subject))
    return tuple(now for _, now in followed)


def _planned(release: Release | None) -> dict[ActivityKey, Appointment]:
    return {} if release is None else {item.activity: item for item in release.appointments}


def _followed(
    asked: Iterable[PartnerRequest],
    before: dict[ActivityKey, Appointment],
    after: dict[ActivityKey, Appointment],
    at: Minute,
) -> Iterator[tuple[PartnerRequest, PartnerRequest]]:
    """Give each request that changes, as it was and as it is; what began is left as it was."""
    for request in asked:
        was, now = before.get(request.activity), after.get(request.activity)
        if was is None or was.start <= at or request.state is RequestState.WITHDRAWN:
            continue
        if now is None:
            yield request, replace(request, state=RequestState.WITHDRAWN)
        elif _says(now) != _says(was) and now.start > at:
            yield request, _asked_again(request, now, at)


def _says(appointment: Appointment) -> tuple[Minute, Minute, PlaceId | None]:
    """Return what a partner is asked about."""
    return appointment.start, appointment.end, appointment.place


def _asked_again(request: PartnerRequest, now: Appointment, at: Minute) -> PartnerRequest:
    """Return the request for the appointment as it is now; what the partner proposed itself is agreed."""
    if request.state is RequestState.COUNTERED and (request.start, request.end) == (now.start, now.end):
        return replace(request, state=RequestState.CONFIRMED, code="")
    until = request.deadline
    if until is None or until <= at:
        until = Minute(at + TIME_TO_ANSWER)
    return replace(
        request,
        state=RequestState.REQUESTED,
        start=now.start,
        end=now.end,
        deadline=min(until, now.start),
        code=CHANGED,
    )


def _task(was: PartnerRequest, now: PartnerRequest, release: int, at: Minute) -> Task:
    who, what = now.resource.id, f"{now.activity}, {stretch(was.start, was.end)}"
    if now.state is RequestState.WITHDRAWN:
        text = f"vertel {who} dat dit vervalt: {what}"
    elif now.deadline == was.deadline:
        text = f"vertel {who} dat dit verandert, en dat dezelfde verwijzing het nieuwe moment toont: {what}"
    else:
        text = f"vertel {who} dat dit verandert, en stuur een nieuwe verwijzing (partner-link): {what}"
    kind = TaskKind.PARTNER_TO_TELL
    return Task(key=f"{kind}/{now.activity}|{who}/{release}", kind=kind, subject=now.activity, text=text, raised_at=at)
