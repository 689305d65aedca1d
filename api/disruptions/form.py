"""The form of a report: its fields per kind, what an item on the desk fills in, and what is wrong with which.

Pure functions but for the lists. Not allowed here: checking (the intake and the use case do) and requests.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api.disruptions.choices import Choices, choices_of
from api.disruptions.tools import Disrupted
from api.disruptions.words import field_words
from api.web.speech import _
from planner.domain.access import Role, Visitor
from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.disruption import DisruptionKind
from planner.domain.disruption_life import REPORTED_BY
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.intake.disruptions import BY_HEADER, FIELDS
from planner.intake.kinds import MOMENT, POSITIVE
from planner.ports.intake import Refusal

_K = DisruptionKind
NOTE = "toelichting"
LARGEST = 300
"""Longer lists are typed instead of chosen from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the form."""

    name: str
    label: str
    value: str
    type: str = "text"
    hint: str = ""
    error: str = ""
    required: bool = False
    options: Choices | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """The form of one kind."""

    kind: DisruptionKind
    fields: tuple[FormField, ...]
    problems: tuple[str, ...] = ()
    """What is wrong with no field in particular."""


def report_form(
    tools: Disrupted,
    visitor: Visitor,
    kind: DisruptionKind,
    given: Mapping[str, str],
    refusals: Iterable[Refusal] = (),
) -> ReportForm:
    """Return the form with what was filled in, in the language spoken now."""
    columns = FIELDS[kind]
    names = tuple(dict.fromkeys((*columns.must, "reden", *columns.may)))
    if kind is _K.HAND_OVER_INCOMPLETE:
        names = tuple(name for name in names if name != "reden")
    choices = choices_of(tools, visitor, kind, names)
    errors: dict[str, str] = {}
    loose: list[str] = []
    for refusal in refusals:
        told = f"{refusal.problem[:1].upper()}{refusal.problem[1:]}. {refusal.remedy}"
        if refusal.column in (*names, NOTE) and refusal.column not in errors:
            errors[refusal.column] = told
        else:
            loose.append(told)
    fields = [_field(kind, name, given, choices, errors, must=name in columns.must) for name in names]
    note = FormField(
        name=NOTE,
        label=_("Toelichting"),
        value=given.get(NOTE, ""),
        hint=_("Kort, zonder namen."),
        error=errors.get(NOTE, ""),
        attributes={"maxlength": "300"},
    )
    return ReportForm(kind=kind, fields=(*fields, note), problems=tuple(loose))


def _field(
    kind: DisruptionKind,
    name: str,
    given: Mapping[str, str],
    choices: Mapping[str, Choices],
    errors: Mapping[str, str],
    *,
    must: bool,
) -> FormField:
    label, hint = (_("Reden"), "") if name == "reden" else field_words(kind, name)
    column, options, value = BY_HEADER[name], choices.get(name), given.get(name, "")
    attributes: dict[str, str] = {}
    if options is not None and value and value not in {option for option, _said in options}:
        options = [*options, (value, value)]
    if options is not None and len(options) > LARGEST:
        options = None
    shown = "text"
    if column.kind is MOMENT:
        shown = "datetime-local"
    elif column.kind is POSITIVE:
        shown, attributes = "number", {"min": "1"}
    return FormField(
        name=name,
        label=label,
        value=value,
        type=shown,
        hint=hint,
        error=errors.get(name, ""),
        required=must,
        options=options,
        attributes=attributes,
    )


def kinds_for(visitor: Visitor, activity: Activity | None, item: Appointment | None) -> tuple[DisruptionKind, ...]:
    """Return the kinds that somebody may report; with an item those that could strike it."""
    mine = [kind for kind in DisruptionKind if kind in REPORTED_BY.get(visitor.role, frozenset())]
    if activity is None:
        return tuple(mine)
    fits = {kind for kind in mine if set(FIELDS[kind].must) & filled_in(kind, activity, item, visitor).keys()}
    return tuple(kind for kind in mine if kind in fits)


def filled_in(
    kind: DisruptionKind, activity: Activity, item: Appointment | None, visitor: Visitor
) -> Mapping[str, str]:
    """Return what an item fills in of the form of a kind."""
    found: dict[str, str | None] = {}
    if item is not None:
        found = {
            "vlucht": item.resource(ResourceKind.FLIGHT),
            "regievoerder": item.resource(ResourceKind.REGIEVOERDER),
            "escort": item.resource(ResourceKind.ESCORT),
            "zitting": item.resource(ResourceKind.SESSION),
            "voertuig": item.resource(ResourceKind.VEHICLE),
            "locatie": item.resource(ResourceKind.ROOM),
        }
    if visitor.role not in (Role.KMAR, Role.DJI, Role.MISSION_DESK):
        found["zaaknummer"] = activity.cases[0] if activity.cases else None
    rides, leaves = isinstance(activity.detail, MoveDetail), activity.kind is ActivityKind.DEPARTURE
    if (kind is _K.TRANSPORT_DELAYED and rides) or (kind is _K.HAND_OVER_INCOMPLETE and leaves):
        found["kenmerk"] = activity.key
    if kind in (_K.NEW_APPLICATION, _K.DOCUMENT_CHANGED) and not leaves:
        found.pop("zaaknummer", None)
    return {name: value for name, value in found.items() if value and name in FIELDS[kind].all}
