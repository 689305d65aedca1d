"""What the JSON API says and hears about plans, releases and cases.

Times are whole minutes since 2020-01-01T00:00Z. A key that somebody may not see is left out, not emptied. Not allowed
here: looking up, and who may see what (``sight``).
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

MOST = 2**31 - 1
"""Larger numbers are refused: no count and no minute comes near."""
KEY = "Z-26-48213/aanzegging/1"
CASE = "Z-26-48213"
PLAN = 12
MOMENT = 3_626_400
"""Monday 23 November 2026, 09:00 Dutch time."""
LONGEST_KEY = 200

Moment = Annotated[int, Field(ge=0, le=MOST, description="Minuut sinds 2020-01-01T00:00Z.", examples=[MOMENT])]
Number = Annotated[int, Field(ge=1, le=MOST)]
Activity = Annotated[str, Field(min_length=1, max_length=LONGEST_KEY, examples=[KEY])]
PlanOrNewest = Annotated[Number | None, Field(description="Nummer van een plan; weglaten: het nieuwste.")]
JsonObject = dict[str, JsonValue]
KindName = Literal["gesprek", "presentatie", "vertrek", "vervoer", "overleg"]


class Shape(BaseModel):
    """One shape of the JSON: unknown fields are refused, and so is a text where a number is meant."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# --- appointments ----------------------------------------------------------------------------------------------------


class PlaceShown(Shape):
    """A place; a mission has no code and no name for who may not know the country."""

    name: str = Field(examples=["DC Rotterdam, Rotterdam"])
    code: str | None = Field(default=None, examples=["DC-ROTTERDAM"])


class StopShown(Shape):
    """An uninterrupted presence at one place."""

    place: PlaceShown
    start: Moment
    end: Moment


class PartShown(Shape):
    """Who or what takes part, and when; an escort's duty is wider than the flight."""

    kind: str = Field(examples=["regievoerder"])
    code: str = Field(examples=["RV-004"])
    start: Moment
    end: Moment
    amount: int = 1
    stops: list[StopShown] | None = None


class FlightShown(Shape):
    """The flight of a departure."""

    number: str = Field(examples=["KL 1571"])
    destination: str = Field(examples=["CMN"])
    country: str = Field(examples=["MA"])


class AppointmentShown(Shape):
    """Something planned, as far as who asks may know it."""

    operation: str | None = Field(default=None, description="Nummer waaronder partners het kennen.")
    activity: str | None = Field(default=None, examples=[KEY])
    kind: KindName | None = None
    step: str | None = Field(default=None, examples=["aanzegging"])
    cases: list[str] | None = Field(default=None, examples=[[CASE]])
    start: Moment | None = None
    end: Moment | None = None
    all_day: bool | None = None
    place: PlaceShown | None = None
    parts: list[PartShown]
    flight: FlightShown | None = None
    country: str | None = Field(default=None, examples=["MA"])
    language: str | None = Field(default=None, examples=["ar"])
    escorts: int | None = Field(default=None, description="Aantal begeleiders.")


class UnplannedShown(Shape):
    """Something that is not planned, and why."""

    activity: str | None = Field(default=None, examples=[KEY])
    kind: KindName | None = None
    cases: list[str] | None = None
    code: str | None = Field(default=None, examples=["capaciteit"])
    reasons: list["ReasonShown"] | None = None


class ReasonShown(Shape):
    """A rule, and in words what it says here."""

    rule: str = Field(examples=["R04"])
    because: str


# --- plans -----------------------------------------------------------------------------------------------------------


class LevelShown(Shape):
    """Cost of one level of the objective, and what no plan can beat (none: not proven); levels are never summed."""

    level: int = Field(ge=0, le=5)
    name: str = Field(examples=["wettelijk"])
    cost: int
    bound: int | None = None


class PlanHead(Shape):
    """A stored plan without its contents."""

    plan: int = Field(examples=[PLAN])
    made_at: Moment
    actor: str
    release: int = Field(description="Publicatie waarvan is uitgegaan; 0: geen.")


class PlansShown(Shape):
    """Stored plans, newest first."""

    plans: list[PlanHead]
    next: str | None = None


