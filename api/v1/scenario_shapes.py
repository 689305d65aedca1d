"""What the JSON API hears and says about scenarios: what is supposed, how one stands, and what it comes to.

Times are whole minutes since 2020-01-01T00:00Z. Not allowed here: looking up, and what a scenario does.
"""

from typing import Annotated

from pydantic import Field, StrictBool

from api.runs.shapes import SolveShown
from api.v1.release_shapes import ChangeShown
from api.v1.shapes import KEY, MOST, Activity, LevelShown, Moment, Number, Shape
from planner.domain.scenario import LONGEST_NAME, LONGEST_NOTE
from planner.usecases.scenarios.supposing import MOST_AT_ONCE

MOST_WISHES, MOST_TAKEN, MOST_VALUE = 20, 500, 999_999_999
Code = Annotated[str, Field(min_length=1, max_length=64)]
Week = Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", max_length=8, examples=["2026-W48"])]
Days = Annotated[int | None, Field(ge=1, le=999, description="Zoveel dagen open; weglaten: zoals de norm zegt.")]
Place = Annotated[int, Field(ge=0, le=999)]


# --- what is supposed ------------------------------------------------------------------------------------------------


class TeamsAsk(Shape):
    """So many more escort teams, each offered as one that there is."""

    team: Annotated[Code, Field(examples=["E-01"])]
    count: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)] = 1


class SessionAsk(Shape):
    """One more sitting of a mission."""

    mission: Annotated[Code, Field(examples=["NG-AMB"])]
    start: Moment
    end: Moment
    quota: Annotated[int, Field(ge=1, le=999, description="Aantal personen.")]


class ClosureAsk(Shape):
    """No conversation rooms at a site during a stretch."""

    place: Annotated[Code, Field(examples=["AZC-TER"])]
    start: Moment
    end: Moment


class FlightAsk(Shape):
    """One more flight, as one that there is but at another time."""

    like: Annotated[Code, Field(examples=["KL1571-20261124"])]
    departs: Moment


class ValueAsk(Shape):
    """A value of a norm that only the scenario has."""

    rule: Annotated[Code, Field(examples=["R39"])]
    key: Annotated[Code, Field(examples=["weight"])]
    value: Annotated[int, Field(ge=0, le=MOST_VALUE)]
    regime: Annotated[Code | None, Field(description="Alleen van dit regime.")] = None


class WishesAsk(Shape):
    """What is supposed beside the facts and norms; nothing of it is ever recorded as a fact."""

    teams: list[TeamsAsk] = Field(default_factory=list, max_length=MOST_WISHES)
    sessions: list[SessionAsk] = Field(default_factory=list, max_length=MOST_WISHES)
    closures: list[ClosureAsk] = Field(default_factory=list, max_length=MOST_WISHES)
    flights: list[FlightAsk] = Field(default_factory=list, max_length=MOST_WISHES)
    values: list[ValueAsk] = Field(default_factory=list, max_length=MOST_WISHES)
    days: Days = None


