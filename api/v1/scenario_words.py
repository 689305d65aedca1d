"""From the shapes of the JSON API to what is supposed, and from scenarios back to shapes.

Not allowed here: requests, and whether what is supposed goes with the facts.
"""

from collections.abc import Mapping

from api.scenarios.figures import supposed_words
from api.v1.plans import level_of
from api.v1.scenario_shapes import (
    FiguresShown,
    LeftOutShown,
    OriginShown,
    ScenarioFiguresShown,
    ScenarioHead,
    ScenarioShown,
    SupposedShown,
    TurnShown,
    WishesAsk,
)
from api.web.speech import _
from planner.domain.cases import Regime
from planner.domain.ids import EscortTeamId, FlightId, MissionId, PlaceId, RuleId
from planner.domain.scenario import OwnValue, Scenario
from planner.domain.steps import StepRefusedError
from planner.domain.time import Interval, Minute
from planner.usecases.scenarios.compare import Compared, Figures
from planner.usecases.scenarios.supposing import MoreFlight, MoreSession, MoreTeams, SiteCloses, Wish


def wishes_of(asked: WishesAsk) -> tuple[Wish, ...]:
    """Return what is supposed of the facts; raise StepRefusedError."""
    return (
        *(MoreTeams(team=EscortTeamId(one.team), count=one.count) for one in asked.teams),
        *(
            MoreSession(mission=MissionId(one.mission), interval=_span(one.start, one.end), quota=one.quota)
            for one in asked.sessions
        ),
        *(SiteCloses(place=PlaceId(one.place), interval=_span(one.start, one.end)) for one in asked.closures),
        *(MoreFlight(like=FlightId(one.like), departs=Minute(one.departs)) for one in asked.flights),
    )


def values_of(asked: WishesAsk) -> tuple[OwnValue, ...]:
    """Return the values of norms that are supposed; raise StepRefusedError."""
    return tuple(
        OwnValue(rule=RuleId(one.rule), key=one.key, value=one.value, regime=_regime(one.regime))
        for one in asked.values
    )


def _regime(text: str | None) -> Regime | None:
    if text is None:
        return None
    if text not in set(Regime):
        raise StepRefusedError(_("dit regime is er niet"), _("Kies uit: %(regimes)s.", regimes=", ".join(Regime)))
    return Regime(text)


def _span(start: int, end: int) -> Interval:
    if end <= start:
        raise StepRefusedError(_("het eind ligt niet na het begin"), _("Verbeter een van beide tijden."))
    return Interval(Minute(start), Minute(end))


def head_of(one: Scenario, names: Mapping[str, str]) -> ScenarioHead:
    """Return a scenario without what was done with it; ``names`` is what people are called."""
    origin = one.origin
    return ScenarioHead(
        number=one.number,
        name=one.name,
        week=str(one.week),
        state=one.state.value,
        actor=names.get(one.actor, one.actor),
        at=one.at,
        expires=one.expires,
        origin=OriginShown(
            draft=origin.draft, version=origin.version, release=origin.release, baseline=origin.baseline
        ),
        supposed=[SupposedShown(place=place, what=what) for place, what in enumerate(supposed_words(one))],
    )


def scenario_of(one: Scenario, plan: int, names: Mapping[str, str]) -> ScenarioShown:
    """Return a scenario as it stands."""
    return ScenarioShown(
        **dict(head_of(one, names)),
        version=len(one.turns),
        draft=one.draft,
        plan=plan,
        left_out=[LeftOutShown(what=left.what, because=left.because) for left in one.left_out],
        turns=[
            TurnShown(deed=turn.deed.value, at=turn.at, actor=names.get(turn.actor, turn.actor), note=turn.note)
            for turn in one.turns
        ],
    )


def figures_of(found: Compared) -> ScenarioFiguresShown:
    """Return a scenario beside what it was split from, in figures."""
    return ScenarioFiguresShown(
        number=found.scenario.number,
        name=found.scenario.name,
        base=_figures(found.base),
        figures=_figures(found.figures),
        changed=len(found.changes),
    )


def _figures(one: Figures) -> FiguresShown:
    return FiguresShown(
        plan=one.plan,
        levels=[level_of(value) for value in one.levels],
        planned={kind.value: count for kind, count in one.planned.items()},
        due={kind.value: count for kind, count in one.due.items()},
        unplanned=one.unplanned,
        broken=one.broken,
        travel=one.travel,
        people=one.people,
        escorts=one.escorts,
        vehicles=one.vehicles,
        flights=one.flights,
    )
