"""What the desk calls things: rows by kind and code, activities by their step, places and moments in words.

Not allowed here: which rows and items there are (``week``), and rules.
"""

from collections.abc import Iterable

from api.desk.shapes import Conflict, Placed
from api.pages.steps import step_words
from planner.domain.activities import Activity
from planner.domain.clearances import OverrideRight
from planner.domain.ids import ActivityKey, PlaceId, SessionId
from planner.domain.language_names import language_name
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import listed, moment
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from planner.ports.editing import Desk, EditImpossibleError, Objection
from solver.editing.desk import RuleDesk
from solver.known import Known

ON_ROWS = frozenset(
    {
        ResourceKind.REGIEVOERDER,
        ResourceKind.SESSION,
        ResourceKind.FLIGHT,
        ResourceKind.VEHICLE,
        ResourceKind.ESCORT,
        ResourceKind.ROOM,
        ResourceKind.INTERPRETER,
    }
)
"""Kinds of resources that have a row on the timeline."""
NO_FLIGHT = "vlucht:-"
"""The row of journeys that others book."""
LEVELS = {
    Level.HARD: Text(nl="hard", en="hard"),
    Level.LEGAL: Text(nl="wettelijk", en="legal"),
    Level.REALISED: Text(nl="gerealiseerd", en="realised"),
    Level.TIMELY: Text(nl="op tijd", en="on time"),
    Level.STABLE: Text(nl="kleinste wijziging", en="smallest change"),
    Level.EFFICIENT: Text(nl="doelmatig", en="efficient"),
}


def known_of(desk: Desk) -> Known:
    """Return the facts of a desk, indexed."""
    return desk.known if isinstance(desk, RuleDesk) else Known(desk.problem)


def row_of(known: Known, ref: ResourceRef) -> str:
    """Return the row that a resource stands on; sessions stand on the row of their mission."""
    if ref.kind is ResourceKind.SESSION:
        session = known.sessions.get(SessionId(ref.id))
        return f"{ref.kind}:{ref.id if session is None else session.mission}"
    return f"{ref.kind}:{ref.id}"


def rows_of(known: Known, appointment: Appointment) -> list[str]:
    """Return the rows that an appointment stands on."""
    found = [row_of(known, p.resource) for p in appointment.participations if p.resource.kind in ON_ROWS]
    return list(dict.fromkeys(found)) or [NO_FLIGHT]


def resource_of(row: str) -> ResourceRef:
    """Return the resource that a row is named after; raise EditImpossibleError."""
    kind, _, code = row.partition(":")
    if not code or code == "-" or kind not in {str(known) for known in ON_ROWS}:
        raise EditImpossibleError(f"{row!r} is geen rij\nKies een rij van de tijdlijn.")
    return ResourceRef(ResourceKind(kind), code)


def label_of(activity: Activity | None) -> str:
    """Return what an activity is called."""
    return "" if activity is None else step_words(activity.step)


def code_of(activity: Activity | None) -> str:
    """Return the codes of the cases of an activity."""
    return "" if activity is None else ", ".join(activity.cases)


def place_name(known: Known, place: PlaceId | None) -> str:
    """Return the name of a place, empty for none."""
    found = None if place is None else known.places.get(place)
    return str(place or "") if found is None else found.name


def _called(ref: ResourceRef) -> str:
    return str(language_name(ref.id)) if ref.kind is ResourceKind.INTERPRETER else ref.id


def placed(known: Known, appointment: Appointment | None) -> Placed | None:
    """Return where and when something is planned."""
    if appointment is None:
        return None
    who = [
        f"{word(p.resource.kind)} {_called(p.resource)}"
        for p in appointment.participations
        if p.resource.kind in ON_ROWS and p.resource.kind is not ResourceKind.ROOM
    ]
    where = place_name(known, appointment.place)
    return Placed(
        start=appointment.start,
        end=appointment.end,
        rows=rows_of(known, appointment),
        place=where or None,
        text=", ".join(part for part in (moment(appointment.start), *who, where) if part),
    )


def conflict(breach: Breach, objection: Objection | None = None) -> Conflict:
    """Return a broken rule as the desk shows it."""
    by = OverrideRight.NOBODY if objection is None else objection.by
    return Conflict(
        rule=breach.rule,
        text=breach.because,
        level=int(breach.level),
        cost=breach.cost,
        overridable=objection is not None and objection.waivable,
        by="" if by is OverrideRight.NOBODY else word(by),
    )


def conflicts(objections: Iterable[Objection]) -> list[Conflict]:
    """Return hard rules in the way, each once."""
    return list({(c.rule, c.text): c for c in (conflict(o.breach, o) for o in objections)}.values())


def soft_conflicts(breaches: Iterable[Breach]) -> list[Conflict]:
    """Return what something costs, most important first."""
    return [conflict(breach) for breach in sorted(breaches, key=lambda b: (b.level, b.rule))]


def about(known: Known, key: ActivityKey) -> tuple[str, str]:
    """Return the codes and the label of an activity."""
    activity = known.activities.get(key)
    return code_of(activity), label_of(activity)


def named(rows: Iterable[str]) -> str:
    """Return rows as an enumeration."""
    return listed(row.replace(":", " ") for row in rows)
