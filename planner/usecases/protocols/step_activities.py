"""The activity of a scheduled step: what a solve plans for it.

Not allowed here: when it is planned, and which steps there are.
"""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind, InterpreterNeed, PresentationDetail
from planner.domain.cases import Case
from planner.domain.civil import at, day_of
from planner.domain.ids import LanguageCode, PlaceId
from planner.domain.missions import Mission, PresentationMode
from planner.domain.protocols import StepForm
from planner.domain.time import Interval, Minute
from planner.usecases.protocols.step_drafts import Draft

OPEN_HOUR = 8
"""From which hour on the first day something may take place; the hours of people and places say the rest."""
_NONE = LanguageCode("nl")
"""In this language nobody needs an interpreter."""
KINDS = {
    StepForm.CONVERSATION: ActivityKind.CONVERSATION,
    StepForm.PRESENTATION: ActivityKind.PRESENTATION,
    StepForm.MEETING: ActivityKind.MEETING,
}


def delivered_as(delivered: Activity, draft: Draft) -> Activity:
    """Return what a source delivered with the protocol it belongs to; what the source says stays as it is."""
    return replace(
        delivered,
        protocol=delivered.protocol or draft.protocol.ref,
        terms=delivered.terms or draft.terms,
        leads=delivered.leads or draft.leads,
        regime=delivered.regime or draft.regime,
    )


def window_of(opens: Minute, until: Minute, last: Minute | None) -> Interval | None:
    """Return when the step may take place: from its opening day, up to the end of the stretch or its last moment."""
    start = at(day_of(opens), OPEN_HOUR)
    end = until if last is None else min(until, last)
    return Interval(start, end) if start < end else None


def conversation(draft: Draft, case: Case, place: PlaceId | None, window: Interval, minutes: int) -> Activity:
    """Return a conversation where the person stays, with an interpreter where the language asks one."""
    interpreter = InterpreterNeed.NONE if case.language == _NONE else InterpreterNeed.REQUIRED
    return Activity(
        key=draft.key,
        kind=ActivityKind.CONVERSATION,
        step=draft.step.code,
        duration=minutes,
        window=window,
        cases=draft.cases,
        place=place,
        terms=draft.terms,
        leads=draft.leads,
        regime=draft.regime,
        language=case.language,
        interpreter=interpreter,
        specialism=min(case.specialisms) if case.specialisms else None,
        occurrence=draft.occurrence,
        protocol=draft.protocol.ref,
    )


def presentation(
    draft: Draft, case: Case, missions: Sequence[Mission], window: Interval, minutes: int
) -> Activity | None:
    """Return a presentation to the mission of the country, of several to that of the province that was entered.

    None when people must choose.
    """
    if len(missions) > 1:
        missions = [mission for mission in missions if case.province in mission.provinces]
    if len(missions) != 1:
        return None
    mission = missions[0]
    return Activity(
        key=draft.key,
        kind=ActivityKind.PRESENTATION,
        step=draft.step.code,
        duration=minutes,
        window=window,
        cases=draft.cases,
        place=mission.place if mission.mode is PresentationMode.IN_PERSON else None,
        terms=draft.terms,
        regime=draft.regime,
        language=case.language,
        occurrence=draft.occurrence,
        detail=PresentationDetail(mission=mission.id),
        protocol=draft.protocol.ref,
    )
