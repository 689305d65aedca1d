"""Putting a scenario on the newest publication and the facts of now: its steps are applied again, and told where not.

Not allowed here: solving it.
"""

from dataclasses import dataclass, replace

from planner.domain.scenario import LeftOut, Origin, Scenario, ScenarioDeed, ScenarioState, ScenarioTurn, applied
from planner.domain.steps import StepRefusedError
from planner.domain.wording import either
from planner.ports.store import Transaction
from planner.ports.surroundings import TravelTimes
from planner.usecases.editing.open_draft import published_week
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from planner.usecases.planning.planning_moment import planning_moment
from planner.usecases.scenarios.base import Base, Tools, free_scenario, lay, noted, storing


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """A scenario on its new base. ``left_out`` of what it supposed no longer applies."""

    scenario: Scenario
    left_out: tuple[LeftOut, ...]


def rebase(tools: Tools, travel: TravelTimes, number: int, *, actor: str, seen: int | None = None) -> Rebased:
    """Put a scenario on the newest publication with the facts of now.

    Raise StepRefusedError, of it ScenarioChangedError and ScenarioBusyError, or StoreError.
    """
    now = tools.clock.now()
    with tools.store.reading() as books:
        scenario = free_scenario(books, number, now, tools.worker, seen=seen)
        newest = books.releases.newest_number()
        if not newest:
            raise StepRefusedError(
                either("er is nog niets gepubliceerd", "nothing was published yet"),
                either("Publiceer eerst een week.", "Publish a week first."),
            )
        cut = cut_problem(
            books, travel, CutRequest(first=scenario.week, as_of=planning_moment(scenario.week, tools.clock))
        )
        release = books.releases.load(newest)
    base = Base(
        week=scenario.week,
        problem=cut.problem,
        plan=published_week(cut.problem),
        origin=Origin(plan=release.plan_id, release=newest, baseline=newest),
    )
    found = applied(base.problem, scenario.supposed)
    said = "; ".join(f"{one.what}: {one.because}" for one in found.left_out)
    turn = ScenarioTurn(deed=ScenarioDeed.REBASED, at=now, actor=actor, note=said)

    def write(books: Transaction) -> Rebased:
        name = f"scenario {number}.{len(scenario.turns)}"
        draft, origin = lay(books, number, base, found.problem, name=name, actor=actor, at=now)
        moved = replace(
            scenario.after(turn),
            origin=origin,
            supposed=found.supposed,
            draft=draft.id,
            left_out=found.left_out,
            state=ScenarioState.OPEN,
        )
        return Rebased(scenario=noted(books, moved, after=len(scenario.turns)), left_out=found.left_out)

    return storing(tools, number, scenario, write)
