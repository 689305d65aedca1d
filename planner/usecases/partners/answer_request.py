"""A partner's answer to a request, entered by hand: confirmed in whole or in part, declined, or something else offered.

Not allowed here: asking (``partner_requests``) and planning around the answer (see ``solver``).
"""

from dataclasses import dataclass, replace

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import listed, stretch
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.domain.wording import either
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock

SOURCE = "partners"
"""Source of answers entered by hand."""
ANSWERS = (RequestState.CONFIRMED, RequestState.DECLINED, RequestState.COUNTERED)


class AnswerRefusedError(ValueError):
    """The answer does not fit what was asked; first line what, second line the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a partner answered. ``amount``, ``start`` and ``end`` are as asked where they are None.

    ``code`` is the coded reason of a refusal.
    """

    activity: ActivityKey
    resource: ResourceRef
    state: RequestState
    actor: str
    amount: int | None = None
    start: Minute | None = None
    end: Minute | None = None
    code: str = ""
    reference: str = ""


def answer_request(store: Store, clock: Clock, answer: Answer) -> tuple[PartnerRequest, bool]:
    """Record the answer; return the request as it stands and whether anything changed.

    Raise AnswerRefusedError when nothing was asked, or when the answer contradicts itself or the request.
    """
    now = clock.now()
    with store.transaction() as books:
        return record_answer(books, now, answer)


def record_answer(books: Transaction, now: Minute, answer: Answer) -> tuple[PartnerRequest, bool]:
    """Do what ``answer_request`` does inside a transaction that does more."""
    before = _asked(books, answer)
    after = _answered(before, answer)
    if after == before:
        return before, False
    books.facts.record((after,), source=SOURCE, at=now)
    subject = f"{answer.activity}, {answer.resource.kind} {answer.resource.id}: {answer.state}"
    books.events.add(Event(at=now, actor=answer.actor, what="answer", subject=subject))
    return after, True


def _asked(books: Transaction, answer: Answer) -> PartnerRequest:
    requests = [r for r in books.facts.in_force(PartnerRequest) if r.activity == answer.activity]
    found = next((request for request in requests if request.resource == answer.resource), None)
    if found is not None and found.state is not RequestState.WITHDRAWN:
        return found
    means = _named(answer.resource)
    what = either(f"voor {answer.activity} is {means} niet gevraagd", f"{means} was not asked for {answer.activity}")
    if found is not None:
        what = either(
            f"het verzoek om {means} voor {answer.activity} is ingetrokken",
            f"the request of {means} for {answer.activity} was withdrawn",
        )
    open_ = listed([_named(r.resource) for r in requests if r.state is not RequestState.WITHDRAWN])
    asked = either(f"Gevraagd is: {open_}.", f"Asked is: {open_}.")
    raise AnswerRefusedError(
        f"{what}\n{asked if open_ else either('Publiceer het plan eerst.', 'Publish the plan first.')}"
    )


def _named(resource: ResourceRef) -> str:
    return f"{word(resource.kind)} {resource.id}"


def _answered(before: PartnerRequest, answer: Answer) -> PartnerRequest:
    _refuse_contradiction(before, answer)
    amount = before.amount if answer.amount is None else answer.amount
    start = before.start if answer.start is None else answer.start
    end = before.end if answer.end is None else answer.end
    if end <= start:
        raise AnswerRefusedError(
            either(
                f"het eind ligt niet na het begin ({stretch(end, start)})\nVerbeter een van beide.",
                f"the end is not after the beginning ({stretch(end, start)})\nCorrect one of the two.",
            )
        )
    return replace(
        before,
        state=answer.state,
        amount=amount,
        start=start,
        end=end,
        code=answer.code,
        reference=answer.reference or before.reference,
    )


def _refuse_contradiction(before: PartnerRequest, answer: Answer) -> None:
    """Refuse what the request or the answer itself contradicts."""
    numbered, other_time = answer.amount is not None, answer.start is not None or answer.end is not None
    if answer.state not in ANSWERS:
        raise AnswerRefusedError(
            either(
                f"{answer.state} is geen antwoord\nKies uit: {', '.join(ANSWERS)}.",
                f"{word(answer.state)} is no answer\nChoose from: {', '.join(map(word, ANSWERS))}.",
            )
        )
    if numbered and answer.resource.kind is not ResourceKind.ESCORT:
        raise AnswerRefusedError(
            either(
                "alleen van een escortteam wordt een aantal gevraagd\nLaat het aantal weg.",
                "only an escort team is asked a number of\nLeave out the number.",
            )
        )
    if answer.amount is not None and answer.amount < 1:
        raise AnswerRefusedError(
            either(
                "een aantal is minstens 1\nWie niemand stuurt, weigert.",
                "a number is at least 1\nWho sends nobody declines.",
            )
        )
    if answer.state is RequestState.DECLINED and not answer.code:
        raise AnswerRefusedError(
            either(
                "een weigering heeft een reden\nGeef de code van de reden.",
                "a refusal has a reason\nGive the code of the reason.",
            )
        )
    if answer.state is RequestState.COUNTERED and not (numbered or other_time):
        raise AnswerRefusedError(
            either(
                "een tegenvoorstel noemt iets anders\nGeef een aantal, een begin of een eind.",
                "a counter-proposal names something else\nGive a number, a beginning or an end.",
            )
        )
    if answer.state is RequestState.CONFIRMED and other_time:
        raise AnswerRefusedError(
            either(
                "bevestigd wordt de gevraagde tijd\nLeg een andere tijd vast als tegenvoorstel.",
                "what is confirmed is the time that was asked\nRecord another time as a counter-proposal.",
            )
        )
    asked = before.amount
    if answer.state is RequestState.CONFIRMED and asked is not None and (answer.amount or 0) > asked:
        raise AnswerRefusedError(
            either(
                f"gevraagd zijn er {asked}, bevestigd {answer.amount}\nBevestig ten hoogste {asked}.",
                f"{asked} were asked, {answer.amount} confirmed\nConfirm {asked} at most.",
            )
        )
