"""Splitting a scenario off from a draft or a publication, supposing something else of it, and putting it away.

Not allowed here: solving it, and taking parts of it over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from planner.domain.once import KeyUsedError
from planner.domain.scenario import (
    LeftOut,
    OwnValue,
    Scenario,
    ScenarioDeed,
    ScenarioState,
    ScenarioTurn,
    Supposed,
    applied,
)
from planner.domain.steps import StepRefusedError
from planner.domain.wording import either
from planner.ports.store import StoreConflictError, Transaction
from planner.usecases.scenarios.base import (
    Base,
    Tools,
    base_again,
    base_of_draft,
    base_of_release,
    checked_name,
    expiry,
    free_scenario,
    lay,
    noted,
    storing,
)
from planner.usecases.scenarios.supposing import Wish, steps_for


@dataclass(frozen=True, slots=True, kw_only=True)
class ForkAsked:
    """What to split off: of a draft (and a version of it) or of a publication, and what is supposed."""

    name: str
    actor: str
    draft: int | None = None
    version: int | None = None
    release: int | None = None
    wishes: tuple[Wish, ...] = ()
    supposed: Supposed = field(default_factory=Supposed)
    """Steps and values beside the wishes."""
    days: int | None = None
    key: str = ""


def fork(tools: Tools, asked: ForkAsked) -> Scenario:
    """Split a scenario off and return it, the earlier one for a key that was used.

    Raises
    ------
    StepRefusedError
        When what is supposed does not go with the facts, or the name cannot be.
    StoreError
        When there is no such draft or publication.
    KeyUsedError
        When the key was used for something else.
    """
    now, name = tools.clock.now(), checked_name(asked.name)
    with tools.store.reading() as books:
        known = _known(books, asked, name)
        if known is not None:
            return known
        base = _base(books, tools, asked)
        expires = expiry(books, now, asked.days)
    supposed = replace(asked.supposed, steps=(*steps_for(base.problem, asked.wishes), *asked.supposed.steps))
    found = applied(base.problem, supposed)
    _refuse_left_out(found.left_out)
    try:
        with tools.store.transaction() as books:
            number = books.scenarios.reserve(name, base.week, actor=asked.actor, at=now, key=asked.key)
            draft, origin = lay(
                books, number, base, found.problem, name=f"scenario {number}", actor=asked.actor, at=now
            )
            scenario = Scenario(
                number=number,
                name=name,
                week=base.week,
                actor=asked.actor,
                at=now,
                expires=expires,
                origin=origin,
                supposed=found.supposed,
                draft=draft.id,
            )
            turn = ScenarioTurn(deed=ScenarioDeed.FORKED, at=now, actor=asked.actor)
            return noted(books, scenario.after(turn), after=0)
    except StoreConflictError:
        with tools.store.reading() as books:
            known = _known(books, asked, name)
        if known is None:
            raise
        return known


def suppose(  # noqa: PLR0913 - what is supposed has three parts
    tools: Tools,
    number: int,
    *,
    actor: str,
    wishes: Iterable[Wish] = (),
    values: Iterable[OwnValue] = (),
    without: Iterable[int] = (),
    days: int | None = None,
    seen: int | None = None,
) -> Scenario:
    """Suppose more of a scenario, or less: ``without`` are places of its steps and then of its values, from 0.

    Its plan stays where it is and is solved again when asked. ``seen``: how many turns the officer saw of it.
    Raise StepRefusedError, of it ScenarioChangedError and ScenarioBusyError, or StoreError.
    """
    now = tools.clock.now()
    with tools.store.reading() as books:
        scenario = free_scenario(books, number, now, tools.worker, seen=seen)
        base, head = base_again(books, scenario), books.drafts.head(scenario.draft)
        expires = scenario.expires if days is None else expiry(books, now, days)
    kept = _without(scenario.supposed, set(without))
    standing = applied(base.problem, kept)
    steps = (*kept.steps, *steps_for(standing.problem, wishes))
    given = tuple(values)
    places = {(one.rule, one.key, one.regime) for one in given}
    older = tuple(one for one in kept.values if (one.rule, one.key, one.regime) not in places)
    found = applied(base.problem, Supposed(steps=steps, values=(*older, *given)))
    _refuse_left_out(found.left_out)
    turn = ScenarioTurn(deed=ScenarioDeed.CHANGED, at=now, actor=actor)

    def write(books: Transaction) -> Scenario:
        name = f"scenario {number}.{len(scenario.turns)}"
        draft, _ = lay(books, number, base, found.problem, name=name, actor=actor, at=now, parent=head.plan)
        changed = replace(
            scenario.after(turn),
            supposed=found.supposed,
            draft=draft.id,
            expires=expires,
            state=ScenarioState.OPEN,
            left_out=(),
        )
        return noted(books, changed, after=len(scenario.turns))

    return storing(tools, number, scenario, write)


def remove(tools: Tools, number: int, *, actor: str, note: str = "", seen: int | None = None) -> Scenario:
    """Put a scenario away; raise StepRefusedError, of it ScenarioChangedError and ScenarioBusyError, or StoreError."""
    now = tools.clock.now()
    with tools.store.reading() as books:
        scenario = free_scenario(books, number, now, tools.worker, seen=seen)
    turn = ScenarioTurn(deed=ScenarioDeed.REMOVED, at=now, actor=actor, note=note)
    return storing(tools, number, scenario, lambda books: noted(books, scenario.after(turn), after=len(scenario.turns)))


def _base(books: Transaction, tools: Tools, asked: ForkAsked) -> Base:
    if (asked.draft is None) == (asked.release is None):
        raise StepRefusedError(
            either(
                "een scenario begint bij een concept of bij een publicatie",
                "a scenario begins with a draft or with a publication",
            ),
            either("Geef een van beide.", "Give one of the two."),
        )
    if asked.draft is not None:
        return base_of_draft(books, tools.heads, asked.draft, asked.version)
    return base_of_release(books, asked.release or 0)


def _known(books: Transaction, asked: ForkAsked, name: str) -> Scenario | None:
    known = books.scenarios.by_key(asked.key) if asked.key else None
    if known is None:
        return None
    same = known.origin.draft == asked.draft and known.origin.release == asked.release
    if known.name != name or known.actor != asked.actor or not same:
        raise KeyUsedError
    return known


def _without(supposed: Supposed, places: set[int]) -> Supposed:
    count = len(supposed.steps)
    return Supposed(
        steps=tuple(step for place, step in enumerate(supposed.steps) if place not in places),
        values=tuple(value for place, value in enumerate(supposed.values) if place + count not in places),
    )


def _refuse_left_out(left: tuple[LeftOut, ...]) -> None:
    if left:
        raise StepRefusedError(
            f"{left[0].what}: {left[0].because}",
            either("Neem dit niet op in het scenario.", "Do not take this up in the scenario."),
        )
