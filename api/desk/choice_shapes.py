"""What is asked before an edit and told beside an item, as JSON: trials, holders of cases, escorts, repairs, news.

Not allowed here: edits themselves (``edit_shapes``), and looking anything up.
"""

from pydantic import Field

from api.desk.edit_shapes import Move, Price, Rearrange
from api.desk.shapes import Changed, Conflict, Follows, Shape

_CASE = "Z-26-48213"
_DEPARTURE = "Z-26-48213/vertrek/1"


class TryAnswer(Shape):
    """What an edit would do, without doing it: ``hard`` must be empty, or an exception recorded."""

    version: int
    allowed: bool
    hard: list[Conflict]
    soft: list[Conflict]
    frozen: bool = Field(description="In de bevroren zone: alleen met een reden.")
    changes: list[Changed] = Field(description="Wat er anders zou staan dan in deze versie.")
    follows: list[Follows]


class CaseAsk(Shape):
    """Which case."""

    case: str = Field(examples=[_CASE])


class Holder(Shape):
    """A regievoerder who might have a case, with the rules in the way."""

    regievoerder: str = Field(examples=["RV-004"])
    allowed: bool
    rules: list[Conflict]


class HoldersAnswer(Shape):
    """Everybody who might have a case, those with least in the way first."""

    version: int
    given: str | None = Field(default=None, description="Wie haar in dit concept heeft.")
    holders: list[Holder]


class ItemAsk(Shape):
    """Which item."""

    activity: str = Field(examples=[_DEPARTURE])


class CaseShown(Shape):
    """A case of an item: its page, who has it, and whether this draft may give it to another."""

    code: str = Field(examples=[_CASE])
    page: str = Field(default="", description="Adres van de pagina van de zaak.")
    regievoerder: str = ""
    assignable: bool = False
    hand_over: str = Field(default="", description="Waar de zaak wordt overgedragen, als dat hier niet kan.")


class Team(Shape):
    """An escort team: how many it has, may send along with this departure, and sends along now."""

    id: str = Field(examples=["KMAR-1"])
    size: int
    free: int
    sent: int


class Escorts(Shape):
    """What a departure asks of escorts: duty and rest, how many, and which teams could."""

    start: int
    end: int
    rested: int
    needed: int
    nurse: bool
    teams: list[Team]


class Reported(Shape):
    """One report of a partner about an item, newest last."""

    state: str = Field(examples=["vertraagd"])
    text: str = Field(examples=["vertraagd, 40 minuten later, 09:12"])


class Overridden(Shape):
    """Who changed something although it was frozen, when and why; ``text`` says it in a line."""

    who: str = Field(examples=["planner-2"])
    at: int
    reason: str = Field(examples=["advocaat kan niet"])
    text: str = Field(examples=["door planner-2 op ma 23 nov 2026 12:00: advocaat kan niet"])


class AboutAnswer(Shape):
    """What is told beside an item."""

    version: int
    activity: str
    cases: list[CaseShown]
    escorts: Escorts | None = None
    fallbacks: list[str] = Field(default_factory=list, description="Wat er gebeurt als het niet doorgaat.")
    reports: list[Reported] = Field(default_factory=list)
    override: Overridden | None = Field(default=None, description="Wie dit wijzigde terwijl het bevroren was.")


class RepairShown(Shape):
    """One way to plan something after all. ``edit`` makes it so; without one somebody else comes first: ``by``."""

    kind: str = Field(examples=["andere afspraak verschuift"])
    text: str
    price: list[Price]
    by: str = ""
    rule: str | None = None
    edit: Move | Rearrange | None = None
    hard: list[Conflict] = Field(default_factory=list, description="Waarvoor een uitzondering nodig is.")
    week: str | None = Field(default=None, description="In welke andere week dit kan.")
    proven: bool = Field(description="Of niets van deze soort goedkoper kan.")


class RepairsAnswer(Shape):
    """Ways to plan something after all, cheapest first; ``nothing`` says why there is none."""

    version: int
    repairs: list[RepairShown]
    nothing: str = ""


class NewsStep(Shape):
    """One step that somebody took."""

    number: int
    who: str
    what: str = Field(examples=["verplaats"])
    at: int
    text: str
    activities: list[str]


class NewsAnswer(Shape):
    """What came since a version: steps of the draft, another publication, reports of partners."""

    version: int
    release: int
    reports: int
    now: int = Field(description="Nu, op een kwartier: wat bevroren of voorbij is schuift dan op.")
    own: list[int] = Field(description="Nummers van de stappen van wie dit vraagt.")
    steps: list[NewsStep]
