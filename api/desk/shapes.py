"""What the desk says and hears as JSON: the week of a draft, questions about a move, edits and their answers.

Times are minutes since 2020-01-01 UTC, days the Dutch civil days; texts are in the visitor's language. A row is named
``soort:code`` (``regievoerder:RV-004``, ``voertuig:DV-07``), an activity by its key. Not allowed here: looking up.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MOMENT = 3_626_400
"""Monday 23 November 2026, 09:00 Dutch time."""
_CONVERSATION = "Z-26-48213/aanzegging/1"
_ROW = "regievoerder:RV-004"

Grade = Literal["tijd", "dag", "persoon", "alles"]
Zone = Literal["historie", "bevroren", "gepubliceerd", "concept"]


class Shape(BaseModel):
    """One shape of the JSON: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# --- a draft ---------------------------------------------------------------------------------------------------------


class OpenDraft(Shape):
    """Which week to open; its newest plan is the head, or the newest publication when there is none."""

    week: str = Field(pattern=r"^\d{4}-W\d{2}$", examples=["2026-W48"])


class Pinned(Shape):
    """How firmly an item is fixed, by a person."""

    grade: Grade
    reason: str = Field(examples=["advocaat kan alleen dan"])
    expires: int | None = Field(default=None, description="Vanaf wanneer het niet meer vaststaat.")


class Placed(Shape):
    """Where, when and with whom something is planned."""

    start: int
    end: int
    rows: list[str] = Field(examples=[[_ROW, "kamer:DC-ROTTERDAM"]])
    place: str | None = Field(default=None, examples=["DC Rotterdam"])
    text: str = Field(examples=["di 24 nov 13:30, regievoerder RV-004, DC Rotterdam"])


class Changed(Shape):
    """One item that differs from the newest publication."""

    activity: str = Field(examples=[_CONVERSATION])
    kind: str = Field(examples=["gesprek"])
    code: str = Field(default="", description="Zaakcode; leeg bij overleg zonder zaak.", examples=["Z-26-48213"])
    label: str = Field(examples=["aanzegging"])
    what: Literal["nieuw", "verplaatst", "gewijzigd", "vervallen"]
    before: Placed | None = None
    after: Placed | None = None


class LevelCost(Shape):
    """Cost of one level of the objective; levels are never summed."""

    level: int = Field(ge=0, le=5)
    name: str = Field(examples=["tijdig"])
    cost: int
    bound: int | None = None


class DraftHead(Shape):
    """A concept of a week: a line of versions; ``version`` goes into If-Match and comes back as ETag."""

    id: int
    week: str = Field(examples=["2026-W48"])
    version: int = Field(examples=[12])
    plan: int = Field(description="Nummer van het plan dat deze versie is.")
    release: int = Field(description="Publicatie waarmee is vergeleken; 0: nog geen.")
    changed: int = Field(description="Aantal wijzigingen op die publicatie.")
    can_undo: bool
    can_redo: bool


class Draft(DraftHead):
    """The head with every change on the newest publication, and the cost per level."""

    changes: list[Changed]
    levels: list[LevelCost]


# --- the week, as the timeline needs it ----------------------------------------------------------------------------


class Day(Shape):
    """One Dutch civil day: ``start`` to ``end`` is 23, 24 or 25 hours."""

    date: str = Field(examples=["2026-11-24"])
    start: int
    end: int
    label: str = Field(examples=["di 24 nov"])
    open: bool = Field(description="Of het een Nederlandse werkdag is.")


class Row(Shape):
    """One row of the timeline."""

    id: str = Field(examples=[_ROW])
    kind: str = Field(examples=["regievoerder"])
    title: str = Field(examples=["RV-004"])
    subtitle: str = Field(default="", examples=["detentie"])
    load: list[int | None] = Field(description="Bezetting per dag in procenten; null: niets beschikbaar.")
    works: list[tuple[int, int]] = Field(default_factory=list, description="Werktijd of aangeboden tijd, van en tot.")


class Group(Shape):
    """Rows that belong together."""

    id: str
    title: str = Field(examples=["Kantoor Den Haag"])
    kind: str = Field(examples=["regievoerder"])
    load: list[int | None]
    rows: list[Row]


class Conflict(Shape):
    """A rule that is broken, or would be, in words."""

    rule: str = Field(examples=["R04"])
    text: str = Field(examples=["geen tolk Darija op wo 25 nov"])
    level: int = Field(ge=0, le=5, description="0: hard; hoger: dit kost alleen iets.")
    cost: int = 1
    overridable: bool = Field(default=False, description="Of een uitzondering kan worden vastgelegd.")
    by: str = Field(default="", description="Wie een uitzondering mag maken.", examples=["leidinggevende"])


