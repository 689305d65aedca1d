"""How a mission hears a person: where, with whom, and whether the person is there. No plan, no search."""

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import NETHERLANDS, CaseId, PlaceId, RegievoerderId
from planner.domain.missions import Accompanist, Mission, PresentationMode
from planner.domain.time import Minute
from solver.known import Known


def mission_of(known: Known, activity: Activity) -> Mission | None:
    """Return the known mission of a presentation; None for another kind."""
    if activity.kind is not ActivityKind.PRESENTATION:
        return None
    return known.missions.get(activity.presentation.mission)


def attends(known: Known, activity: Activity) -> tuple[CaseId, ...]:
    """Return which of its cases take part in an activity: nobody in a written presentation."""
    mission = mission_of(known, activity)
    return () if mission is not None and mission.mode is PresentationMode.WRITTEN else activity.cases


def by_officer(known: Known, activity: Activity) -> bool:
    """Return whether an LP officer accompanies, and not the regievoerder of the case."""
    mission = mission_of(known, activity)
    return mission is not None and mission.accompanied_by is Accompanist.LP_OFFICER


def officers(known: Known) -> tuple[RegievoerderId, ...]:
    """Return the LP officers."""
    return tuple(who.id for who in known.regievoerders.values() if who.lp_officer)


def with_interpreter(known: Known, activity: Activity) -> bool:
    """Return whether an interpreter takes part in a presentation: asked for, and welcome."""
    mission = mission_of(known, activity)
    return (
        mission is not None
        and activity.presentation.interpreter
        and mission.interpreter_welcome
        and mission.mode is not PresentationMode.WRITTEN
    )


def abroad(known: Known, activity: Activity) -> bool:
    """Return whether the person crosses the border for a presentation."""
    mission = mission_of(known, activity)
    if mission is None or mission.mode is not PresentationMode.IN_PERSON:
        return False
    place = known.places.get(mission.place)
    return place is not None and place.country != NETHERLANDS


def site_of(known: Known, activity: Activity, moment: Minute) -> PlaceId | None:
    """Return where the first person of a presentation in person comes from."""
    mission = mission_of(known, activity)
    if mission is None or mission.mode is not PresentationMode.IN_PERSON or not activity.cases:
        return None
    return next((place for valid, place in known.stays(activity.cases[0]) if valid.contains(moment)), None)