class PlanShown(PlanHead):
    """A plan with everything in it."""

    levels: list[LevelShown]
    appointments: list[AppointmentShown]
    unplanned: list[UnplannedShown]


class IssueShown(Shape):
    """A fact that cannot be right, where it stands and what to do."""

    code: str = Field(examples=["boeking-dubbel"])
    table: str = Field(examples=["boekingen"])
    subject: str
    activity: str | None = None
    what: str
    remedy: str


class IssuesShown(Shape):
    """Issues of the facts."""

    issues: list[IssueShown]
    total: int
    next: str | None = None


class BreachShown(Shape):
    """One place where a plan breaks a rule; level 0 is hard."""

    rule: str = Field(examples=["R04"])
    level: int = Field(ge=0, le=5)
    cost: int
    because: str
    activities: list[str]


class CheckShown(Shape):
    """What the rulebook says of a plan."""

    allowed: bool = Field(description="Of geen harde regel wordt overtreden.")
    rulebook: str
    breaches: list[BreachShown]
    levels: list[LevelShown]
    stated_otherwise: list[int] = Field(description="Niveaus waarvan het plan zelf andere kosten opgeeft.")


class ShareShown(Shape):
    """A part of a plan's cost."""

    level: int
    what: str
    cost: int
    breaches: int
    largest: str


class SharesShown(Shape):
    """Where the cost of a plan comes from."""

    shares: list[ShareShown]


# --- questions -------------------------------------------------------------------------------------------------------


class WhyAsk(Shape):
    """Ask why something is planned so, or not. Level 1: what blocks; 2: which rules conflict; 3: what could be done."""

    activity: Activity
    plan: PlanOrNewest = None
    level: Annotated[int, Field(ge=1, le=3)] = 3


class WhyCaseAsk(Shape):
    """Ask why a case has no regievoerder, or not another."""

    case: Annotated[str, Field(min_length=1, max_length=64, examples=[CASE])]
    plan: PlanOrNewest = None


class WhyNotAsk(Shape):
    """Ask why not with that resource, or not then."""

    activity: Activity
    resource: Annotated[str | None, Field(max_length=64, examples=["RV-004"])] = None
    start: Moment | None = None
    plan: PlanOrNewest = None
    level: Annotated[int, Field(ge=1, le=3)] = 1


class WishAsk(Shape):
    """Somebody's own version of one appointment."""

    activity: Activity
    resource: Annotated[str | None, Field(max_length=64, examples=["RV-004"])] = None
    start: Moment | None = None


class EvaluateAsk(Shape):
    """Ask what a version would break, change and cost."""

    wishes: Annotated[list[WishAsk], Field(min_length=1, max_length=20)]
    plan: PlanOrNewest = None


class WhyShown(BaseModel):
    """What was found about an activity; docs/WAAROM.md explains the parts."""

    activiteit: str
    gepland: JsonObject | None
    niveau_1: JsonObject
    niveau_2: list[JsonObject]
    niveau_3: list[JsonObject]
    geen_oplossing: str | None
    daarna: list[JsonObject]
    milliseconden: list[int]


class WhyCaseShown(BaseModel):
    """Who might have had a case, with what is in the way."""

    zaak: str
    regievoerder: str | None
    kandidaten: list[JsonObject]
    botsing: list[JsonObject]
    bewijs: str


class EvaluationShown(BaseModel):
    """What a version breaks, changes and costs."""

    wensen: list[str]
    overtreedt: list[JsonObject]
    verschil: list[JsonObject]
    wijzigingen: list[JsonObject]
    bewijs: str
    opmerking: str


class RecommendAsk(Shape):
    """The best free places for one activity."""

    activity: Activity
    plan: PlanOrNewest = None
    count: Annotated[int, Field(ge=1, le=20)] = 5


class FillAsk(Shape):
    """What could use a free stretch of a regievoerder, a session or a flight; ``together``: what fits as a whole.

    ``start`` and ``end`` are minutes since 2020-01-01 UTC.
    """

    resource: Annotated[str, Field(pattern=r"^(regievoerder|zitting|vlucht):.+$", examples=["regievoerder:RV-0042"])]
    start: Moment
    end: Moment
    plan: PlanOrNewest = None
    count: Annotated[int, Field(ge=1, le=20)] = 5
    together: bool = False
