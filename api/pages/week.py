"""The planner's overview of one week: every appointment, and everything that is not planned with its reason."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.pages.departure_words import departure_words
from api.pages.lookup import Lookup
from api.pages.steps import CAUSES, KINDS, SHOWN, step_words
from api.pages.templating import render
from api.pages.thawed_words import thawed_words
from api.pages.viewer import Role
from api.web.speech import _, language_words
from maps.saying import source_words
from planner.domain.activities import Activity
from planner.domain.civil import IsoWeek, day_of, local
from planner.domain.ids import FlightId, PlaceId
from planner.domain.plan import Appointment, Unplanned
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import clock, long_date, short_date, week_name
from planner.domain.thawed import Thawed
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.vocabulary import word
from planner.usecases.gate.readiness import exception_words
from solver.said_again import said_again


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One appointment."""

    time: str
    cases: str
    step: str
    protocol: str
    place: str
    uncertain: bool
    with_whom: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRows:
    """The appointments of one kind on one day."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRows:
    """One day of the overview."""

    anchor: str
    short: str
    title: str
    kinds: tuple[KindRows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplannedRow:
    """One activity without an appointment, and why."""

    cases: str
    step: str
    protocol: str
    due: str
    because: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplannedGroup:
    """Unplanned activities with the same kind of cause."""

    title: str
    rows: tuple[UnplannedRow, ...]


def render_week(lookup: Lookup, week: IsoWeek) -> bytes:
    """Return the overview page of one week."""
    release = lookup.release
    days = week.days()
    unplanned = _unplanned(lookup)
    return render(
        "week.html",
        release,
        Role.PLANNER,
        title=f"{_('Weekoverzicht')} {week}",
        week=_("%(week)s van %(year)s", week=week_name(days[0]), year=week.year),
        first=long_date(days[0]),
        last=long_date(days[-1]),
        travel=source_words(release.travel_source) or _("onbekend"),
        days=_days(lookup, days),
        figures=_figures(lookup, days),
        exceptions=_exceptions(lookup, days),
        thawed=[thawed_words(one) for one in lookup.release.thawed if _lies_in(one, days)],
        unplanned=unplanned,
        unplanned_total=sum(len(group.rows) for group in unplanned),
    )


def _exceptions(lookup: Lookup, days: Sequence[date]) -> list[tuple[str, str]]:
    """Return the exceptions to rules that hold for what is planned in the week: of which activity, and in words."""
    planned = {item.activity for item in lookup.release.appointments if day_of(item.start) in days}
    return [(o.activity, exception_words(o)) for o in lookup.release.overrides if o.activity in planned]


def _lies_in(one: Thawed, days: Sequence[date]) -> bool:
    return any(minute is not None and day_of(minute) in days for minute in (one.before, one.after))


def _days(lookup: Lookup, days: Sequence[date]) -> list[DayRows]:
    changed = set(lookup.release.changed)
    by_day: dict[date, dict[str, list[Row]]] = {day: defaultdict(list) for day in days}
    for kind, title in KINDS.items():
        for item, activity in lookup.of_kind(kind):
            day = day_of(item.start)
            if day in by_day:
                touched = any(part.id in changed for part in item.participations)
                by_day[day][_(title)].append(_row(lookup, item, activity, day, changed=touched))
    return [
        DayRows(
            anchor=f"dag-{day.isoformat()}",
            short=short_date(day),
            title=long_date(day),
            kinds=tuple(KindRows(title=title, rows=tuple(rows)) for title, rows in by_day[day].items()),
        )
        for day in days
    ]


def _row(lookup: Lookup, item: Appointment, activity: Activity, day: date, *, changed: bool) -> Row:
    stops = [stop for part in item.of_kind(ResourceKind.VEHICLE) for stop in part.stops]
    places: list[PlaceId | None] = [stop.place for stop in stops] if stops else [item.place]
    leaving = departure_words(lookup.release, item, activity)
    return Row(
        time=_("hele dag") if item.all_day else f"{clock(item.start, day)}–{clock(item.end, day)}",  # noqa: RUF001
        cases=", ".join(activity.cases),
        step=f"{step_words(activity.step)} ({leaving})" if leaving else step_words(activity.step),
        protocol=activity.protocol,
        place=" → ".join(lookup.place_name(place) for place in places),
        uncertain=any(lookup.is_uncertain(place) for place in places),
        with_whom=", ".join(_called(lookup, part.resource) for kind in SHOWN for part in item.of_kind(kind)),
        changed=changed,
    )


def _called(lookup: Lookup, ref: ResourceRef) -> str:
    """Return a flight by its number and an interpreter by the language; others go by their codes."""
    flight = lookup.flights.get(FlightId(ref.id)) if ref.kind is ResourceKind.FLIGHT else None
    if flight is not None:
        return flight.number
    return language_words(ref.id) if ref.kind is ResourceKind.INTERPRETER else ref.id


def _figures(lookup: Lookup, days: Sequence[date]) -> list[tuple[str, str]]:
    wanted = set(days)
    counts = {
        title: sum(day_of(item.start) in wanted for item, _ in lookup.of_kind(kind)) for kind, title in KINDS.items()
    }
    causes = Counter(item.code for item in lookup.release.unplanned)
    waiting = sum(count for code, count in causes.items() if code.name == "LATER")
    return [
        *((_(title), str(count)) for title, count in counts.items()),
        (_("Niet gepland"), str(sum(causes.values()) - waiting)),
        (_("Mag wachten"), str(waiting)),
    ]


def _unplanned(lookup: Lookup) -> list[UnplannedGroup]:
    groups: dict[str, list[tuple[Minute, UnplannedRow]]] = {title: [] for title in CAUSES.values()}
    for item in lookup.release.unplanned:
        activity = lookup.activities.get(item.activity)
        if activity is not None:
            groups[CAUSES[item.code]].append((activity.latest_end, _unplanned_row(item, activity)))
    return [
        UnplannedGroup(title=_(title), rows=tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])))
        for title, rows in groups.items()
        if rows
    ]


def _unplanned_row(item: Unplanned, activity: Activity) -> UnplannedRow:
    last = Minute(activity.latest_end - 1)
    due = short_date(day_of(last))
    if activity.latest_end - activity.window.start < MINUTES_PER_DAY:
        due = f"{due}, {local(activity.window.start):%H:%M}–{local(activity.latest_end):%H:%M}"  # noqa: RUF001
    return UnplannedRow(
        cases=", ".join(activity.cases) or activity.key,
        step=f"{word(activity.kind).capitalize()}: {step_words(activity.step).lower()}",
        protocol=activity.protocol,
        due=due,
        because="; ".join(said_again(reason.because) for reason in item.reasons),
        rules=tuple(dict.fromkeys(reason.rule for reason in item.reasons)),
    )
