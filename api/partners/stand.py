"""How operations stand: what was reported last, and by the rides that bring somebody; in words.

Not allowed here: taking reports.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from api.pages.lookup import Lookup
from api.partners.operation import Operation
from api.web.frame import ROLES
from api.web.speech import _
from planner.domain.access import Role
from planner.domain.bookings import CancelReason
from planner.domain.ids import ActivityKey
from planner.domain.operation_status import FOLLOWING, OperationReport, OperationState
from planner.domain.release import operation_number
from planner.domain.spelling import clock, moment
from planner.domain.vocabulary import word
from planner.ports.store import Transaction

CLASSES = {
    OperationState.STARTED: "info",
    OperationState.DELAYED: "warn",
    OperationState.DONE: "ok",
    OperationState.CANCELLED: "bad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One report in words."""

    tag: str
    """The class of its colour."""
    state: str
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An operation with how it stands."""

    one: Operation
    last: Line | None
    history: tuple[Line, ...]
    others: tuple[Line, ...]
    """How what it waits for stands: the rides that bring somebody."""
    crews: tuple[tuple[str, str], ...]
    """Whom the partner sends with each of its means."""
    steps: tuple[tuple[str, str], ...]
    """What may be reported now: the state, and what the button says."""


def cards(books: Transaction, lookup: Lookup, operations: Sequence[Operation], role: Role) -> tuple[Card, ...]:
    """Return operations with how they stand."""
    bringing = {one.activity.key: _rides(lookup, one) for one in operations}
    keys = [one.activity.key for one in operations] + [key for found in bringing.values() for key, _number in found]
    reports, crews = books.reports.of(keys), books.reports.crews([one.activity.key for one in operations])
    return tuple(
        Card(
            one=one,
            last=_last(reports.get(one.activity.key, ())),
            history=tuple(line(report, named=True) for report in reports.get(one.activity.key, ())),
            others=tuple(_others(bringing[one.activity.key], reports)),
            crews=tuple(
                (str(means.id), ", ".join(crews[(one.activity.key, means)].numbers))
                for means in one.means
                if (one.activity.key, means) in crews
            ),
            steps=_steps(reports.get(one.activity.key, ()), role) if one.reports else (),
        )
        for one in operations
    )


def line(report: OperationReport, *, named: bool = False) -> Line:
    """Return a report in words."""
    parts = [
        _("%(number)s minuten later", number=report.delay) if report.delay else "",
        cause_words(report.cause),
        moment(report.at) if named else clock(report.at),
    ]
    return Line(
        tag=CLASSES[report.state],
        state=_(report.state.value),
        text=", ".join(part for part in parts if part),
        by=_(ROLES[Role(report.party)]) if named and report.party in tuple(Role) else "",
    )


def cause_words(cause: CancelReason | None) -> str:
    """Return a coded reason in words."""
    return "" if cause is None else word(cause).replace("-", " ")


def _last(reports: Sequence[OperationReport]) -> Line | None:
    return line(reports[-1]) if reports else None


def _rides(lookup: Lookup, one: Operation) -> tuple[tuple[ActivityKey, str], ...]:
    if not one.checklist:
        return ()
    return tuple(
        (ride.activity, operation_number(lookup.release, ride)) for ride, _move in lookup.moves_of(one.activity.key)
    )


def _others(
    bringing: Iterable[tuple[ActivityKey, str]], reports: Mapping[ActivityKey, tuple[OperationReport, ...]]
) -> Iterator[Line]:
    for key, number in bringing:
        if reports.get(key):
            yield replace(line(reports[key][-1]), by=_("Rit %(number)s", number=number))


def _steps(reports: Sequence[OperationReport], role: Role) -> tuple[tuple[str, str], ...]:
    state = reports[-1].state if reports else None
    words = {
        Role.DJI: {OperationState.STARTED: _("Persoon opgehaald"), OperationState.DONE: _("Overgedragen")},
        Role.KMAR: {OperationState.STARTED: _("Overgenomen van DV&O"), OperationState.DONE: _("Gereed")},
    }.get(role, {OperationState.STARTED: _("Begonnen"), OperationState.DONE: _("Gereed")})
    if state in (OperationState.DONE, OperationState.CANCELLED):
        words = {OperationState.STARTED: _("Gaat toch door")}
    return tuple(
        (one.value, words[one]) for one in (OperationState.STARTED, OperationState.DONE) if one in FOLLOWING[state]
    )
