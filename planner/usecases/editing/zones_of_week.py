"""How firm everything of a week is: past, frozen, published or draft, per activity and why.

``read_week`` looks in the books; ``zones_of`` is a pure function of that, the norms and a moment.
Not allowed here: borders and what moved over them (``zones_now``), and moving anything.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.commitments import Zone
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.settings import Mark, Settings
from planner.domain.spelling import moment
from planner.domain.thawed import Thawed
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from planner.domain.zones import RULE, frozen_key, zone_of
from planner.ports.store import Transaction
from planner.usecases.editing.thawed_items import standing_thaws
from planner.usecases.planning.placements import problem_of

_PAST = Text("gepubliceerd, en begonnen op {start}", "published, and begun on {start}")
_FROZEN = Text(
    "{kind} bevriest {hours} uur vooraf [{mark}]: sinds {since}",
    "{kind} freezes {hours:hour|hours} ahead [{mark}]: since {since}",
)
_PUBLISHED = Text(
    "gepubliceerd; bevriest op {since}, {hours} uur vooraf [{mark}]",
    "published; freezes on {since}, {hours:hour|hours} ahead [{mark}]",
)
_KNOWN = Text("gepubliceerd", "published")
_DRAFT = Text("nog niet gepubliceerd", "not published yet")
_AWAY = Text("; in het concept niet gepland", "; not planned in the draft")
_ELSEWHERE = Text("; in het concept op {start}", "; in the draft on {start}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekStand:
    """What is published of a week and what its draft holds; ``draft`` is 0 where nobody began one."""

    week: IsoWeek
    release: int = 0
    draft: int = 0
    version: int = 0
    published: Mapping[ActivityKey, Appointment] = field(default_factory=dict)
    drafted: Mapping[ActivityKey, Appointment] = field(default_factory=dict)
    activities: Mapping[ActivityKey, Activity] = field(default_factory=dict)
    thawed: Mapping[ActivityKey, Thawed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonedItem:
    """One item of a week: its zone and why, where it is published and in the draft, and who overrode the zone."""

    activity: ActivityKey
    kind: ActivityKind | None
    zone: Zone
    because: str
    published: Minute | None = None
    drafted: Minute | None = None
    freezes: Minute | None = None
    """When it freezes or froze."""
    thawed: Thawed | None = None

    @property
    def start(self) -> Minute:
        """Where it stands in the draft, else where it is published."""
        return self.drafted or self.published or Minute(0)


def stand_of(books: Transaction, week: IsoWeek) -> tuple[int, int, int]:
    """Return which publication, draft and version a week is seen by, without reading them."""
    draft = books.drafts.of_week(week)
    version = 0 if draft is None else books.drafts.head(draft.id).version
    return books.releases.newest_number(), 0 if draft is None else draft.id, version


def read_week(books: Transaction, week: IsoWeek) -> WeekStand:
    """Return what is published of a week and what its draft holds."""
    release, draft = books.releases.newest(), books.drafts.of_week(week)
    everywhere = {} if release is None else {item.activity: item for item in release.appointments}
    known = {} if release is None else {activity.key: activity for activity in release.activities}
    planned: dict[ActivityKey, Appointment] = {}
    thawed: Mapping[ActivityKey, Thawed] = {}
    version = 0
    if draft is not None:
        head = books.drafts.head(draft.id)
        version, thawed = head.version, standing_thaws(books, head)
        planned = {item.activity: item for item in books.plans.load(head.plan).appointments}
        problem = problem_of(books, books.plans.record(head.plan))
        known |= {activity.key: activity for activity in problem.activities}
    here = {key for items in (everywhere, planned) for key, item in items.items() if _in(item, week)}
    return WeekStand(
        week=week,
        release=0 if release is None else release.number,
        draft=0 if draft is None else draft.id,
        version=version,
        published={key: item for key, item in everywhere.items() if key in here},
        drafted={key: item for key, item in planned.items() if key in here},
        activities={key: known[key] for key in here & known.keys()},
        thawed={key: one for key, one in thawed.items() if key in here},
    )


def zones_of(stand: WeekStand, norms: Settings, now: Minute) -> tuple[ZonedItem, ...]:
    """Return every item of a week with its zone at a moment, in order of time."""
    keys = stand.published.keys() | stand.drafted.keys()
    return tuple(sorted((_zoned(stand, norms, key, now) for key in keys), key=lambda one: (one.start, one.activity)))


def counted(items: tuple[ZonedItem, ...]) -> Mapping[Zone, int]:
    """Return how many items lie in each zone."""
    found = Counter(item.zone for item in items)
    return {zone: found[zone] for zone in Zone}


def _in(item: Appointment, week: IsoWeek) -> bool:
    return week.interval().contains(item.start)


def _zoned(stand: WeekStand, norms: Settings, key: ActivityKey, now: Minute) -> ZonedItem:
    activity, published, drafted = stand.activities.get(key), stand.published.get(key), stand.drafted.get(key)
    zone = zone_of(norms, activity, published, now)
    freezes, because = _why(norms, activity, published, zone)
    if published is not None and stand.draft and (drafted is None or drafted.start != published.start):
        because += _AWAY.say() if drafted is None else _ELSEWHERE.say(start=moment(drafted.start))
    return ZonedItem(
        activity=key,
        kind=None if activity is None else activity.kind,
        zone=zone,
        because=because,
        published=None if published is None else published.start,
        drafted=None if drafted is None else drafted.start,
        freezes=freezes,
        thawed=stand.thawed.get(key),
    )


def _why(
    norms: Settings, activity: Activity | None, published: Appointment | None, zone: Zone
) -> tuple[Minute | None, str]:
    """Return when something freezes, and why it is in its zone."""
    if published is None:
        return None, _DRAFT.say()
    if activity is None:
        return None, _PAST.say(start=moment(published.start)) if zone is Zone.HISTORY else _KNOWN.say()
    norm = norms.get(RULE, frozen_key(activity.kind), on=day_of(published.start), regime=activity.regime)
    since = Minute(published.start - norm.value * MINUTES_PER_HOUR)
    if zone is Zone.HISTORY:
        return since, _PAST.say(start=moment(published.start))
    words, mark = _FROZEN if zone is Zone.FROZEN else _PUBLISHED, Mark(norm.mark)
    told = {"hours": norm.value, "mark": str(mark), "since": moment(since)}
    return since, words.say(**told, **({"kind": word(activity.kind)} if zone is Zone.FROZEN else {}))