class Part(Shape):
    """The stretch in which an item takes one row; wider than the item for an escort's duty."""

    row: str
    start: int
    end: int
    rested: int | None = Field(default=None, description="Tot wanneer escorts daarna rusten.")


class Report(Shape):
    """What a partner reported last while it is carried out."""

    state: Literal["begonnen", "vertraagd", "gereed", "geannuleerd"]
    text: str = Field(examples=["40 minuten later, 09:12"])


class Item(Shape):
    """One planned activity. ``id`` keeps through moves."""

    id: str
    activity: str = Field(examples=[_CONVERSATION])
    rows: list[str]
    parts: list[Part]
    kind: str = Field(examples=["gesprek"])
    label: str = Field(examples=["aanzegging"])
    code: str = Field(examples=["Z-26-48213"])
    place: str = ""
    start: int
    end: int
    zone: Zone
    pin: Pinned | None = None
    changed: bool = Field(description="Anders dan in de nieuwste publicatie, of nieuw.")
    conflicts: list[Conflict]
    travel_before: int = Field(description="Reisminuten naar dit item toe, op de rij van de regievoerder.")
    all_day: bool = False
    serves: str | None = Field(default=None, description="Activiteit waarvoor dit vervoer is.")
    report: Report | None = None


class Away(Shape):
    """A stretch in which a row is not there."""

    row: str
    start: int
    end: int
    label: str = Field(examples=["verlof"])


class Waiting(Shape):
    """Something that is not planned, and why."""

    activity: str = Field(examples=[_CONVERSATION])
    kind: str
    label: str
    code: str
    minutes: int = Field(default=60, description="Hoe lang het duurt.")
    due: int | None = Field(default=None, description="Eerste minuut die te laat is.")
    slack_days: int | None = Field(default=None, description="Dagen tot de termijn; negatief: te laat.")
    cause: str = Field(description="Soort oorzaak.", examples=["capaciteit"])
    reason: str
    rule: str
    one_rule_away: str | None = Field(default=None, description="De ene regel die alles tegenhoudt, als dat zo is.")


class AtRisk(Shape):
    """A planned item that ends late, or with hardly any slack left."""

    activity: str
    code: str
    label: str
    due: int
    slack_days: int
    text: str


class Ownerless(Shape):
    """A case that nobody has, and why."""

    case: str = Field(examples=["Z-26-48213"])
    rule: str
    reason: str


class Week(Shape):
    """A week of a draft, whole."""

    draft: int
    version: int
    week: str
    now: int = Field(description="Nu, op een kwartier; buiten de horizon het planmoment. Wat ervoor ligt is historie.")
    start: int
    end: int
    days: list[Day]
    groups: list[Group]
    items: list[Item]
    absences: list[Away]
    unplanned: list[Waiting]
    at_risk: list[AtRisk]
    ownerless: list[Ownerless] = Field(default_factory=list)


# --- questions while moving ------------------------------------------------------------------------------------------


class CheckAsk(Shape):
    """Would this do? Without ``row`` with whoever has it now, without ``start`` at the time it has now."""

    activity: str = Field(examples=[_CONVERSATION])
    row: str | None = Field(default=None, examples=[_ROW])
    start: int | None = Field(default=None, examples=[MOMENT])


class Follows(Shape):
    """Something else that changes with an edit."""

    activity: str
    code: str
    label: str
    text: str = Field(examples=["vervoer wordt opnieuw gepland: 10:15"])
    planned: bool


class CheckAnswer(Shape):
    """What the rules say. ``hard`` must be empty, or an exception recorded; ``soft`` is only shown."""

    version: int
    allowed: bool
    hard: list[Conflict]
    soft: list[Conflict]
    frozen: bool = Field(description="In de bevroren zone: alleen met een reden.")
    start: int
    end: int
    rows: list[str]


class RowsAsk(Shape):
    """Which rows could take it: at ``start``, or anywhere in the week when that is left out."""

    activity: str
    start: int | None = None


class RowState(Shape):
    """Whether a row could take it; if not, the first rule in the way and how many stand there."""

    row: str
    allowed: bool
    rule: str = ""
    text: str = ""
    broken: int = Field(default=0, description="Aantal gebroken regels op het beste moment; 1: één regel verwijderd.")
    free: int = Field(default=0, description="Vrije momenten in de week (zonder start gevraagd).")


class RowsAnswer(Shape):
    """Rows of the kind that the activity needs; rows that are not named cannot take it."""

    version: int
    rows: list[RowState]


class SlotsAsk(Shape):
    """The free starts of an activity in the week, on one row or on any."""

    activity: str
    row: str | None = None


class Slot(Shape):
    """One free start."""

    start: int
    end: int
    row: str


class SlotsAnswer(Shape):
    """Free starts, in order of time."""

    version: int
    slots: list[Slot]
