"""Rule: a valid travel document on the day of departure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.cases import DocumentState, Track
from planner.domain.civil import day_of
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.lp_life import promised_validity
from planner.domain.spelling import day, listed
from planner.domain.time import Interval, Minute, intersection, union
from planner.domain.wording import Text
from solver import naming
from solver.rule import WindowRule, Word
from solver.standing import published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from planner.domain.ids import CaseId
    from solver.known import Known
    from solver.mode import Mode


_COUNTING = (DocumentState.GRANTED, DocumentState.PROMISED)


class TravelDocumentValid(WindowRule):
    """Who leaves with a booking of DT&V has a document that is valid during the whole journey.

    A promised document is made once the flight is known: it counts from so many working days ahead on, for as long
    as the country makes it valid. Of forced departures the travel document is among the four conditions too; where
    no document is recorded that condition alone counts. Who books elsewhere shows the document there.
    """

    id = RuleId("P22")
    title = Text(nl="Geldig reisdocument", en="Valid travel document")
    why = Text(
        nl="Zonder geldig reisdocument laat de luchtvaartmaatschappij niemand mee.",
        en="Without a valid travel document the carrier takes nobody along.",
    )
    source = Text(
        nl="landenregels laissez-passer; aanname over de levertijd",
        en="country rules for the laissez-passer; assumption about the delivery time",
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    fact = True
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P22", "promised"),)
    ended = Text(
        nl="{who}: geen reisdocument dat de hele reis geldig is (het laatste geldt tot en met {last})",
        en="{who}: no travel document that is valid during the whole journey (the last is valid up to {last})",
    )
    open_ended = Text(
        nl="{who}: geen reisdocument dat de hele reis geldig is (een toegezegd document is er {notice} na de boeking:"
        " vanaf {first})",
        en="{who}: no travel document that is valid during the whole journey (a promised document is there {notice}"
        " after the booking: from {first})",
    )
    bounded = Text(
        nl="{who}: geen reisdocument dat de hele reis geldig is (een toegezegd document is er {notice} na de boeking:"
        " vanaf {first} tot en met {last})",
        en="{who}: no travel document that is valid during the whole journey (a promised document is there {notice}"
        " after the booking: from {first} up to {last})",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when everyone has a valid or promised document."""
        cases = _bound(known, activity)
        return intersection(union(_valid(known, activity, mode, case)) for case in cases) if cases else None

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say who has no document then, and from when a promised one counts."""
        start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
        without = [
            case
            for case in _bound(known, activity)
            if not any(
                part.covers(start, Minute(start + mode.duration)) for part in _valid(known, activity, mode, case)
            )
        ]
        notice = naming.norm(known, "P22", "promised", start, activity)
        granted = max((end for case in without for end in _ends(known, case)), default=None)
        who = listed(without or activity.cases)
        if granted is not None:
            return self.ended.say(who=who, last=day(Minute(granted - 1)))
        promised = _promised(known, activity, mode)
        first = day(promised.start)
        if promised.end is None:
            return self.open_ended.say(who=who, notice=notice, first=first)
        return self.bounded.say(who=who, notice=notice, first=first, last=day(Minute(promised.end - 1)))


def _ends(known: Known, case: CaseId) -> Iterator[Minute]:
    """Yield when the documents end of a case that none is promised."""
    documents = known.documents.get(case, ())
    if all(document.state is not DocumentState.PROMISED for document in documents):
        for document in documents:
            if (
                document.state is DocumentState.GRANTED
                and document.valid is not None
                and document.valid.end is not None
            ):
                yield document.valid.end


def _bound(known: Known, activity: Activity) -> tuple[CaseId, ...]:
    """Return the cases whose documents count; of forced departures those with a granted or promised one on record."""
    detail = activity.departure
    if detail.booked_by is not BookedBy.DTV:
        return ()
    if detail.track is not Track.FORCED:
        return activity.cases
    return tuple(case for case in activity.cases if any(d.state in _COUNTING for d in known.documents.get(case, ())))


def _valid(known: Known, activity: Activity, mode: Mode, case: CaseId) -> Iterator[Interval]:
    for document in known.documents.get(case, ()):
        if document.state is DocumentState.GRANTED and document.valid is not None:
            yield document.valid
        elif document.state is DocumentState.PROMISED:
            yield _promised(known, activity, mode)
            yield from published(known, activity, mode)


def _promised(known: Known, activity: Activity, mode: Mode) -> Interval:
    """Return when a document made for a booking of today would be valid."""
    start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
    notice = known.setting("P22", "promised", start, activity)
    rule = known.country_rules.get(activity.departure.country)
    return promised_validity(day_of(known.now), notice, known.calendars[NETHERLANDS], rule)
