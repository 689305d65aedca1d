"""How long people waited, by group: the middle and nine in ten, each with how sure that is. Nobody is ranked.

Counted are waits that ended in the period: who still waits is counted apart, because nobody knows yet how long.
Not allowed here: comparing groups.
"""

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.activities import ActivityKind
from planner.domain.cases import Condition, Track
from planner.domain.civil import day_of
from planner.domain.commitments import OutcomeCode
from planner.domain.departure_plan import Channel, Party
from planner.domain.ids import CaseId
from planner.domain.language_names import language_name
from planner.domain.time import Interval, intersection
from planner.domain.wording import Text
from planner.usecases.reports.history import History
from planner.usecases.reports.periods import Period
from planner.usecases.reports.quantiles import Quantile, quantile
from planner.usecases.reports.shape import (
    LEAST,
    Blank,
    Cell,
    Chart,
    Column,
    Drawn,
    Report,
    Row,
    Same,
    Table,
    Unit,
    down,
)
from planner.usecases.reports.words import STAYS, TARGET_GROUPS, TOTAL

_HEARD = frozenset(
    {OutcomeCode.HELD, OutcomeCode.RECOGNISED, OutcomeCode.NOT_RECOGNISED, OutcomeCode.UNDER_INVESTIGATION}
)
_COLUMNS = (
    Column(title=Text(nl="Aantal", en="Number")),
    Column(title=Text(nl="Mediaan (dagen)", en="Median (days)"), unit=Unit.DAYS, drawn_from=0),
    Column(title=Text(nl="van", en="from"), unit=Unit.DAYS, drawn_from=0),
    Column(title=Text(nl="tot", en="to"), unit=Unit.DAYS, drawn_from=0),
    Column(title=Text(nl="90 % binnen (dagen)", en="90 % within (days)"), unit=Unit.DAYS, drawn_from=0),
    Column(title=Text(nl="van", en="from"), unit=Unit.DAYS, drawn_from=0),
    Column(title=Text(nl="tot", en="to"), unit=Unit.DAYS, drawn_from=0),
    Column(title=Text(nl="Wacht nog", en="Still waiting")),
)
_NOTES = (
    Text(
        nl="Geteld zijn wachttijden die in deze periode eindigden. Wie aan het eind nog wachtte, staat apart.",
        en="Counted are waits that ended in this period. Who was still waiting at its end stands apart.",
    ),
    Text(
        nl="Van en tot: met 95 % zekerheid ligt de ware waarde daartussen (exact, uit de waarnemingen op volgorde)."
        " Tijden staan er alleen bij tien of meer wachttijden.",
        en="From and to: the true value lies between them with 95 % confidence (exact, from the observations in order)."
        " Times are shown for ten waits or more only.",
    ),
    Text(
        nl="De groepen staan in een vaste volgorde. Verschillen zeggen niets over de oorzaak.",
        en="The groups stand in a fixed order. Differences say nothing about the cause.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One person waited since a day, until another or still."""

    case: CaseId
    began: date
    ended: date | None

    @property
    def days(self) -> int | None:
        """How long, once it is over."""
        return None if self.ended is None else (self.ended - self.began).days


def first_conversations(history: History) -> Iterator[Wait]:
    """Yield the waits from the handover to the first conversation that was held."""
    for life in history.lives:
        talks = (
            day_of(outcome.started)
            for activity, outcome in history.of_case.get(life.case.id, ())
            if activity.kind is ActivityKind.CONVERSATION and outcome.code is OutcomeCode.HELD
        )
        last = life.ended or date.max
        spoken = next((day for day in talks if life.began <= day <= last), None)
        if spoken is not None or (life.ended is None and not _spoken_to(history, life.case.id, life.began)):
            yield Wait(case=life.case.id, began=life.began, ended=spoken)


def _spoken_to(history: History, case: CaseId, since: date) -> bool:
    """Return whether the log says that somebody was spoken to: then the first time is not known, but over."""
    log = history.contacts_of.get(case, ())
    return any(one.party is Party.PERSON and one.channel is Channel.MEETING and day_of(one.at) >= since for one in log)


def presentations(history: History) -> Iterator[Wait]:
    """Yield the waits from the application for a document to the presentation."""
    for document in history.documents:
        if document.applied_on is None:
            continue
        heard = (
            day_of(outcome.started)
            for activity, outcome in history.of_case.get(document.case, ())
            if activity.kind is ActivityKind.PRESENTATION and outcome.code in _HEARD
        )
        shown = next((day for day in heard if day >= document.applied_on), document.presented_on)
        answered = document.answered_on is not None and shown is None
        if not answered and (shown is not None or _open(history, document.case)):
            yield Wait(case=document.case, began=document.applied_on, ended=shown)


def departures(history: History) -> Iterator[Wait]:
    """Yield the waits from the day on which everything was there to the departure."""
    gone: set[CaseId] = set()
    for case, happened in history.of_case.items():
        for activity, outcome in happened:
            if activity.kind is ActivityKind.DEPARTURE and outcome.code is OutcomeCode.REALISED:
                gone.add(case)
                began = _since(history, case, activity.departure.track, outcome.started)
                if began is not None:
                    yield Wait(case=case, began=began, ended=day_of(outcome.started))
    yield from _still_here(history, gone)


def _still_here(history: History, gone: Collection[CaseId]) -> Iterator[Wait]:
    """Yield the waits of those for whom everything is there and who have not left."""
    for activity in history.activities.values():
        if activity.kind is not ActivityKind.DEPARTURE or activity.key in history.outcomes:
            continue
        for case in (one for one in activity.cases if one not in gone and _open(history, one)):
            since = _since(history, case, activity.departure.track, history.now)
            if since is not None:
                yield Wait(case=case, began=since, ended=None)


def _open(history: History, case: CaseId) -> bool:
    return any(life.ended is None for life in history.lives_of.get(case, ()))


def _since(history: History, case: CaseId, track: Track, moment: int) -> date | None:
    """Return since when everything for a departure was there, as it stood at a moment; None when it was not."""
    needed = [[fact.valid for fact in history.tracks_of.get(case, ()) if fact.track is track]]
    valid = [document.valid for document in history.documents_of.get(case, ()) if document.valid is not None]
    if track is Track.FORCED:
        facts = history.conditions_of.get(case, ())
        needed += [[fact.valid for fact in facts if fact.condition is condition] for condition in Condition]
    elif valid:
        needed.append(valid)
    return next((day_of(one.start) for one in intersection(needed) if _holds(one, moment)), None)


def _holds(one: Interval, moment: int) -> bool:
    return one.start <= moment and (one.end is None or moment < one.end)


_KINDS: tuple[tuple[str, Text, Callable[[History], Iterator[Wait]]], ...] = (
    (
        "first",
        Text(nl="Van overdracht tot eerste gesprek", en="From handover to first conversation"),
        first_conversations,
    ),
    (
        "presentation",
        Text(nl="Van aanvraag tot presentatie", en="From application to presentation"),
        presentations,
    ),
    (
        "departure",
        Text(nl="Van alles gereed tot vertrek", en="From everything ready to departure"),
        departures,
    ),
)
_GROUPS: tuple[tuple[str, Text], ...] = (
    ("group", Text(nl="Doelgroep", en="Target group")),
    ("stay", Text(nl="Verblijf toen het wachten begon", en="Stay when the wait began")),
    ("language", Text(nl="Taal", en="Language")),
)


def waiting_report(history: History, period: Period) -> Report:
    """Return the waiting times that ended in a period, by target group, kind of stay and language."""
    tables: list[Table] = []
    for key, title, find in _KINDS:
        waits = [wait for wait in find(history) if wait.case in history.cases]
        for group, head in _GROUPS:
            tables.append(_table(f"{key}-{group}", _titled(title, head), head, _grouped(history, waits, group), period))
    return Report(
        key="waiting",
        title=Text(nl="Wachttijden", en="Waiting times"),
        first=period.first,
        after=period.after,
        tables=tuple(tables),
        notes=_NOTES,
        same=tuple(_same()),
    )


def _same() -> Iterator[Same]:
    """Yield the totals that stand under each way of grouping."""
    first, *others = (group for group, _ in _GROUPS)
    for (key, _, _), group, column in itertools.product(_KINDS, others, (0, len(_COLUMNS) - 1)):
        yield Same(one=(f"{key}-{first}", -1, column), other=(f"{key}-{group}", -1, column))


def _titled(title: Text, head: Text) -> Text:
    return Text(nl=f"{title.nl}, naar {head.nl.lower()}", en=f"{title.en}, by {head.en.lower()}")


def _grouped(history: History, waits: Sequence[Wait], group: str) -> dict[Text, list[Wait]]:
    """Return the waits by group, the groups in an order of their own."""
    if group == "language":
        codes = sorted({history.cases[wait.case].language for wait in waits})
        labels: dict[object, Text] = {code: language_name(code) for code in codes}
    elif group == "stay":
        labels = dict(STAYS.items())
    else:
        labels = dict(TARGET_GROUPS.items())
    found: dict[Text, list[Wait]] = {label: [] for label in labels.values()}
    for wait in waits:
        found[labels[_key(history, wait, group)]].append(wait)
    return {label: mine for label, mine in found.items() if mine}


def _key(history: History, wait: Wait, group: str) -> object:
    case = history.cases[wait.case]
    if group == "stay":
        return history.stay_on(wait.case, wait.began)
    return case.language if group == "language" else case.target_group


def _table(key: str, title: Text, head: Text, groups: Mapping[Text, Sequence[Wait]], period: Period) -> Table:
    rows = [Row(label=label, cells=_cells(waits, period)) for label, waits in groups.items()]
    everybody = [wait for waits in groups.values() for wait in waits]
    rows.append(Row(label=TOTAL, cells=_cells(everybody, period), total=True))
    return Table(
        key=key,
        title=title,
        head=head,
        columns=_COLUMNS,
        rows=tuple(rows),
        chart=Chart(kind=Drawn.SPREAD, columns=(1, 2, 3, 4)),
        sums=down(rows, (0, len(_COLUMNS) - 1)),
        rows_as_found=True,
    )


def _cells(waits: Sequence[Wait], period: Period) -> tuple[Cell, ...]:
    over = [wait.days for wait in waits if wait.ended is not None and period.has(wait.ended) and wait.days is not None]
    still = sum(wait.began < period.after and (wait.ended is None or wait.ended >= period.after) for wait in waits)
    if len(over) < LEAST:
        return (len(over), *(Blank.FEW for _ in range(6)), still)
    middle, most = quantile(over, 0.5), quantile(over, 0.9)
    return (len(over), *_bounds(middle), *_bounds(most), still)


def _bounds(found: Quantile) -> tuple[Cell, Cell, Cell]:
    low = Blank.BEYOND if found.low is None else found.low
    return found.value, low, Blank.BEYOND if found.high is None else found.high
