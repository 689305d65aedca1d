"""How tight a set of facts is: every number is counted from the facts themselves.

Not allowed here: what the generator meant.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.activities import Activity, ActivityKind, InterpreterNeed
from planner.domain.cases import Case
from planner.domain.civil import IsoWeek, day_of
from planner.domain.escorts import EscortTeam
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CountryCode, LanguageCode, MissionId
from planner.domain.missions import Session
from planner.domain.resources import Capacity, ResourceKind
from planner.domain.time import Interval
from planner.sample.escort_norms import duty, escorts_needed
from planner.sample.fact_index import FactIndex

_SCARCE_SHOWN = 3
ROOMS, ONE_DAY = "Kamers op het drukste dagdeel (minuten)", "Gesprekken met één mogelijke dag"
MISSIONS, ESCORTS = "Presentaties tegenover plaatsen in zittingen", "Escorts op de drukste dag"
ABSENCE, UNPLANNABLE = "Afwezigheid (werkdagen)", "Aantoonbaar niet te plannen"
INTERPRETERS = "Tolkminuten"


@dataclass(frozen=True, slots=True, kw_only=True)
class TightnessRow:
    """One measure: what is asked, what is offered, and the percentage that is at least meant."""

    what: str
    demand: int
    offered: int
    target: int

    @property
    def percentage(self) -> float:
        """Demand in per cent of what is offered, to one decimal."""
        return round(100 * self.demand / self.offered, 1) if self.offered else 0.0

    @property
    def met(self) -> bool:
        """Whether it is at least as tight as meant."""
        return self.percentage >= self.target


def measure(
    facts: Iterable[Fact], causes: Sequence[tuple[ActivityKey, str]], week: IsoWeek
) -> tuple[TightnessRow, ...]:
    """Return every measure for which the facts ask something."""
    index = FactIndex(facts, week)
    rows = [
        _rooms(index),
        *_interpreters(index),
        _one_day(index),
        _missions(index),
        _escorts(index),
        _absence(index),
        TightnessRow(what=UNPLANNABLE, demand=len(causes), offered=len(index.all(Activity)), target=3),
    ]
    return tuple(row for row in rows if row.demand)


def _minutes(capacity: Capacity) -> int:
    interval = capacity.interval
    return ((interval.end or interval.start) - interval.start) * capacity.amount


def _rooms(index: FactIndex) -> TightnessRow:
    """Spread each conversation over the rooms it could use; take the fullest half-day of each place."""
    load: dict[int, float] = defaultdict(float)
    for conversation in index.conversations:
        stretches = index.room_stretches(conversation)
        total = sum(_minutes(room) for room in stretches)
        for room in stretches:
            load[id(room)] += conversation.duration * _minutes(room) / total
    fullest = [max(rooms, key=lambda room: load[id(room)] / _minutes(room)) for rooms in index.rooms.values()]
    return TightnessRow(
        what=ROOMS,
        demand=round(sum(load[id(room)] for room in fullest)),
        offered=sum(_minutes(room) for room in fullest),
        target=85,
    )


def _interpreters(index: FactIndex) -> list[TightnessRow]:
    """Return the languages with the fewest interpreters for what must be held this week."""
    demand = Counter[LanguageCode]()
    for conversation in index.conversations:
        end = index.scope.end or index.scope.start
        if conversation.language is None or conversation.latest_end > end:
            continue
        if conversation.interpreter is InterpreterNeed.REQUIRED and not _spoken(index, conversation):
            demand[conversation.language] += conversation.duration
    offered = {
        language: sum(_minutes(stretch) for stretch in stretches if index.scope.contains(stretch.interval.start))
        for language, stretches in index.capacities(ResourceKind.INTERPRETER).items()
    }
    rows = [
        TightnessRow(what=f"{INTERPRETERS} {language}", demand=minutes, offered=offered[language], target=95)
        for language, minutes in demand.items()
        if offered.get(language)
    ]
    return sorted(rows, key=lambda row: (-row.percentage, row.what))[:_SCARCE_SHOWN]


def _spoken(index: FactIndex, conversation: Activity) -> bool:
    owner = index.regievoerders.get(index.owners.get(conversation.cases[0], ""))
    return owner is not None and conversation.language in owner.languages


def _one_day(index: FactIndex) -> TightnessRow:
    single = len([c for c in index.conversations if len(index.possible_days(c)) == 1])
    return TightnessRow(what=ONE_DAY, demand=single, offered=len(index.conversations), target=20)


def _missions(index: FactIndex) -> TightnessRow:
    quota = Counter[MissionId]()
    for session in index.all(Session):
        quota[session.mission] += session.quota
    wishes = Counter(a.presentation.mission for a in index.all(Activity) if a.kind is ActivityKind.PRESENTATION)
    return TightnessRow(
        what=MISSIONS,
        demand=sum(wishes[mission] for mission in quota),
        offered=sum(quota.values()),
        target=130,
    )


def _escorts(index: FactIndex) -> TightnessRow:
    """Spread each escorted departure over the days with a flight; compare the fullest day with what teams offer."""
    by_country: dict[CountryCode, list[Flight]] = defaultdict(list)
    for flight in index.all(Flight):
        by_country[flight.country].append(flight)
    cases = {case.id: case for case in index.all(Case)}
    demand: dict[date, float] = defaultdict(float)
    used: dict[date, list[Flight]] = defaultdict(list)
    for activity in index.all(Activity):
        if activity.kind is not ActivityKind.DEPARTURE or not activity.departure.escorted:
            continue
        persons = [cases[code] for code in activity.cases]
        by_day: dict[date, list[Flight]] = defaultdict(list)
        for flight in by_country[activity.departure.country]:
            if activity.window.contains(flight.departs):
                by_day[day_of(flight.departs)].append(flight)
        for day, flights in by_day.items():
            demand[day] += min(escorts_needed(flight, persons) for flight in flights) / len(by_day)
            used[day] += flights
    busiest = max(sorted(demand), key=lambda day: demand[day], default=None)
    if busiest is None:
        return TightnessRow(what=ESCORTS, demand=0, offered=0, target=110)
    duties = [duty(flight) for flight in used[busiest]]
    offered = sum(max((_offered(team, when) for when in duties), default=0) for team in index.all(EscortTeam))
    return TightnessRow(what=ESCORTS, demand=round(demand[busiest]), offered=offered, target=110)


def _offered(team: EscortTeam, when: Interval) -> int:
    """Return how many escorts a team offers at least during the whole stretch."""
    end, moment, least = when.end or when.start, when.start, team.size
    for offer in sorted(team.offers, key=lambda offer: offer.interval.start):
        if offer.interval.overlaps(moment, end):
            if not offer.interval.contains(moment):
                return 0
            least, moment = min(least, offer.escorts), offer.interval.end or end
            if moment >= end:
                return least
    return 0


def _absence(index: FactIndex) -> TightnessRow:
    rostered = [(person, day) for person in index.regievoerders for day in index.days() if index.rostered(person, day)]
    missed = sum(index.absent(person, day) for person, day in rostered)
    return TightnessRow(what=ABSENCE, demand=missed, offered=len(rostered), target=8)
