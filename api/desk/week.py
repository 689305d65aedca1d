"""A week of a version of a draft as the timeline needs it. A pure function of the version.

Not allowed here: rows and their load (``rows``), and what things are called (``known``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from api.desk.known import ON_ROWS, code_of, conflict, known_of, label_of, place_name, row_of, rows_of
from api.desk.reported import NO_REPORTS, Reports, last_of
from api.desk.rows import Rows
from api.desk.shapes import (
    AtRisk,
    Away,
    Conflict,
    Day,
    Grade,
    Item,
    Ownerless,
    Part,
    Pinned,
    Waiting,
    Week,
    Zone,
)
from api.web.speech import _
from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.civil import IsoWeek, day_interval
from planner.domain.commitments import PinGrade
from planner.domain.editing import Ground
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Unplanned
from planner.domain.resources import ResourceKind
from planner.domain.spelling import latest, short_date
from planner.domain.time import MINUTES_PER_DAY, MINUTES_PER_HOUR, Interval, Minute
from planner.domain.zones import RULE, frozen_key, moment_for
from planner.usecases.editing.heads import Opened, same_ground
from planner.usecases.publishing.compose_release import same_appointment
from solver.escort_pool import rest
from solver.known import Known
from solver.pinned import pinned
from solver.said_again import said_again

SHOWN_LEVELS = (Level.HARD, Level.LEGAL, Level.REALISED, Level.TIMELY)
"""Of lower levels there is always something; they are shown as cost."""
NEAR = MINUTES_PER_DAY
"""What ends less than this before its deadline is at risk."""
MOST_AT_RISK = 200
What = Literal["nieuw", "verplaatst", "gewijzigd", "vervallen"]
GRADES: Mapping[PinGrade, Grade] = {
    PinGrade.TIME: "tijd",
    PinGrade.DAY: "dag",
    PinGrade.PERSON: "persoon",
    PinGrade.ALL: "alles",
}


@dataclass(frozen=True, slots=True)
class Looking:
    """A version with what is looked up for every item."""

    known: Known
    appointments: Mapping[ActivityKey, Appointment]
    broken: Mapping[ActivityKey, tuple[Breach, ...]]
    travel: Mapping[ActivityKey, int]
    published: Mapping[ActivityKey, Appointment]
    reports: Reports
    now: Minute
    """From when it is looked at: what is past, frozen or nearly late is so from here, and not since the planning."""
    dues: dict[ActivityKey, Minute | None]
    """The first term of what was asked about so far."""

    def due(self, activity: Activity | None) -> Minute | None:
        """Return the first minute too late for an activity; None where no term is."""
        if activity is None:
            return None
        if activity.key not in self.dues:
            ends = (self.known.deadline(activity, term) for term in self.known.terms(activity))
            self.dues[activity.key] = min(ends, default=None)
        return self.dues[activity.key]


def looking(
    opened: Opened,
    now: Minute,
    reports: Reports = NO_REPORTS,
    dues: dict[ActivityKey, Minute | None] | None = None,
) -> Looking:
    """Return a version ready to be shown at a moment, with what partners reported meanwhile."""
    known = known_of(opened.desk)
    found: dict[ActivityKey, list[Breach]] = defaultdict(list)
    for breach in opened.desk.broken():
        for key in breach.activities if breach.level in SHOWN_LEVELS else ():
            found[key].append(breach)
    appointments = {a.activity: a for a in opened.desk.plan.appointments}
    broken = {key: tuple(breaches) for key, breaches in found.items()}
    seen, travel = moment_for(opened.desk.problem, now), _travel(known, appointments.values())
    return Looking(known, appointments, broken, travel, opened.published, reports, seen, {} if dues is None else dues)


class Drawn:
    """The items of the last version that was shown: of the next one only what differs is made anew.

    One is for one draft in one language.
    """

    def __init__(self) -> None:
        self._ground: Ground | None = None
        self._made: dict[ActivityKey, tuple[tuple[object, ...], Item]] = {}
        self._dues: dict[ActivityKey, Minute | None] = {}
        self._told: dict[ActivityKey, tuple[tuple[object, ...], Waiting]] = {}

    def looking(self, opened: Opened, now: Minute, reports: Reports) -> Looking:
        """Return a version ready to be shown, with what is known of the version before it."""
        ground = opened.state.ground
        if self._ground is None or not same_ground(self._ground, ground):
            self._dues, self._told, self._made = {}, {}, {}
        self._ground = ground
        return looking(opened, now, reports, self._dues)

    def waiting(self, look: Looking, items: Iterable[Unplanned]) -> list[Waiting]:
        """Return what is not planned, the least slack first."""
        told: dict[ActivityKey, tuple[tuple[object, ...], Waiting]] = {}
        for item in items:
            about, old = (item, look.known.activities.get(item.activity), look.now), self._told.get(item.activity)
            same = old is not None and old[0] == about  # of what is the very same nothing is compared
            told[item.activity] = old if old is not None and same else (about, _waiting(look, item))
        self._told = told
        return _by_slack(one for _about, one in told.values())

    def items(self, look: Looking, here: Iterable[Appointment]) -> list[Item]:
        """Return the items of appointments."""
        made: dict[ActivityKey, tuple[tuple[object, ...], Item]] = {}
        for appointment in here:
            shows, old = _shows(look, appointment), self._made.get(appointment.activity)
            same = old is not None and old[0] == shows  # of what is the very same nothing is compared
            made[appointment.activity] = old if old is not None and same else (shows, item_of(look, appointment))
        self._made = made
        return [item for _, item in made.values()]


def _shows(look: Looking, appointment: Appointment) -> tuple[object, ...]:
    """Return everything that an item is made from and that may differ between versions on one ground."""
    known, key = look.known, appointment.activity
    return (
        appointment,
        look.published.get(key),
        known.activities.get(key),
        known.placements.get(key),
        known.pins.get(key),
        _zone(look, known.activities.get(key), appointment),
        look.travel.get(key, 0),
        tuple(look.reports.get(key, ()))[-1:],
        *(part for breach in look.broken.get(key, ()) for part in (breach.rule, breach.because, breach.cost)),
    )


def week_of(opened: Opened, now: Minute, reports: Reports = NO_REPORTS, drawn: Drawn | None = None) -> Week:
    """Return the week of a version, whole, at a moment; ``drawn`` has what was made for the version before."""
    drawn = drawn or Drawn()
    week, look = opened.draft.week, drawn.looking(opened, now, reports)
    days = [day_interval(day) for day in week.days()]
    span = week.interval()
    here = [a for a in look.appointments.values() if _here(a, span)]
    return Week(
        draft=opened.draft.id,
        version=opened.version,
        week=str(week),
        now=look.now,
        start=span.start,
        end=span.end or span.start,
        days=[_day(look.known, week, at) for at in range(len(days))],
        groups=Rows(look.known, look.appointments.values(), days).groups(),
        items=drawn.items(look, here),
        absences=list(_absences(look.known, span)),
        unplanned=drawn.waiting(look, opened.desk.plan.unplanned),
        at_risk=_at_risk(look, here),
        ownerless=[
            Ownerless(case=case, rule=reason.rule, reason=said_again(reason.because))
            for case, reason in opened.desk.plan.unassigned
        ],
    )


def item_of(look: Looking, appointment: Appointment) -> Item:
    """Return one planned activity."""
    known, key = look.known, appointment.activity
    activity = known.activities.get(key)
    published = look.published.get(key)
    fixed = pinned(known, key)
    placement, pin = known.placements.get(key), known.pins.get(key)
    expires = placement.expires if placement is not None else (None if pin is None else pin.expires)
    detail = activity.detail if activity is not None else None
    return Item(
        id=str(appointment.id),
        activity=key,
        rows=rows_of(known, appointment),
        parts=_parts(known, appointment),
        kind="" if activity is None else str(activity.kind),
        label=label_of(activity),
        code=code_of(activity),
        place=place_name(known, appointment.place),
        start=appointment.start,
        end=appointment.end,
        zone=_zone(look, activity, appointment),
        pin=None if fixed is None else Pinned(grade=GRADES[fixed.grade], reason=fixed.reason, expires=expires),
        changed=not same_appointment(published, appointment),
        conflicts=_conflicts(look.broken.get(key, ())),
        travel_before=look.travel.get(key, 0),
        all_day=appointment.all_day,
        serves=detail.serves if isinstance(detail, MoveDetail) else None,
        report=last_of(look.reports.get(key, ())),
    )


def waiting(look: Looking, items: Iterable[Unplanned]) -> list[Waiting]:
    """Return what is not planned, the least slack first."""
    return _by_slack(_waiting(look, item) for item in items)


def _here(appointment: Appointment, span: Interval) -> bool:
    parts = appointment.participations
    start = min((appointment.start, *(part.start for part in parts)))
    return span.overlaps(start, max((appointment.end, *(part.end for part in parts))))


def _day(known: Known, week: IsoWeek, at: int) -> Day:
    day = week.days()[at]
    whole = day_interval(day)
    return Day(
        date=day.isoformat(),
        start=whole.start,
        end=whole.end or whole.start,
        label=short_date(day),
        open=known.is_open(day),
    )


def _parts(known: Known, appointment: Appointment) -> list[Part]:
    return [
        Part(
            row=row_of(known, part.resource),
            start=part.start,
            end=part.end,
            rested=Minute(part.end + rest(known, part.end)) if part.resource.kind is ResourceKind.ESCORT else None,
        )
        for part in appointment.participations
        if part.resource.kind in ON_ROWS
    ]


def _zone(look: Looking, activity: Activity | None, appointment: Appointment) -> Zone:
    published = look.published.get(appointment.activity)
    if appointment.start < look.now:
        return "historie"
    if published is None:
        return "concept"
    if activity is None:
        return "gepubliceerd"
    hours = look.known.setting(RULE, frozen_key(activity.kind), published.start, activity)
    return "bevroren" if published.start < look.now + hours * MINUTES_PER_HOUR else "gepubliceerd"


def _conflicts(breaches: Iterable[Breach]) -> list[Conflict]:
    return [conflict(breach) for breach in breaches]


def _travel(known: Known, appointments: Iterable[Appointment]) -> dict[ActivityKey, int]:
    """Return how long the drive to each appointment is for its regievoerder, from the one before it that day."""
    diaries: dict[str, list[Appointment]] = defaultdict(list)
    for appointment in appointments:
        who = appointment.resource(ResourceKind.REGIEVOERDER)
        if who is not None and not appointment.all_day:
            diaries[who].append(appointment)
    found: dict[ActivityKey, int] = {}
    for who, some in diaries.items():
        person = known.regievoerders.get(who)  # type: ignore[call-overload]
        before: Appointment | None = None
        for appointment in sorted(some, key=lambda one: (one.start, one.activity)):
            same_day = before is not None and appointment.start - before.end < MINUTES_PER_DAY // 2
            origin: PlaceId | None = before.place if same_day and before is not None else None
            if origin is None and person is not None:
                origin = person.office
            found[appointment.activity] = known.by_car(origin, appointment.place)
            before = appointment
    return found


def _absences(known: Known, span: Interval) -> Iterator[Away]:
    for absence in known.problem.resources.absences:
        part = absence.interval.intersect(span)
        if part is not None:
            yield Away(
                row=row_of(known, absence.resource), start=part.start, end=part.end or part.start, label=absence.reason
            )


def _by_slack(items: Iterable[Waiting]) -> list[Waiting]:
    return sorted(items, key=lambda one: (one.slack_days is None, one.slack_days or 0, one.activity))


def _waiting(look: Looking, item: Unplanned) -> Waiting:
    known = look.known
    activity = known.activities.get(item.activity)
    due = look.due(activity)
    first = item.reasons[0] if item.reasons else None
    alone = len({reason.rule for reason in item.reasons}) == 1 and item.verified
    return Waiting(
        activity=item.activity,
        kind="" if activity is None else str(activity.kind),
        label=label_of(activity),
        code=code_of(activity),
        minutes=60 if activity is None else max(5, activity.duration),
        due=due,
        slack_days=None if due is None else (due - look.now) // MINUTES_PER_DAY,
        cause=str(item.code),
        reason="; ".join(said_again(reason.because) for reason in item.reasons),
        rule="" if first is None else str(first.rule),
        one_rule_away=str(first.rule) if first is not None and alone else None,
    )


def _at_risk(look: Looking, here: Iterable[Appointment]) -> list[AtRisk]:
    found = []
    for appointment in here:
        activity = look.known.activities.get(appointment.activity)
        due = look.due(activity)
        moment = (
            appointment.start if activity is not None and activity.kind is ActivityKind.DEPARTURE else appointment.end
        )
        if due is None or due - moment >= NEAR or appointment.start < look.now:
            continue
        late = moment > due
        found.append(
            AtRisk(
                activity=appointment.activity,
                code=code_of(activity),
                label=label_of(activity),
                due=due,
                slack_days=(due - moment) // MINUTES_PER_DAY,
                text=_("te laat: %(due)s", due=latest(due)) if late else _("krap: %(due)s", due=latest(due)),
            )
        )
    return sorted(found, key=lambda one: (one.due, one.activity))[:MOST_AT_RISK]
