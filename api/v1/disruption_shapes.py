"""What the JSON API hears and says about disruptions: one request per kind, impact, repairs.

Times are whole minutes since 2020-01-01T00:00Z. Not allowed here: looking up, and which facts follow.
"""

from typing import Annotated, Literal

from pydantic import Field

from api.v1.shapes import CASE, KEY, Moment, Shape
from planner.domain.disruption_life import LONGEST_NOTE

Code = Annotated[str, Field(min_length=1, max_length=64)]
Reason = Annotated[str, Field(max_length=40, description="Reden als code; weglaten: de eerste van de soort.")]
Week = Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", max_length=8, examples=["2026-W48"])]
Note = Annotated[str, Field(max_length=LONGEST_NOTE, description="Kort, zonder namen.")]
Document = Annotated[str, Field(min_length=1, max_length=64)]


class _Report(Shape):
    """What every report has."""

    code: Reason = ""
    note: Note = ""


class FlightCancelledAsk(_Report):
    """A flight does not go."""

    kind: Literal["vlucht-vervallen"]
    flight: Annotated[Code, Field(examples=["KL1571-20261124"])]


class FlightRetimedAsk(_Report):
    """A flight goes at another time."""

    kind: Literal["vlucht-verplaatst"]
    flight: Code
    departs: Moment
    arrives: Moment | None = None


class OfficerAbsentAsk(_Report):
    """A regievoerder is not there."""

    kind: Literal["regievoerder-afwezig"]
    officer: Annotated[Code, Field(examples=["RV-004"])]
    start: Moment
    end: Moment


class EscortAbsentAsk(_Report):
    """An escort team, or one escort, is not there."""

    kind: Literal["escort-afwezig"]
    escort: Code
    start: Moment
    end: Moment


class SessionMovedAsk(_Report):
    """A sitting is at another time; without a start it does not take place."""

    kind: Literal["zitting-verplaatst"]
    session: Code
    start: Moment | None = None
    end: Moment | None = None


class VehicleDownAsk(_Report):
    """A vehicle cannot be used."""

    kind: Literal["voertuig-uitgevallen"]
    vehicle: Code
    start: Moment
    end: Moment | None = None


class PersonGoneAsk(_Report):
    """A person is not available."""

    kind: Literal["persoon-niet-beschikbaar"]
    case: Annotated[Code, Field(examples=[CASE])]
    start: Moment
    end: Moment | None = None


class NewApplicationAsk(_Report):
    """An application forbids a departure as long as it runs."""

    kind: Literal["nieuwe-aanvraag"]
    case: Code
    start: Moment
    end: Moment | None = None


class DocumentChangedAsk(Shape):
    """A travel document was issued, refused, or comes later than promised."""

    kind: Literal["document-gewijzigd"]
    case: Code
    code: Literal["verstrekt", "geweigerd", "te-laat"]
    document: Document = "laissez-passer"
    start: Annotated[Moment | None, Field(description="Geldig of verwacht vanaf; leeg bij een weigering.")] = None
    end: Moment | None = None
    note: Note = ""


class RoomClosedAsk(_Report):
    """Conversation rooms of a site cannot be used; without a number all."""

    kind: Literal["ruimte-gesloten"]
    place: Code
    start: Moment
    end: Moment
    rooms: Annotated[int | None, Field(ge=1, le=1000)] = None


class TransportDelayedAsk(_Report):
    """A ride begins later than planned."""

    kind: Literal["vervoer-vertraagd"]
    activity: Annotated[str, Field(min_length=1, max_length=200, examples=[KEY])]
    minutes: Annotated[int, Field(ge=1, le=1440)]


class HandOverIncompleteAsk(Shape):
    """Something of the hand-over of a departure is missing."""

    kind: Literal["overdracht-onvolledig"]
    activity: Annotated[str, Field(min_length=1, max_length=200)]
    item: Literal[
        "identiteit",
        "reisdocument",
        "fit-to-fly",
        "toets-ind",
        "medische-overdracht",
        "bagage",
        "eten-en-drinken",
        "uitleg",
    ]
    end: Annotated[Moment | None, Field(description="Wanneer het er is.")] = None
    note: Note = ""


AnyReport = Annotated[
    FlightCancelledAsk
    | FlightRetimedAsk
    | OfficerAbsentAsk
    | EscortAbsentAsk
    | SessionMovedAsk
    | VehicleDownAsk
    | PersonGoneAsk
    | NewApplicationAsk
    | DocumentChangedAsk
    | RoomClosedAsk
    | TransportDelayedAsk
    | HandOverIncompleteAsk,
    Field(discriminator="kind"),
]


