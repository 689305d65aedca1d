"""The week report: what was planned and what became of it, terms, what was left out, days without an act, means.

Not allowed here: rounding (``disclosure``) and drawing.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from planner.domain.activities import ActivityKind
from planner.domain.cases import Regime
from planner.domain.civil import day_of, day_start
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.messages import MessageState
from planner.domain.plan import UnplannedCode
from planner.domain.wording import Text
from planner.usecases.reports.counting import NUMBER, in_parts, one_way
from planner.usecases.reports.deadlines import deadlines
from planner.usecases.reports.history import History
from planner.usecases.reports.means import means
from planner.usecases.reports.periods import Period
from planner.usecases.reports.shape import Chart, Drawn, Report, Row, Sum, Table
from planner.usecases.reports.travel import travel
from planner.usecases.reports.week_facts import WeekFacts

_KINDS = {
    ActivityKind.CONVERSATION: Text(nl="Gesprekken", en="Conversations"),
    ActivityKind.PRESENTATION: Text(nl="Presentaties", en="Presentations"),
    ActivityKind.DEPARTURE: Text(nl="Vertrekken", en="Departures"),
    ActivityKind.MOVE: Text(nl="Vervoer", en="Transport"),
    ActivityKind.MEETING: Text(nl="Overleggen", en="Meetings"),
}
_CODES = {
    UnplannedCode.FACT: Text(nl="Een vastgelegd feit verbiedt het", en="A recorded fact forbids it"),
    UnplannedCode.NO_OPTION: Text(nl="Geen moment of middel past", en="No moment or means fits"),
    UnplannedCode.CAPACITY: Text(nl="Alles wat past is bezet", en="Everything that fits is taken"),
    UnplannedCode.DEPENDS: Text(nl="Waar het bij hoort is niet gepland", en="What it belongs to is not planned"),
    UnplannedCode.TIME_OUT: Text(nl="De berekening stopte eerder", en="The search stopped before"),
    UnplannedCode.LATER: Text(nl="Mag wachten", en="May wait"),
}
_ACTS = (ActivityKind.CONVERSATION, ActivityKind.PRESENTATION)


def week_report(history: History, week: WeekFacts, period: Period) -> Report:
    """Return the report over a week."""
    return Report(
        key="week",
        title=Text(nl="Weekrapport", en="Week report"),
        first=period.first,
        after=period.after,
        tables=(
            _planned(history, week, period),
            _beside(history, week, period),
            deadlines(history, period),
            one_way(
                "unplanned",
                Text(nl="Niet gepland bij het begin van de week", en="Not planned when the week began"),
                Text(nl="Oorzaak", en="Cause"),
                _CODES,
                (item.code for item in week.unplanned),
            ),
            _detention(history, period),
            means(week, period),
            travel(history, week),
            _told(week),
        ),
        notes=(
            Text(
                nl=f"Gepland is wat publicatie {week.release} zei toen de week begon." if week.release else _NOTHING.nl,
                en=f"Planned is what publication {week.release} said when the week began."
                if week.release
                else _NOTHING.en,
            ),
        ),
    )


_NOTHING = Text(
    nl="Voor deze week was niets gepubliceerd toen zij begon.", en="Nothing was published for this week when it began."
)


def _planned(history: History, week: WeekFacts, period: Period) -> Table:
    counts: Counter[tuple[ActivityKind, int]] = Counter()
    for item in week.planned:
        activity = history.activities.get(item.activity)
        if activity is not None:
            counts[activity.kind, _became(history, item.activity, period)] += 1
    lines = [(label, _line(counts, kind, 4)) for kind, label in _KINDS.items()]
    columns = (
        Text(nl="Gepland", en="Planned"),
        Text(nl="Gehouden", en="Held"),
        Text(nl="Niet doorgegaan", en="Fell through"),
        Text(nl="In een andere week", en="In another week"),
        Text(nl="Geen uitkomst", en="No outcome"),
    )
    title = Text(nl="Gepland en gehouden", en="Planned and held")
    share = (Text(nl="Deel gehouden", en="Share held"), 1)
    return in_parts("planned", title, Text(nl="Soort", en="Kind"), columns, lines, share=share)


def _line(counts: Mapping[tuple[ActivityKind, int], int], kind: ActivityKind, width: int) -> tuple[int, ...]:
    parts = [counts.get((kind, number), 0) for number in range(width)]
    return (sum(parts), *parts)


def _became(history: History, key: ActivityKey, period: Period) -> int:
    """Return 0 for held this week, 1 for fell through this week, 2 for in another week, 3 for nothing recorded."""
    outcome = history.outcomes.get(key)
    if outcome is None:
        return 3
    if not period.holds(outcome.started):
        return 2
    return 0 if outcome.code.done else 1


def _beside(history: History, week: WeekFacts, period: Period) -> Table:
    """Count what took place in the week without having been published for it when it began."""
    planned = {item.activity for item in week.planned}
    counts: Counter[tuple[ActivityKind, int]] = Counter()
    for key, outcome in history.outcomes.items():
        activity = history.activities.get(key)
        if activity is not None and key not in planned and period.holds(outcome.started):
            counts[activity.kind, 0 if outcome.code.done else 1] += 1
    lines = [(label, _line(counts, kind, 2)) for kind, label in _KINDS.items()]
    columns = (
        Text(nl="Met uitkomst", en="With an outcome"),
        Text(nl="Gehouden", en="Held"),
        Text(nl="Niet doorgegaan", en="Fell through"),
    )
    title = Text(nl="Buiten de planning van het begin om", en="Beside what was planned at the beginning")
    return in_parts("beside", title, Text(nl="Soort", en="Kind"), columns, lines)


def _detention(history: History, period: Period) -> Table:
    """Count days of persons in detention, and those on which the last act lies longer ago than the free days."""
    free = history.settings.find("R39", "free", on=period.first, regime=Regime.DETENTION)
    held = without = 0
    persons = set[CaseId]()
    for case in history.cases:
        stays = history.detained(case)
        if not stays:
            continue
        acts = sorted({*_acts(history, case), *(day_of(stay.start) for stay in stays)})
        for day in _days_held(history, case, period):
            persons.add(case)
            held += 1
            last = bisect_right(acts, day)
            without += last == 0 or (day - acts[last - 1]).days > (free.value if free else 0)
    labels = (
        Text(nl="Personen in bewaring", en="Persons in detention"),
        Text(nl="Dagen in bewaring", en="Days in detention"),
        Text(nl="waarvan met een handeling kort ervoor", en="of which with an act shortly before"),
        Text(nl="waarvan zonder handeling", en="of which without an act"),
    )
    figures = (len(persons), held, held - without, without)
    return Table(
        key="detention",
        title=Text(nl="Bewaring en handelingen", en="Detention and acts"),
        head=Text(nl="Telling", en="Count"),
        columns=(NUMBER,),
        rows=tuple(Row(label=label, cells=(figure,)) for label, figure in zip(labels, figures, strict=True)),
        note=Text(
            nl="Zonder handeling: de laatste handeling, of het begin van de bewaring, ligt meer dan de vrije dagen"
            " (R39) terug. Handelingen zijn gehouden gesprekken en presentaties, en contacten die zo tellen.",
            en="Without an act: the last act, or the beginning of detention, is longer ago than the free days (R39)."
            " Acts are conversations and presentations held, and contacts that count as an act.",
        ),
        chart=Chart(kind=Drawn.BARS, columns=(0,)),
        sums=(Sum(parts=((2, 0), (3, 0)), whole=(1, 0)),),
    )


def _acts(history: History, case: CaseId) -> Iterator[date]:
    for activity, outcome in history.of_case.get(case, ()):
        if activity.kind in _ACTS and outcome.code.done:
            yield day_of(outcome.started)
    for contact in history.contacts_of.get(case, ()):
        if contact.act:
            yield day_of(contact.at)


def _days_held(history: History, case: CaseId, period: Period) -> Iterator[date]:
    """Yield the days of the period on which somebody is in detention when the day begins, while the case is open."""
    stays, lives = history.detained(case), history.lives_of.get(case, ())
    for day in period.days():
        moment = day_start(day)
        inside = moment <= history.now and any(stay.contains(moment) for stay in stays)
        if inside and any(life.began <= day and (life.ended is None or day <= life.ended) for life in lives):
            yield day


def _told(week: WeekFacts) -> Table:
    states = Counter(message.state for message in week.messages)
    changes = sum(len(message.changes) for message in week.messages)
    seen = sum(message.seen_at is not None for message in week.messages)
    labels = (
        Text(nl="Publicaties", en="Publications"),
        Text(nl="Wijzigingen doorgegeven", en="Changes told"),
        Text(nl="Berichten", en="Messages"),
        Text(nl="waarvan verzonden", en="of which sent"),
        Text(nl="waarvan gezien gemeld", en="of which said to be seen"),
    )
    figures = (week.releases, changes, len(week.messages), states[MessageState.SENT], seen)
    return Table(
        key="told",
        title=Text(nl="Doorgegeven wijzigingen", en="Changes told"),
        head=Text(nl="Telling", en="Count"),
        columns=(NUMBER,),
        rows=tuple(Row(label=label, cells=(figure,)) for label, figure in zip(labels, figures, strict=True)),
        chart=Chart(kind=Drawn.BARS, columns=(0,)),
    )
