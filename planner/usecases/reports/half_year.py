"""The half-year report: dossiers and how they ended, terms, conversations per case, and what was cancelled and why.

Not allowed here: rounding (``disclosure``) and drawing.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from planner.domain.activities import ActivityKind
from planner.domain.bookings import BookingState, CancelReason
from planner.domain.cases import Track
from planner.domain.casework import ReceptionKind
from planner.domain.civil import day_of
from planner.domain.commitments import OutcomeCode
from planner.domain.wording import Text
from planner.usecases.reports.counting import NUMBER, in_parts, one_way
from planner.usecases.reports.deadlines import deadlines
from planner.usecases.reports.history import History, Life
from planner.usecases.reports.periods import Period
from planner.usecases.reports.shape import (
    Chart,
    Column,
    Drawn,
    Report,
    Row,
    Same,
    Share,
    Sum,
    Table,
    Unit,
    down,
    shared,
)
from planner.usecases.reports.words import CLOSINGS, REASONS, SENDERS, STAYS, TARGET_GROUPS, TOTAL

_TRACKS = {
    Track.FORCED: Text(nl="Gedwongen", en="Forced"),
    Track.INDEPENDENT: Text(nl="Zelfstandig", en="Independent"),
    Track.INDEPENDENT_IOM: Text(nl="Zelfstandig met IOM", en="Independent with IOM"),
    Track.ADMINISTRATIVE: Text(nl="Administratief", en="Administrative"),
}
_TALKS = {
    OutcomeCode.HELD: Text(nl="Gehouden", en="Held"),
    OutcomeCode.NO_SHOW: Text(nl="Niet verschenen", en="No show"),
    OutcomeCode.REFUSED: Text(nl="Geweigerd", en="Refused"),
    OutcomeCode.INTERPRETER_ABSENT: Text(nl="Tolk afwezig", en="Interpreter absent"),
    OutcomeCode.NOT_PERFORMED: Text(nl="Niet uitgevoerd", en="Not performed"),
}
_SAME = (
    Same(one=("dossiers", 1, 0), other=("senders", -1, 0)),
    Same(one=("dossiers", 1, 0), other=("groups", -1, 0)),
    Same(one=("dossiers", 2, 0), other=("per-case", -1, 0)),
    Same(one=("dossiers", 3, 0), other=("closings", -1, 0)),
    Same(one=("talks", 0, 0), other=("per-case", -1, 1)),
    Same(one=("bookings", 1, 0), other=("cancelled", -1, 0)),
)


def half_year_report(history: History, period: Period) -> Report:
    """Return the report over a period of any length; half a year is what it is meant for."""
    ended = [life for life in history.lives if life.ended is not None and period.has(life.ended)]
    came = [life for life in history.lives if period.has(life.began)]
    return Report(
        key="half-year",
        title=Text(nl="Halfjaarrapport", en="Half-year report"),
        first=period.first,
        after=period.after,
        tables=(
            _dossiers(history, period, came, ended),
            one_way(
                "closings",
                Text(nl="Gesloten dossiers naar wijze van vertrek", en="Closed dossiers by kind of departure"),
                Text(nl="Wijze", en="Kind"),
                CLOSINGS,
                (life.closing for life in ended),
            ),
            one_way(
                "senders",
                Text(nl="Overgedragen dossiers naar herkomst", en="Dossiers handed over by whom"),
                Text(nl="Door", en="By"),
                SENDERS,
                (history.sender(life) for life in came),
            ),
            one_way(
                "groups",
                Text(nl="Overgedragen dossiers naar doelgroep", en="Dossiers handed over by target group"),
                Text(nl="Doelgroep", en="Target group"),
                TARGET_GROUPS,
                (life.case.target_group for life in came),
            ),
            departures(history, period),
            deadlines(history, period),
            one_way(
                "talks",
                Text(nl="Gesprekken naar uitkomst", en="Conversations by outcome"),
                Text(nl="Uitkomst", en="Outcome"),
                _TALKS,
                (code for _, code in _conversations(history, period)),
            ),
            _per_case(history, period),
            _bookings(history, period),
            cancelled(history, period),
        ),
        same=_SAME,
    )


def _dossiers(history: History, period: Period, came: list[Life], ended: list[Life]) -> Table:
    before = sum(life.open_on(period.first) for life in history.lives)
    after = sum(life.open_on(period.after) for life in history.lives)
    labels = (
        Text(nl="Open aan het begin", en="Open at the beginning"),
        Text(nl="Overgedragen", en="Handed over"),
        Text(nl="In behandeling geweest", en="Worked on"),
        Text(nl="Gesloten", en="Closed"),
        Text(nl="Open aan het eind", en="Open at the end"),
    )
    figures = (before, len(came), before + len(came), len(ended), after)
    return Table(
        key="dossiers",
        title=Text(nl="Dossiers", en="Dossiers"),
        head=Text(nl="Stand", en="Standing"),
        columns=(NUMBER,),
        rows=tuple(Row(label=label, cells=(figure,)) for label, figure in zip(labels, figures, strict=True)),
        chart=Chart(kind=Drawn.BARS, columns=(0,)),
        sums=(Sum(parts=((0, 0), (1, 0)), whole=(2, 0)), Sum(parts=((3, 0), (4, 0)), whole=(2, 0))),
    )


def departures(history: History, period: Period) -> Table:
    """Count persons, not journeys: a household of four that leaves is four departures."""
    counts: Counter[tuple[Track, bool]] = Counter()
    for activity in history.activities.values():
        outcome = history.outcomes.get(activity.key)
        if activity.kind is ActivityKind.DEPARTURE and outcome is not None and period.holds(outcome.started):
            counts[activity.departure.track, outcome.code.done] += len(activity.cases)
    lines = []
    for track, label in _TRACKS.items():
        realised, failed = counts[track, True], counts[track, False]
        lines.append((label, (realised + failed, realised, failed)))
    columns = (
        Text(nl="Op de dag zelf", en="On the day"),
        Text(nl="Gerealiseerd", en="Realised"),
        Text(nl="Mislukt", en="Failed"),
    )
    return in_parts(
        "departures",
        Text(nl="Vertrek van personen", en="Departures of persons"),
        Text(nl="Spoor", en="Track"),
        columns,
        lines,
        share=(Text(nl="Deel gerealiseerd", en="Share realised"), 1),
        note=Text(
            nl="Vertrekken met een uitkomst; boekingen die eerder vervielen, staan bij de boekingen.",
            en="Departures with an outcome; bookings that ended before the day stand with the bookings.",
        ),
    )


def _conversations(history: History, period: Period) -> Iterator[tuple[Life, OutcomeCode]]:
    """Yield each conversation of the period with the case's life it belongs to; a household's once, with the first."""
    for life in history.lives:
        for activity, outcome in history.of_case.get(life.case.id, ()):
            own = activity.kind is ActivityKind.CONVERSATION and activity.cases[0] == life.case.id
            if own and period.holds(outcome.started) and _during(life, day_of(outcome.started)):
                yield life, outcome.code


def _during(life: Life, day: date) -> bool:
    return life.began <= day and (life.ended is None or day <= life.ended)


def _per_case(history: History, period: Period) -> Table:
    held: Counter[ReceptionKind] = Counter()
    cases: Counter[ReceptionKind] = Counter()
    for life in history.lives:
        if life.began < period.after and (life.ended is None or life.ended >= period.first):
            cases[_stay(history, life, period)] += 1
    for life, code in _conversations(history, period):
        held[_stay(history, life, period)] += code is OutcomeCode.HELD
    columns = (
        Column(title=Text(nl="Dossiers", en="Dossiers")),
        Column(title=Text(nl="Gesprekken gehouden", en="Conversations held")),
        Column(
            title=Text(nl="Gesprekken per dossier", en="Conversations per dossier"),
            unit=Unit.RATIO,
            share=Share(part=1, whole=0),
        ),
    )
    rows = [Row(label=label, cells=shared(columns, (cases[stay], held[stay], 0))) for stay, label in STAYS.items()]
    rows.append(Row(label=TOTAL, cells=shared(columns, (cases.total(), held.total(), 0)), total=True))
    return Table(
        key="per-case",
        title=Text(nl="Gesprekken per dossier", en="Conversations per dossier"),
        head=Text(nl="Verblijf", en="Stay"),
        columns=columns,
        rows=tuple(rows),
        note=Text(
            nl="Verblijf aan het begin van de periode, of bij een latere overdracht. Een gezinsgesprek telt één keer.",
            en="Stay at the beginning of the period, or at a later handover. A household's conversation counts once.",
        ),
        chart=Chart(kind=Drawn.BARS, columns=(2,)),
        sums=down(rows, (0, 1)),
    )


def _stay(history: History, life: Life, period: Period) -> ReceptionKind:
    return history.stay_on(life.case.id, max(life.began, period.first))


def _bookings(history: History, period: Period) -> Table:
    states = {
        BookingState.COMPLETED: Text(nl="Gevlogen", en="Flown"),
        BookingState.CANCELLED: Text(nl="Geannuleerd", en="Cancelled"),
    }
    ended = (b.state for b in history.bookings if b.state in states and period.holds(b.since))
    title = Text(nl="Boekingen die eindigden", en="Bookings that ended")
    return one_way("bookings", title, Text(nl="Hoe", en="How"), states, ended)


def cancelled(history: History, period: Period) -> Table:
    """Return the bookings that were cancelled in a period, by reason."""
    title = Text(nl="Geannuleerde boekingen naar reden", en="Cancelled bookings by reason")
    return one_way("cancelled", title, Text(nl="Reden", en="Reason"), REASONS, _cancelled(history, period))


def _cancelled(history: History, period: Period) -> Iterator[CancelReason | None]:
    for booking in history.bookings:
        if booking.state is BookingState.CANCELLED and period.holds(booking.since):
            yield booking.reason