class FactShown(Shape):
    """One fact that a report changed, in the columns of a delivery."""

    table: str
    which: str
    turn: str
    changes: list[list[str]] = Field(description="Kolom, waarde ervoor, waarde erna.")


class DisruptionShown(Shape):
    """What was reported, and how it stands."""

    number: int
    kind: str
    at: Moment
    code: str
    state: str = Field(examples=["nieuw"])
    actor: str
    note: str
    about: list[str] = Field(description="Codes van wat erdoor geraakt is.")
    facts: list[FactShown]


class DisruptionsShown(Shape):
    """Reports, newest first."""

    disruptions: list[DisruptionShown]
    total: int
    next: str | None = None


class FileAsk(Shape):
    """A file of reports as CSV, with the columns of ``vertrekplanner disruption import``."""

    csv: Annotated[
        str,
        Field(
            min_length=1, max_length=2_000_000, examples=["soort;vlucht;reden\nvlucht-vervallen;KL1571-20261124;weer\n"]
        ),
    ]


class FileShown(Shape):
    """Everything that a file reported, in the order of its rows."""

    disruptions: list[DisruptionShown]


class WithdrawnShown(Shape):
    """What taking back came to."""

    number: int
    kept: int = Field(description="Gegevens die intussen weer waren gewijzigd en zo blijven.")


class AcceptAsk(Shape):
    """Why the plan stays as it is."""

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]


class WeekAsk(Shape):
    """The draft of which week."""

    week: Week


class RepairsAsk(WeekAsk):
    """How far repairs may go. ``cap``: at most so many items change; ``fill``: offer what comes free to others."""

    cap: Annotated[int | None, Field(ge=1, le=1000)] = None
    count: Annotated[int, Field(ge=1, le=5)] = 3
    fill: bool = False


class UsesAsk(WeekAsk):
    """What came free, by one of the names that the impact gives."""

    free: Annotated[str, Field(min_length=1, max_length=200)]


class ApplyAsk(WeekAsk):
    """Which repair is applied."""

    repair: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class StruckShown(Shape):
    """An activity, with which rules say what."""

    activity: str
    what: str
    cases: str
    kind: str
    when: str
    because: list[list[str]] = Field(description="Regel en zin.")
    frozen: bool
    begun: bool


class ImpactAnswer(Shape):
    """What a disruption does to the draft of a week."""

    week: str
    version: int
    struck: list[StruckShown]
    dependents: list[StruckShown]
    at_risk: list[StruckShown]
    unlocked: list[StruckShown]
    free: list[str]
    told: list[str]


class UseShown(Shape):
    """An activity that could use it: now, then, what it improves per level, and rule and sentence in its way."""

    activity: str
    what: str
    cases: str
    now: str
    then: str
    gains: list[tuple[str, int]]
    in_the_way: list[tuple[str, str]]
    rides: int = Field(description="Ritten die opnieuw gepland moeten worden.")


class UsesAnswer(Shape):
    """What could use something that comes free, best first."""

    week: str
    version: int
    free: str
    fits: list[UseShown]
    one_rule_away: list[UseShown]
    others: int = Field(description="Zoveel meer passen er niet, om meer dan een regel.")


class MovedShown(Shape):
    """What becomes of one item in a repair."""

    activity: str
    what: str
    cases: str
    kind: str
    before: str
    after: str
    because: str
    frozen: bool
    weight: int


class RulePriceShown(Shape):
    """What one rule costs more or less."""

    rule: str
    level: int
    name: str
    amount: int


class RepairAnswer(Shape):
    """One repair. ``mark`` is what it is applied by."""

    mark: str
    way: str
    what: str
    changes: list[MovedShown]
    prices: list[RulePriceShown]
    levels: list[tuple[str, int]]
    told: list[str]
    dropped: int
    served: int
    weight: int = Field(description="Gewicht van de wijzigingen.")
    bound: int = Field(description="Lichter kan niet.")
    proven: bool
    needless: int


class RepairsAnswer(Shape):
    """Different repairs, the best first; ``sought`` says how far more were looked for, when there are fewer."""

    week: str
    version: int
    repairs: list[RepairAnswer]
    sought: str = ""


class AppliedShown(Shape):
    """What applying came to: the version of the draft, and its plan."""

    week: str
    draft: int
    version: int
    plan: int
    repeated: bool
