"""Rule: a valid travel document on the day of departure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.cases import DocumentState, Track
from planner.domain.civil import day_of, day_start
from planner.domain.dutch import day, listed, working_days
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute, intersection, union
from solver.rule import WindowRule, Word
from solver.standing import published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from planner.domain.ids import CaseId
    from solver.known import Known
    from solver.mode import Mode


class TravelDocumentValid(WindowRule):
    """Who leaves independently with a booking of DT&V has a document that is valid during the whole journey.

    A promised document counts from so many working days ahead on, for it is made once the flight is known. Forced
    departures have their travel document among the four conditions; who books elsewhere shows the document there.
    """

    id = RuleId("P22")
    title = "Geldig reisdocument"
    why = "Zonder geldig reisdocument laat de luchtvaartmaatschappij niemand mee."
    source = "landenregels laissez-passer; aanname over de levertijd"
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    fact = True
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P22", "promised"),)

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when everyone has a valid or promised document."""
        detail = activity.departure
        if detail.track is Track.FORCED or detail.booked_by is not BookedBy.DTV:
            return None
        return intersection(union(_valid(known, activity, mode, case)) for case in activity.cases)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say who has no document then, and from when a promised one counts."""
        start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
        without = [
            case
            for case in activity.cases
            if not any(
                part.covers(start, Minute(start + mode.duration)) for part in _valid(known, activity, mode, case)
            )
        ]
        notice = working_days(known.setting("P22", "promised", start, activity))
        promised = day(_from(known, activity, mode))
        return (
            f"{listed(without or activity.cases)}: geen reisdocument dat de hele reis geldig is"
            f" (een toegezegd document is er {notice} na de boeking: vanaf {promised})"
        )


def _valid(known: Known, activity: Activity, mode: Mode, case: CaseId) -> Iterator[Interval]:
    for document in known.documents.get(case, ()):
        if document.state is DocumentState.GRANTED and document.valid is not None:
            yield document.valid
        elif document.state is DocumentState.PROMISED:
            yield Interval(_from(known, activity, mode))
            yield from published(known, activity, mode)


def _from(known: Known, activity: Activity, mode: Mode) -> Minute:
    start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
    notice = known.setting("P22", "promised", start, activity)
    return day_start(known.calendars[NETHERLANDS].add(day_of(known.now), notice))
