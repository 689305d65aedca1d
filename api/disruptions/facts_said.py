"""Facts in words, before and after: by the columns of the intake, as somebody would find them in a file.

Not allowed here: which facts a report makes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from api.casework.words import said
from api.web.speech import _
from planner.domain.access import Field, Visitor
from planner.domain.disruption import FactStep
from planner.domain.facts import Fact
from planner.intake.tables import Table, table_of

_COUNTRY = frozenset({"land", "bestemming", "via", "talen"})
_PLAIN = frozenset({"zaaknummer", "kenmerk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSaid:
    """One fact that changes: what it is, which, and what about it is otherwise."""

    table: str
    which: str
    changes: tuple[tuple[str, str, str], ...] = ()
    """Column, before and after; of a new fact what was before is empty, an ended one has none."""
    turn: str = ""


def steps_said(steps: Iterable[FactStep], visitor: Visitor) -> tuple[StepSaid, ...]:
    """Return the facts that change, in words that a visitor may read."""
    return tuple(_said(step, visitor) for step in steps)


def _said(step: FactStep, visitor: Visitor) -> StepSaid:
    fact = step.after if step.after is not None else step.before
    assert fact is not None  # noqa: S101 - for who reads types: a step has a side
    table = table_of(fact)
    before, after = _cells(table, step.before, visitor), _cells(table, step.after, visitor)
    columns = [column.header for column in table.columns]
    changes = tuple(
        (_label(header), before.get(header, ""), after.get(header, ""))
        for header in columns
        if step.after is not None
        and before.get(header, "") != after.get(header, "")
        and not (step.before is None and header in _PLAIN)
    )
    which = ", ".join((after or before)[table.by_path[path].header] for path in _identity(table) if path)
    return StepSaid(table=_label(table.name), which=which, changes=changes, turn=_turn(step))


def _identity(table: Table) -> tuple[str, ...]:
    return tuple(path for path in table.key[:2] if not path.endswith(".start"))


def _turn(step: FactStep) -> str:
    if step.before is None:
        return _("nieuw gegeven")
    return _("vervalt") if step.after is None else _("gewijzigd")


def _cells(table: Table, fact: Fact | None, visitor: Visitor) -> dict[str, str]:
    if fact is None:
        return {}
    values = next(table.rows(fact))
    found: dict[str, str] = {}
    for column in table.columns:
        if column.path not in values or (column.header in _COUNTRY and not visitor.sees(Field.COUNTRY)):
            continue
        value = values[column.path]
        found[column.header] = said(value) if column.kind.choices else column.kind.show(value)
    return found


def _label(header: str) -> str:
    words = header.replace("_", " ")
    return _(words[:1].upper() + words[1:])
