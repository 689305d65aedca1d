"""Rule: what a partner answered counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.clearances import OverrideRight
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import listed, stretch
from planner.domain.time import Interval, Minute, intersection, subtract
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver import naming
from solver.rule import WindowRule, Word
from solver.rules.frozen_stays import ESCORTS
from solver.stretches import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode, Use


class PartnerAnswer(WindowRule):
    """What is confirmed stays, with its time and number; what is declined is not used at the declined time.

    Escorts that a partner offers instead of what was asked are used within that time, and no more than that number.
    """

    id = RuleId("P10")
    title = Text(nl="Antwoord van de partner", en="Answer of the partner")
    why = Text(
        nl="Middelen van anderen zijn aangevraagd, niet van ons: bevestigd staat vast, geweigerd is geweigerd.",
        en="Resources of others are asked for, not ours: confirmed is fixed, declined is declined.",
    )
    source = Text(nl="antwoord van de partner op het verzoek", en="answer of the partner to the request")
    override = OverrideRight.PARTNER
    exception_by = Text(nl="de partner antwoordt opnieuw", en="the partner answers again")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.SKILL})
    kinds = frozenset(ActivityKind)
    whole = False
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R28", "before"),)
    answered = Text(
        nl="{what} is {state} voor {when}",
        en="{what} is {state} for {when}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the starts that keep what is confirmed and avoid what is declined."""
        groups = list(_starts(known, activity, mode))
        return intersection(groups) if groups else None

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """List the answers."""
        return listed(
            _said(known, request)
            for request in known.requests.get(activity.key, ())
            if request.state in (RequestState.CONFIRMED, RequestState.DECLINED, RequestState.COUNTERED)
        )


def _said(known: Known, request: PartnerRequest) -> str:
    number = "" if request.amount is None else f" ({request.amount})"
    what = f"{naming.resource(known, request.resource)}{number}"
    return PartnerAnswer.answered.say(what=what, state=word(request.state), when=stretch(request.start, request.end))


def _starts(known: Known, activity: Activity, mode: Mode) -> Iterator[tuple[Interval, ...]]:
    for request in known.requests.get(activity.key, ()):
        use = next((use for use in mode.uses if use.resource == request.resource), None)
        if request.state is RequestState.CONFIRMED:
            yield _confirmed(known, request, mode, use)
        elif request.state is RequestState.DECLINED and use is not None:
            first = Minute(request.start - mode.duration - use.tail + 1)
            yield subtract((ALWAYS,), (Interval(first, Minute(request.end + use.lead)),))
        elif request.state is RequestState.COUNTERED and use is not None and request.resource.kind in ESCORTS:
            yield _within(request, mode, use)


def _within(request: PartnerRequest, mode: Mode, use: Use) -> tuple[Interval, ...]:
    """Return the starts at which the use lies inside what is offered instead, if it is not more than that."""
    first, last = request.start + use.lead, request.end - use.tail - mode.duration
    fits = first <= last and (request.amount is None or use.amount <= request.amount)
    return (Interval(Minute(first), Minute(last + 1)),) if fits else ()


def _confirmed(known: Known, request: PartnerRequest, mode: Mode, use: Use | None) -> tuple[Interval, ...]:
    """Return the one start that keeps what is confirmed as it is; escorts may still have to be picked."""
    if use is not None:
        start = request.start + use.lead
        kept = start + mode.duration + use.tail == request.end and request.amount in (None, use.amount)
    elif request.resource.kind in ESCORTS and mode.resource(ResourceKind.ESCORT) is None:
        start = request.start + known.setting("R28", "before", request.start)
        kept = True
    elif request.resource.kind is ResourceKind.PARTNER:
        start, kept = request.start, True
    else:
        return ()
    return (Interval(Minute(start), Minute(start + 1)),) if kept else ()
