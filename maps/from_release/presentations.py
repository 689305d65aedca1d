"""The sessions of a week with who travels to them.

Two views: the planner's, with missions and cases by name and code, and the one for who drives: buildings, times and
head counts of rides alone, in which a mission is a "vertegenwoordiging" and a person the number of an operation.

Not allowed here: drawing, files, who may open what.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from maps.from_release.words import building, full_name, point, release_name
from maps.week_view import MissionSession, PresentationWeek, Trip
from planner.domain.activities import Activity, ActivityKind, MoveRole
from planner.domain.civil import IsoWeek, day_of
from planner.domain.ids import ActivityKey, CaseId, PlaceId
from planner.domain.places import Place
from planner.domain.plan import Appointment
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind
from planner.domain.spelling import clock
from planner.domain.time import Minute
from planner.domain.wording import either


def presentation_weeks(release: Release, *, detailed: bool = False) -> tuple[PresentationWeek, ...]:
    """Return every week in which the viewer sees a session, in order; ``detailed`` is for the planner only."""
    kinds = {activity.key: activity.kind for activity in release.activities}
    starts = (i.start for i in release.appointments if kinds.get(i.activity) is ActivityKind.PRESENTATION)
    sessions = _Sessions(release, detailed=detailed)
    weeks = (_week(release, week, sessions) for week in sorted({IsoWeek.of(day_of(start)) for start in starts}))
    return tuple(week for week in weeks if week.sessions)


def _week(release: Release, week: IsoWeek, sessions: "_Sessions") -> PresentationWeek:
    return PresentationWeek(
        monday=week.monday,
        release=release_name(release),
        sessions=tuple(sessions.of(week)),
        detailed=sessions.detailed,
    )


class _Sessions:
    """The presentations of a release by session."""

    def __init__(self, release: Release, *, detailed: bool) -> None:
        self.detailed = detailed
        self._release = release
        self._activities = {activity.key: activity for activity in release.activities}
        self._places: dict[PlaceId, Place] = {place.id: place for place in release.resources.places}
        self._asked, self._met = _known_places(release.activities)
        self._quotas = {session.id: session.quota for session in release.resources.sessions}
        self._heard: dict[tuple[Minute, str, PlaceId], list[Appointment]] = defaultdict(list)
        self._rides: dict[ActivityKey, list[tuple[Appointment, Activity]]] = defaultdict(list)
        for item in release.appointments:
            self._add(item)

    def of(self, week: IsoWeek) -> Iterator[MissionSession]:
        """Give the sessions of a week in order of time."""
        names = building if not self.detailed else full_name
        for (start, session, place_id), heard in sorted(self._heard.items()):
            trips = tuple(trip for item in heard if (trip := self._trip(item)) is not None)
            place = self._places.get(place_id)
            if IsoWeek.of(day_of(start)) != week or place is None or not trips:
                continue
            yield MissionSession(
                code=session or either("zonder zitting", "without a session"),
                at=point(place),
                place=names(place),
                date=day_of(start),
                time=clock(start),
                quota=next((q for known, q in self._quotas.items() if known == session), 0) if self.detailed else 0,
                trips=trips,
            )

    def _add(self, item: Appointment) -> None:
        activity = self._activities.get(item.activity)
        if activity is None:
            return
        if activity.kind is ActivityKind.PRESENTATION and item.place is not None:
            session = item.resource(ResourceKind.SESSION) or ""
            self._heard[(item.start, session if self.detailed else "", item.place)].append(item)
        if activity.kind is not ActivityKind.MOVE or activity.move.role is not MoveRole.TO_PRESENTATION:
            return
        if activity.move.serves is not None:
            self._rides[activity.move.serves].append((item, activity))

    def _trip(self, item: Appointment) -> Trip | None:
        """Return who comes and from where; for who drives, only those who are driven."""
        ride, move = next(iter(self._rides[item.activity]), (None, None))
        cases = self._activities[item.activity].cases
        if ride is None or move is None:
            return self._own_way(item.activity) if self.detailed else None
        part = next(iter(ride.of_kind(ResourceKind.VEHICLE)), None)
        start = part.stops[0].place if part and part.stops else ride.place
        origin = self._places.get(start) if start is not None else None
        picked_up = part.stops[0].start if part and part.stops else ride.start
        return Trip(
            who=", ".join(cases) if self.detailed else operation_number(self._release, ride),
            persons=move.move.persons,
            origin=point(origin) if origin else None,
            place=building(origin) if origin else "",
            picked_up=clock(picked_up, day_of(item.start)),
            vehicle=part.resource.id if part else "",
        )

    def _own_way(self, key: ActivityKey) -> Trip:
        """Return who comes without a planned ride, from the place that the release's activities know them at."""
        cases = self._activities[key].cases
        at = self._asked.get(key) or next((self._met[case] for case in cases if case in self._met), None)
        origin = self._places.get(at) if at is not None else None
        return Trip(
            who=", ".join(cases),
            persons=len(cases),
            origin=point(origin) if origin else None,
            place=full_name(origin) if origin else "",
        )


def _known_places(activities: Iterable[Activity]) -> tuple[dict[ActivityKey, PlaceId], dict[CaseId, PlaceId]]:
    """Return from where a ride to a presentation was asked, and where the persons of a case are met."""
    asked, met = {}, {}
    for activity in activities:
        if activity.place is None:
            continue
        if (
            activity.kind is ActivityKind.MOVE
            and activity.move.role is MoveRole.TO_PRESENTATION
            and activity.move.serves
        ):
            asked[activity.move.serves] = activity.place
        elif activity.kind is ActivityKind.CONVERSATION:
            met.update(dict.fromkeys(activity.cases, activity.place))
    return asked, met
