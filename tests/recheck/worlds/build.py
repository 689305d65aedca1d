"""One random week as a problem. Not allowed here: drawing (each subject has a file of its own)."""

from planner.domain.cases import CaseFile
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.escorts import EscortTeam
from planner.domain.problem import Problem
from planner.domain.resources import Resources
from tests.recheck.worlds import flying, guarding, people, talking
from tests.recheck.worlds.driving import draw_moves, vehicles
from tests.recheck.worlds.frame import Frame, some
from tests.recheck.worlds.hearing import Hearing, draw_hearing
from tests.recheck.worlds.leaving import Leaving, draw_leaving
from tests.recheck.worlds.saying import with_what_was_said


def random_week(seed: int) -> Problem:
    """Return the problem of a seed: nothing published yet."""
    frame = Frame(seed)
    everyone = people.draw_people(frame)
    dice = frame.stream("what is due")
    owned = [group for group in everyone.groups if group.owner is not None]
    leaving_groups = [group for group in owned if some(dice, 0.45)]
    heard = [group for group in owned if group not in leaving_groups and some(dice, 0.4)]
    leaving, hearing = draw_leaving(frame, leaving_groups), draw_hearing(frame, heard)
    moves = draw_moves(frame, owned, leaving.activities, hearing)
    talks = [*talking.conversations(frame, everyone), *talking.meetings(frame, everyone)]
    activities = (*leaving.activities, *hearing.activities, *moves, *talks)
    week = Problem(
        horizon=frame.horizon,
        scope=frame.scope,
        recorded_at=frame.now,
        case_file=_case_file(frame, everyone, leaving),
        resources=_resources(frame, everyone, hearing),
        travel=frame.travel,
        activities=tuple(sorted(activities, key=lambda activity: activity.key)),
        settings=DEFAULT_SETTINGS,
    )
    return with_what_was_said(frame, week)


def _case_file(frame: Frame, everyone: people.People, leaving: Leaving) -> CaseFile:
    groups = everyone.groups
    return CaseFile(
        cases=tuple(case for group in groups for case in group.cases),
        memberships=tuple(one for group in groups for one in people.memberships(frame, group)),
        separations=tuple(one for group in groups for one in people.separations(frame, group)),
        ownerships=tuple(one for group in groups for one in people.ownerships(frame, group)),
        stays=tuple(one for group in groups for one in people.stays(frame, group)),
        tracks=tuple(leaving.tracks),
        conditions=tuple(leaving.conditions),
        blocks=tuple(leaving.blocks),
        documents=tuple(leaving.documents),
    )


def _resources(frame: Frame, everyone: people.People, hearing: Hearing) -> Resources:
    teams: tuple[EscortTeam, ...] = (*guarding.teams(frame), *guarding.pools(frame))
    return Resources(
        places=frame.places,
        regievoerders=everyone.staff,
        absences=everyone.absences,
        substitutes=everyone.substitutes,
        capacities=talking.capacities(frame),
        missions=hearing.missions,
        sessions=hearing.sessions,
        country_rules=flying.country_rules(),
        carriers=flying.carriers(frame),
        flights=flying.flights(frame),
        escort_teams=teams,
        vehicles=vehicles(frame),
        officers=tuple(officer for team in teams[:2] for officer in guarding.officers(frame, team)),
        closed_days=frame.closed,
    )
