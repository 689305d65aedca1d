"""Requests that wait for a partner's answer, and taking the answer.

Not allowed here: templates, and what an answer does (``planner.usecases.partners.answer_request``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.lookup import Lookup
from api.partners.tools import Partners, number_in, span_of
from api.web.speech import _
from planner.domain.access import Reach, Role, Visitor
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import ActivityKey
from planner.domain.operation_status import DeclineCode
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment, stretch
from planner.domain.steps import StepRefusedError
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.usecases.partners.answer_request import Answer, answer_request
from planner.usecases.partners.report_status import name_crew, refuse_names

_OWN: Mapping[Role, frozenset[ResourceKind]] = {
    Role.KMAR: frozenset({ResourceKind.ESCORT, ResourceKind.OFFICER}),
    Role.DJI: frozenset({ResourceKind.VEHICLE}),
    Role.MISSION_DESK: frozenset({ResourceKind.SESSION}),
}
_ALL = frozenset({*(kind for kinds in _OWN.values() for kind in kinds), ResourceKind.PARTNER})
_WAITING = (RequestState.PROPOSED, RequestState.REQUESTED)
SHOWN = 40
DECLINES: Mapping[DeclineCode, str] = {
    DeclineCode.NO_CAPACITY: "geen capaciteit",
    DeclineCode.NO_CREW: "geen bemanning",
    DeclineCode.MEANS: "middel niet beschikbaar",
    DeclineCode.TIME: "tijd past niet",
    DeclineCode.OTHER: "anders",
}
"""How a coded refusal is called on the screen; translated where shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request in words."""

    handle: str
    what: str
    number: str
    """The operation, empty where it is not published."""
    when: str
    until: str
    amount: int | None
    crew: bool
    """Whether it is said who comes."""
    start: Minute
    end: Minute


def is_theirs(request: PartnerRequest, visitor: Visitor) -> bool:
    """Return whether a request is for who asks."""
    kind, code = request.resource.kind, request.resource.id
    if visitor.grant.reach is Reach.CLIENTS:
        return kind is ResourceKind.PARTNER and bool(visitor.code) and code == visitor.code
    if visitor.role in _OWN:
        return kind in _OWN[visitor.role]
    return visitor.role in (Role.PLANNER, Role.SUPERVISOR) and kind in _ALL


def waiting(work: Partners, lookup: Lookup | None, visitor: Visitor) -> tuple[list[PartnerRequest], list[Waiting]]:
    """Return the requests that wait for who asks, the first to begin first, and the first of them in words."""
    now = work.clock.now()
    found = [one for one in _open(work) if is_theirs(one, visitor) and one.end > now]
    found.sort(key=lambda one: (one.start, one.activity, one.resource))
    return found, [_waiting(work, lookup, one) for one in found[:SHOWN]]


def _open(work: Partners) -> list[PartnerRequest]:
    with work.store.reading() as books:
        return [one for one in books.facts.in_force(PartnerRequest) if one.state in _WAITING]


def _waiting(work: Partners, lookup: Lookup | None, one: PartnerRequest) -> Waiting:
    item = None if lookup is None else lookup.appointments.get(one.activity)
    kind, code = one.resource.kind, one.resource.id
    return Waiting(
        handle=work.handles.of_activity(_key(one)),
        what=_("Afspraak") if kind is ResourceKind.PARTNER else f"{word(kind).capitalize()} {code}",
        number="" if item is None or lookup is None else operation_number(lookup.release, item),
        when=stretch(one.start, one.end),
        until="" if one.deadline is None else moment(one.deadline),
        amount=one.amount,
        crew=kind in (ResourceKind.ESCORT, ResourceKind.VEHICLE),
        start=one.start,
        end=one.end,
    )


def request_behind(work: Partners, visitor: Visitor, handle: str) -> PartnerRequest | None:
    """Return the request that a handle stands for, None where there is none for who asks."""
    theirs = {_key(one): one for one in _open(work) if is_theirs(one, visitor)}
    key = work.handles.activity(handle, theirs)
    return None if key is None else theirs[key]


def take_answer(work: Partners, asked: PartnerRequest, given: Mapping[str, str], *, actor: str) -> None:
    """Record what was filled in; raise ValueError in words."""
    state, code = given.get("antwoord", ""), given.get("code", "")
    if state not in {answer.value for answer in RequestState}:
        raise StepRefusedError(_("er is geen antwoord gekozen"), _("Kies bevestigen, weigeren of iets anders bieden."))
    if RequestState(state) is RequestState.DECLINED and code not in tuple(DeclineCode):
        raise StepRefusedError(_("een weigering heeft een reden"), _("Kies een reden uit de lijst."))
    other = RequestState(state) is RequestState.COUNTERED
    span = span_of(given) if other and (given.get("van") or given.get("tot")) else None
    counted = asked.resource.kind is ResourceKind.ESCORT and RequestState(state) is not RequestState.DECLINED
    answer = Answer(
        activity=asked.activity,
        resource=asked.resource,
        state=RequestState(state),
        actor=actor,
        amount=number_in(given, "aantal") if counted and given.get("aantal") else None,
        start=None if span is None else span.start,
        end=None if span is None else span.end,
        code=code if RequestState(state) is RequestState.DECLINED else "",
    )
    numbers = numbers_in(given)
    refuse_names(numbers)
    answer_request(work.store, work.clock, answer)
    if numbers and RequestState(state) is RequestState.CONFIRMED:
        name_crew(work.store, work.clock, asked.activity, asked.resource, numbers, actor=actor)


def numbers_in(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the service numbers that were filled in."""
    return tuple(part for part in given.get("nummers", "").replace(";", ",").replace(" ", ",").split(",") if part)


def _key(one: PartnerRequest) -> ActivityKey:
    """Return what a handle of the request is made of."""
    return ActivityKey(f"aanvraag {one.activity} {one.resource.kind} {one.resource.id}")
