"""A form for one row about a case: its fields, what was filled in, and what is wrong with which.

Pure functions. Not allowed here: checking (the intake does), storing, and requests.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.casework.entry_tables import EntryKind, cells_of, columns_of, label_of, must_be_given
from api.casework.words import said
from api.web.forms import moment_type
from api.web.speech import _
from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.intake.kinds import COUNTRY, DAY, MOMENT, POSITIVE, YES_NO
from planner.intake.moments import CellError, field_moment, parse_day, parse_moment
from planner.intake.tables import Column
from planner.ports.intake import Entry, Refusal
from planner.ports.store import Transaction

Choices = list[tuple[str, str]]
SUCCEEDS = "sluit_aan"
ROW = "rij"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the form."""

    name: str
    label: str
    type: str
    value: str
    hint: str
    required: bool
    options: Choices | None
    error: str = ""
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """The form for one kind of row."""

    title: str
    explanation: str
    fields: tuple[FormField, ...]
    row: str
    """The mark of the row that is changed; empty: a new one."""
    rows: list[tuple[str, str]]
    """Rows to choose from, where the kind only changes one."""
    apart: bool
    """Whether a period may end one that runs."""
    succeeds: bool
    problems: tuple[str, ...] = ()
    """What is wrong with no field in particular."""


def reference_choices(books: Transaction, kind: EntryKind) -> Mapping[str, Choices]:
    """Return what may be chosen in the columns that name something of another table."""
    found: dict[str, Choices] = {}
    for column in columns_of(kind):
        if column.refers is Place:
            places = sorted(books.facts.in_force(Place), key=lambda place: place.name)
            found[column.header] = [(place.id, f"{place.name} ({place.id})") for place in places]
        elif column.refers is Regievoerder:
            found[column.header] = [(one.id, one.id) for one in books.facts.in_force(Regievoerder)]
    return found


def entry_form(
    kind: EntryKind,
    given: Mapping[str, str],
    references: Mapping[str, Choices],
    *,
    row: str = "",
    rows: Sequence[tuple[str, str]] = (),
    refusals: Iterable[Refusal] = (),
) -> EntryForm:
    """Return the form with what was filled in, in the language spoken now."""
    columns = columns_of(kind)
    shown = {column.header for column in columns}
    errors: dict[str, str] = {}
    loose: list[str] = []
    for refusal in refusals:
        if refusal.column in shown and refusal.column not in errors:
            errors[refusal.column] = _told(refusal)
        else:
            loose.append(_told(refusal))
    return EntryForm(
        title=_(kind.title),
        explanation=str(kind.table.explanation),
        fields=tuple(_field(column, given, references, errors) for column in columns),
        row=row,
        rows=list(rows) if kind.changes else [],
        apart=bool(kind.table.apart) and not row,
        succeeds=given.get(SUCCEEDS, "1" if not given else "") == "1",
        problems=tuple(loose),
    )


def entry_of(kind: EntryKind, case: CaseId, given: Mapping[str, str], actor: str, base: Fact | None) -> Entry:
    """Return what somebody filled in as a row: of a changed one every field, of a new one what is not empty."""
    typed = {c.header: given.get(c.header, "").strip() for c in columns_of(kind)}
    if base is None:
        cells = {header: text for header, text in typed.items() if text}
    else:
        cells = {**cells_of(kind, base), **typed}
        for column in kind.table.columns:
            if column.path in ("actor", "by"):
                cells.pop(column.header, None)
    return Entry(
        table=kind.table.name,
        case=case,
        cells=cells,
        actor=actor,
        mode=kind.mode,
        succeeds=base is None and given.get(SUCCEEDS) == "1",
    )


def filled_in(kind: EntryKind, fact: Fact) -> dict[str, str]:
    """Return the fields of the form for a row that is there."""
    return cells_of(kind, fact)


_EMPTY = "de verplichte cel is leeg"


def _told(refusal: Refusal) -> str:
    if refusal.problem == _EMPTY:
        return _("Dit veld is nog leeg. Vul het in.")
    return f"{refusal.problem[:1].upper()}{refusal.problem[1:]}. {refusal.remedy}"


def _field(
    column: Column,
    given: Mapping[str, str],
    references: Mapping[str, Choices],
    errors: Mapping[str, str],
) -> FormField:
    value = given.get(column.header, "")
    required = must_be_given(column)
    options = _options(column, references, required=required)
    type_, value = _typed(column, value)
    attributes = {"maxlength": "2", "size": "4"} if column.kind is COUNTRY else {}
    return FormField(
        name=column.header,
        label=label_of(column),
        type="text" if options else type_,
        value=value,
        hint=_hint(column, required=required),
        required=required,
        options=options,
        error=errors.get(column.header, ""),
        attributes=attributes,
    )


def _hint(column: Column, *, required: bool) -> str:
    words = _(column.explanation)
    if column.required and not required:
        now = _("Leeg: nu.") if column.kind is MOMENT else _("Leeg: vandaag.")
        return f"{words} {now}"
    return words


def _options(column: Column, references: Mapping[str, Choices], *, required: bool) -> Choices | None:
    empty: Choices = [("", _("kies") if required else "")]
    if column.header in references:
        return [*empty, *references[column.header]]
    if column.kind is YES_NO:
        return [*empty, ("ja", _("ja")), ("nee", _("nee"))]
    if column.kind.choices:
        return [*empty, *((word, _choice(column, word)) for word in column.kind.choices)]
    return None


def _choice(column: Column, word: str) -> str:
    return said(column.kind.parse(word))


def _typed(column: Column, value: str) -> tuple[str, str]:
    """Return the type of the field and its value as the browser writes that type; what cannot be read stays text."""
    try:
        if column.kind is DAY:
            return "date", parse_day(value).isoformat() if value else ""
        if column.kind is MOMENT:
            return moment_type(shown := field_moment(parse_moment(value)) if value else ""), shown
    except CellError:
        return "text", value
    return ("number" if column.kind is POSITIVE else "text"), value
