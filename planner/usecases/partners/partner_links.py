"""Links by which an outside partner answers about one appointment: once each time it is asked, until a moment.

When the appointment changes the request follows it (``follow_partners``) and the same link shows it as it is then.
Only what the partner needs goes out: when, and in which building. Not allowed here: HTTP, and sending the link.
"""

import hmac
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import stretch
from planner.domain.tasks import Task, TaskKind
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.agendas.link_tokens import link_token, secret_of
from planner.usecases.partners.answer_request import SOURCE, Answer, AnswerRefusedError, record_answer

NUMBERS = 100_000_000
"""So many numbers of links there are; the token, not the number, keeps others out."""
DECLINED = "partner-kan-niet"
"""Coded reason: a partner need not tell us more."""


class Standing(StrEnum):
    """What a link still allows."""

    OPEN = "open"
    ANSWERED = "beantwoord"
    EXPIRED = "verlopen"
    CHANGED = "gewijzigd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a partner sees of an appointment, and the link to it."""

    number: int
    token: str
    standing: Standing
    request: PartnerRequest
    building: str = ""


class InvitationRefusedError(ValueError):
    """No link can be made for this; first line what, second line the remedy."""


def invite_partner(  # noqa: PLR0913 - what a link is made of
    store: Store, clock: Clock, activity: str, partner: str, *, reference: str = "", days: int = 7, actor: str
) -> Invitation:
    """Ask a partner about a published appointment; return the link. A new one ends the one before."""
    now = clock.now()
    with store.transaction() as books:
        release = books.releases.newest()
        planned = _appointment(release, ActivityKey(activity))
        if release is None or planned is None or not release.secret:
            raise InvitationRefusedError(
                either(
                    f"{activity} is niet gepubliceerd\nPubliceer het plan eerst.",
                    f"{activity} was not published\nPublish the plan first.",
                )
            )
        if planned.start <= now:
            raise InvitationRefusedError(
                either(
                    f"{activity} is al begonnen\nEen partner kan niets meer voorstellen.",
                    f"{activity} has begun already\nA partner can propose nothing any more.",
                )
            )
        request = PartnerRequest(
            activity=planned.activity,
            resource=ResourceRef(ResourceKind.PARTNER, partner),
            state=RequestState.REQUESTED,
            start=planned.start,
            end=planned.end,
            deadline=Minute(min(now + days * MINUTES_PER_DAY, planned.start)),
            reference=reference,
        )
        books.facts.record((request,), source=SOURCE, at=now)
        books.events.add(Event(at=now, actor=actor, what="partner link", subject=f"{activity}, {partner}"))
    return _invitation(release, request, now)


def invitation_of(store: Store, clock: Clock, number: int, token: str) -> Invitation | None:
    """Return what a link leads to, None for a link that we never made or that a newer one replaced."""
    with store.reading() as books:
        return _found(books, number, token, clock.now())


def answer_invitation(
    store: Store, clock: Clock, number: int, token: str, state: RequestState, *, start: Minute | None = None
) -> Invitation | None:
    """Record a partner's answer and return the link as it is then; what is no longer open is returned as it is.

    ``start`` is when the partner proposes to begin instead; raise AnswerRefusedError for an answer that cannot be.
    """
    now = clock.now()
    with store.transaction() as books:
        found = _found(books, number, token, now)
        if found is None or found.standing is not Standing.OPEN:
            return found
        before = found.request
        if start is not None and start <= now:
            raise AnswerRefusedError(
                either(
                    "dat moment is al voorbij\nStel een later moment voor.",
                    "that moment is past\nPropose a later moment.",
                )
            )
        answer = Answer(
            activity=before.activity,
            resource=before.resource,
            state=state,
            actor=before.resource.id,
            start=start,
            end=None if start is None else Minute(start + before.end - before.start),
            code=DECLINED if state is RequestState.DECLINED else "",
        )
        after, _ = record_answer(books, now, answer)
        _raise_task(books, after, now)
    return Invitation(number=number, token=token, standing=Standing.ANSWERED, request=after, building=found.building)


def _found(books: Transaction, number: int, token: str, now: Minute) -> Invitation | None:
    """Look a link up: a token fits one asking, also after the answer."""
    release = books.releases.newest()
    if release is None or not release.secret:
        return None
    for record in books.facts.recorded(PartnerRequest, source=SOURCE):
        request = record.fact
        if request.resource.kind is ResourceKind.PARTNER and _number(release, request) == number:
            found = _invitation(release, request, now)
            return found if hmac.compare_digest(found.token, token) else None
    return None


def _invitation(release: Release, request: PartnerRequest, now: Minute) -> Invitation:
    planned = _appointment(release, request.activity)
    place = None if planned is None else planned.place
    return Invitation(
        number=_number(release, request),
        token=link_token(secret_of(release), f"voorstel {_name(request)} {request.deadline}"),
        standing=_standing(request, planned, now),
        request=request,
        building=next((one.building for one in release.resources.places if one.id == place), ""),
    )


def _standing(request: PartnerRequest, planned: Appointment | None, now: Minute) -> Standing:
    if request.state is not RequestState.REQUESTED:
        return Standing.ANSWERED
    if planned is None or (planned.start, planned.end) != (request.start, request.end):
        return Standing.CHANGED
    return Standing.OPEN if request.deadline is not None and now < request.deadline else Standing.EXPIRED


def _number(release: Release, request: PartnerRequest) -> int:
    """Return a number for the link that tells nothing about the case."""
    sealed = link_token(secret_of(release), f"voorstelnummer {_name(request)}")
    return int(sealed, 16) % NUMBERS


def _name(request: PartnerRequest) -> str:
    return f"{request.activity}|{request.resource.id}"


def _appointment(release: Release | None, activity: ActivityKey) -> Appointment | None:
    planned = () if release is None else release.appointments
    return next((item for item in planned if item.activity == activity), None)


def _raise_task(books: Transaction, request: PartnerRequest, now: Minute) -> None:
    """Put on the work list what an officer has to settle: a partner that agrees asks nothing."""
    who = request.resource.id
    if request.state is RequestState.COUNTERED:
        kind, text = TaskKind.OTHER_TIME, f"{who} stelt {stretch(request.start, request.end)} voor"
    elif request.state is RequestState.DECLINED:
        kind, text = TaskKind.PARTNER_DECLINED, f"{who} kan niet"
    else:
        return
    books.tasks.raise_(
        Task(
            key=f"{kind}/{_name(request)}",
            kind=kind,
            subject=request.activity,
            text=f"{text}: {request.activity}",
            raised_at=now,
        )
    )