class ForkAsk(WishesAsk):
    """A scenario to split off: of the draft of a week (and a version of it), or of a publication."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, examples=["Twee teams erbij"])]
    week: Week | None = None
    version: Annotated[int | None, Field(ge=0, le=MOST, description="Versie van het concept; weglaten: nu.")] = None
    release: Annotated[Number | None, Field(description="Van deze publicatie, in plaats van een week.")] = None


class SupposeAsk(WishesAsk):
    """What is supposed beside what was, and what no longer is."""

    without: list[Place] = Field(
        default_factory=list, max_length=999, description="Veronderstellingen die vervallen, elk met haar place."
    )


# --- how one stands --------------------------------------------------------------------------------------------------


class OriginShown(Shape):
    """What a scenario was split from. ``baseline`` is the publication that held then, 0 for none."""

    draft: int | None = None
    version: int | None = None
    release: int | None = None
    baseline: int


class SupposedShown(Shape):
    """One thing that is supposed, in words; ``place`` names it when it is to go."""

    place: int
    what: str = Field(examples=["escortteam E-01-S1 erbij"])


class LeftOutShown(Shape):
    """What no longer applied on a newer base, and why."""

    what: str
    because: str = Field(examples=["dit gegeven is intussen gewijzigd"])


class TurnShown(Shape):
    """One thing that was done with a scenario."""

    deed: str = Field(examples=["afgesplitst"])
    at: Moment
    actor: str
    note: str


class ScenarioHead(Shape):
    """A scenario without what was done with it."""

    number: int = Field(examples=[3])
    name: str
    week: str = Field(examples=["2026-W48"])
    state: str = Field(examples=["open"])
    actor: str
    at: Moment
    expires: Moment
    origin: OriginShown
    supposed: list[SupposedShown]


class ScenarioShown(ScenarioHead):
    """A scenario as it stands. ``version`` rises with every deed; ``plan`` is the plan that it has now."""

    version: int
    draft: int
    plan: int
    left_out: list[LeftOutShown]
    turns: list[TurnShown]


class ScenariosShown(Shape):
    """Scenarios, newest first."""

    scenarios: list[ScenarioHead]
    next: str | None = None


# --- solving, comparing and taking over ------------------------------------------------------------------------------


class ScenarioSolveAsk(Shape):
    """How long to search, with one worker; two scenarios are solved at a time."""

    seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    seed: Annotated[int, Field(ge=0, le=MOST)] = 1


class ScenarioSolvesShown(Shape):
    """The solves of a scenario that this server was asked for, newest first."""

    solves: list[SolveShown]


class FiguresShown(Shape):
    """What a plan comes to. ``planned`` and ``due`` are per kind of activity, ``travel`` is in minutes."""

    plan: int
    levels: list[LevelShown]
    planned: dict[str, int]
    due: dict[str, int]
    unplanned: int
    broken: int = Field(description="Harde regels die overtreden worden, tot er berekend is.")
    travel: int
    people: int
    escorts: int
    vehicles: int
    flights: int


class ScenarioFiguresShown(Shape):
    """A scenario beside what it was split from, in figures."""

    number: int
    name: str
    base: FiguresShown
    figures: FiguresShown
    changed: int = Field(description="Zoveel onderdelen zijn anders gepland dan de basis.")


class ScenariosComparedShown(Shape):
    """Scenarios beside each other, in the order asked for."""

    scenarios: list[ScenarioFiguresShown]


class ScenarioComparedShown(ScenarioFiguresShown):
    """A scenario beside what it was split from, with a page of what is planned otherwise."""

    changes: list[ChangeShown]
    next: str | None = None


class TakeOverAsk(Shape):
    """Which parts to take over into the real draft of the week."""

    activities: list[Activity] = Field(default_factory=list, max_length=MOST_TAKEN, examples=[[KEY]])
    everything: Annotated[StrictBool, Field(description="Alles wat anders gepland is dan in het echte concept.")] = (
        False
    )
    version: Annotated[
        int | None, Field(ge=0, le=MOST, description="Versie van het echte concept die u zag; weglaten: de nieuwste.")
    ] = None


class RefusedShown(Shape):
    """A part that the real facts do not allow, with the rule and the reason."""

    activity: str
    rule: str
    because: str


class TakenOverShown(Shape):
    """What was taken over, as one step of the real draft; without a version nothing could be."""

    week: str
    draft: int
    version: int | None = None
    plan: int | None = None
    taken: list[str]
    along: list[str] = Field(description="Ritten die meegingen met wat gekozen is.")
    refused: list[RefusedShown]
    repeated: bool = False


class RemoveAsk(Shape):
    """Why a scenario is put away."""

    reason: Annotated[str, Field(max_length=LONGEST_NOTE, description="Kort, zonder namen.")] = ""
