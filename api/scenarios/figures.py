"""What a scenario supposes, and its figures beside those of its base, in words.

Not allowed here: counting, and requests.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.cli.words import LEVELS
from api.web.speech import _
from planner.domain.activities import ActivityKind
from planner.domain.disruption import FactStep
from planner.domain.escorts import EscortTeam
from planner.domain.facts import Fact
from planner.domain.flights import Flight
from planner.domain.missions import Session
from planner.domain.resources import Capacity
from planner.domain.scenario import Scenario, step_name
from planner.domain.spelling import moment
from planner.domain.vocabulary import word
from planner.usecases.scenarios.compare import Compared, Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure: of each scenario first its base, then the scenario."""

    name: str
    values: tuple[str, ...]


def rows_of(found: Sequence[Compared]) -> tuple[FigureRow, ...]:
    """Return the figures of scenarios beside their bases."""
    kinds = [kind for kind in ActivityKind if any(kind in one.figures.due for one in found)]
    rows: list[tuple[str, Callable[[Figures], str]]] = [
        (f"L{int(level)} {name}", lambda figures, level=level: _level(figures, level))  # type: ignore[misc]
        for level, name in LEVELS.items()
    ]
    rows += [
        (
            _("Gepland: %(kind)s", kind=str(word(kind))),
            lambda figures, kind=kind: f"{figures.planned.get(kind, 0)} / {figures.due.get(kind, 0)}",  # type: ignore[misc]
        )
        for kind in kinds
    ]
    rows += [
        (_("Niet gepland"), lambda figures: str(figures.unplanned)),
        (_("Harde regels overtreden"), lambda figures: str(figures.broken)),
        (_("Reistijd in minuten"), lambda figures: str(figures.travel)),
        (_("Regievoerders ingezet"), lambda figures: str(figures.people)),
        (_("Escortteams ingezet"), lambda figures: str(figures.escorts)),
        (_("Voertuigen ingezet"), lambda figures: str(figures.vehicles)),
        (_("Vluchten gebruikt"), lambda figures: str(figures.flights)),
    ]
    return tuple(
        FigureRow(name=name, values=tuple(show(figures) for one in found for figures in (one.base, one.figures)))
        for name, show in rows
    )


def supposed_words(scenario: Scenario) -> list[str]:
    """Return what a scenario supposes, a sentence for each: first its steps, then its values."""
    values = (
        f"{one.rule} {one.key}{f' {one.regime}' if one.regime else ''} = {one.value}"
        for one in scenario.supposed.values
    )
    return [*map(_step, scenario.supposed.steps), *values]


def _step(step: FactStep) -> str:
    fact: Fact | None = step.after if step.after is not None else step.before
    if isinstance(fact, EscortTeam) and step.before is None:
        return _("escortteam %(team)s erbij", team=fact.id)
    if isinstance(fact, Session) and step.before is None:
        return _(
            "zitting van %(mission)s erbij, %(when)s, %(quota)s personen",
            mission=fact.mission,
            when=moment(fact.interval.start),
            quota=fact.quota,
        )
    if isinstance(fact, Flight) and step.before is None:
        return _("vlucht %(number)s erbij, %(when)s", number=fact.number, when=moment(fact.departs))
    if isinstance(fact, Capacity):
        return _(
            "%(what)s %(code)s: %(amount)s vanaf %(when)s",
            what=str(word(fact.resource.kind)),
            code=fact.resource.id,
            amount=fact.amount,
            when=moment(fact.interval.start),
        )
    return step_name(step)


def _level(figures: Figures, level: object) -> str:
    found = next((value for value in figures.levels if value.level is level), None)
    if found is None:
        return "-"
    return str(found.cost) if found.bound is None else f"{found.cost} (≥ {found.bound})"
