"""Edits as JSON: what may be asked of a draft, what comes back, and the best placements, each as an edit.

Not allowed here: doing it, and the shapes of the week (``shapes``).
"""

from typing import Annotated, Literal

from pydantic import Field

from api.desk.shapes import MOMENT, Conflict, DraftHead, Follows, Grade, Item, Shape, Waiting

_CONVERSATION = "Z-26-48213/aanzegging/1"
_ROW = "regievoerder:RV-004"

CancelCode = Literal[
    "persoon-niet-beschikbaar",
    "regievoerder-niet-beschikbaar",
    "tolk-niet-beschikbaar",
    "locatie-niet-beschikbaar",
    "middel-niet-beschikbaar",
    "partner-zegt-af",
    "niet-meer-nodig",
    "anders",
]


class Waiver(Shape):
    """An exception to a rule that is broken hard, recorded with the reason."""

    rule: str = Field(examples=["R07"])
    reason: str = Field(min_length=3, max_length=300, examples=["de vertegenwoordiging ontvangt toch"])


class Edit(Shape):
    """What every edit may carry. ``pin``: how firmly the result is fixed, alles unless said otherwise."""

    reason: str = Field(default="", max_length=300, description="Waarom; in de bevroren zone verplicht.")
    exceptions: list[Waiver] = Field(default_factory=list)


class Pinning(Edit):
    """An edit after which the item is pinned."""

    pin: Grade | Literal["geen"] = "alles"
    pin_expires: int | None = None


class Move(Pinning):
    """Another time, place, person or means; what is left out stays. Plans what is not planned yet."""

    what: Literal["verplaats"] = "verplaats"
    activity: str = Field(examples=[_CONVERSATION])
    start: int | None = Field(default=None, examples=[MOMENT])
    row: str | None = Field(
        default=None, description="Regievoerder, vertegenwoordiging of zitting, vlucht of voertuig.", examples=[_ROW]
    )
    place: str | None = Field(default=None, description="Code van de locatie.")
    teams: list[str] | None = Field(default=None, description="Escortteams; leeg gelaten: gekozen door de planner.")


class Swap(Pinning):
    """Two items change times (and performers, where they may have each other's)."""

    what: Literal["ruil"]
    activity: str
    other: str


class Target(Shape):
    """Where one of several items goes."""

    activity: str = Field(examples=[_CONVERSATION])
    start: int | None = Field(default=None, examples=[MOMENT])
    row: str | None = Field(default=None, examples=[_ROW])
    place: str | None = None
    teams: list[str] | None = None


class Rearrange(Pinning):
    """Several items elsewhere in one step, and what gives way to the first of them out of the plan."""

    what: Literal["herschik"]
    moves: list[Target] = Field(min_length=1, max_length=40)
    left_out: list[str] = Field(default_factory=list, max_length=40)


class Assign(Edit):
    """A case, with its household, gets a regievoerder, from the start of the week on."""

    what: Literal["wijs-toe"]
    case: str = Field(examples=["Z-26-48213"])
    regievoerder: str = Field(examples=["RV-004"])


class Cancel(Edit):
    """Out of the plan, with a coded reason; it stays visible as not planned."""

    what: Literal["annuleer"]
    activity: str
    code: CancelCode


class Add(Pinning):
    """A conversation or meeting of the officer's own."""

    what: Literal["voeg-toe"]
    kind: Literal["gesprek", "overleg"]
    label: str = Field(min_length=2, max_length=60, examples=["extra gesprek"])
    case: str | None = None
    regievoerder: str | None = None
    start: int
    duration: int = Field(ge=5, le=600)
    place: str | None = None
    interpreter: bool = False


class Pin(Edit):
    """Fix an item as it is."""

    what: Literal["zet-vast"]
    activity: str
    grade: Grade = "alles"
    expires: int | None = None


class Unpin(Edit):
    """Let an item go."""

    what: Literal["maak-los"]
    activity: str


AnyEdit = Annotated[Move | Swap | Rearrange | Assign | Cancel | Add | Pin | Unpin, Field(discriminator="what")]


class EditAnswer(Shape):
    """What an edit did. ``items``/``unplanned`` replace those of the same activity; ``gone`` are no longer planned."""

    draft: DraftHead
    number: int = Field(description="Nummer in het logboek van dit concept.")
    merged: bool = Field(description="Of er intussen wijzigingen van een ander waren die hier los van staan.")
    repeated: bool = Field(default=False, description="Of dezelfde sleutel al eerder was gebruikt.")
    items: list[Item]
    unplanned: list[Waiting]
    gone: list[str] = Field(default_factory=list)
    follows: list[Follows]
    soft: list[Conflict]


class Touched(Shape):
    """What somebody else changed meanwhile."""

    activity: str
    code: str = ""
    label: str = ""
    who: str = Field(examples=["planner-2"])
    at: int
    what: str = Field(examples=["verplaats"])
    before: str = Field(default="", description="Hoe het stond.")
    after: str = Field(default="", description="Hoe het nu staat.")


class Refusal(Shape):
    """Why an edit was not done (application/problem+json): 409 with ``changed``, 422 with ``broken``."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    version: int | None = None
    """Version of the draft; not there when the key was used for something else before."""
    changed: list[Touched] = Field(default_factory=list)
    broken: list[Conflict] = Field(default_factory=list)


class Logged(Shape):
    """One line of the log of a draft."""

    number: int
    at: int
    who: str
    what: str = Field(examples=["verplaats", "herstel", "opnieuw", "berekening"])
    text: str
    reason: str
    before: int
    after: int
    activities: list[str]
    undone: bool


class Log(Shape):
    """The log of a draft, newest first."""

    draft: int
    version: int
    lines: list[Logged]


class AlternativesAsk(Shape):
    """The best placements."""

    activity: str
    count: int = Field(default=5, ge=1, le=20)


class Price(Shape):
    """By how much one rule costs more (or less) than now."""

    rule: str
    level: int
    amount: int
    text: str = Field(examples=["reistijd +54"])


class Told(Shape):
    """Somebody who must be told."""

    who: str = Field(examples=[_ROW])
    text: str = Field(examples=["regievoerder RV-004"])


class Alternative(Shape):
    """One placement, with what it costs, whom it concerns, and the edit that makes it so."""

    start: int
    end: int
    rows: list[str]
    text: str
    price: list[Price]
    told: list[Told]
    edit: Move


class AlternativesAnswer(Shape):
    """Placements without a hard breach, cheapest first."""

    version: int
    alternatives: list[Alternative]
