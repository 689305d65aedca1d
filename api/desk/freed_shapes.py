"""What could use something that came free, as JSON: the question, and each use with the edit that makes it so.

Not allowed here: finding it out.
"""

from pydantic import Field

from api.desk.edit_shapes import Move, Rearrange
from api.desk.shapes import MOMENT, Conflict, Shape

_DEPARTURE = "Z-26-48213/vertrek/1"


class BackfillAsk(Shape):
    """What came free: a seat, a sitting, or some time of a team, vehicle, room, interpreter or regievoerder."""

    row: str = Field(
        pattern=r"^(vlucht|zitting|escort|voertuig|kamer|tolk|regievoerder):.+$",
        max_length=100,
        examples=["voertuig:DVO-07"],
    )
    start: int | None = Field(
        default=None, description="Vrij vanaf; een vlucht of zitting heeft eigen tijden.", examples=[MOMENT]
    )
    end: int | None = Field(default=None, examples=[MOMENT + 240])
    fallen: list[str] = Field(
        default_factory=list, max_length=40, description="Wat uitviel en nog in het concept staat.", examples=[[]]
    )


class FreedUseShown(Shape):
    """Something that could use it: now, then, by how much each level gets better, and what is in the way."""

    activity: str = Field(examples=[_DEPARTURE])
    code: str = Field(examples=["Z-26-48213"])
    label: str = Field(examples=["Vertrek"])
    now: str = Field(examples=["nu niet gepland"])
    then: str = Field(default="", examples=["di 24 nov 13:30, vlucht KL1571-20261124"])
    gains: list[tuple[str, int]] = Field(examples=[[("gerealiseerd", 1)]])
    in_the_way: list[Conflict]
    rides: int = Field(default=0, description="Ritten die opnieuw gepland moeten worden.")
    edit: Move | Rearrange | None = Field(default=None, description="De wijziging die het zo maakt.")
    week: str | None = Field(default=None, description="In welke andere week dit kan.")


class BackfillAnswer(Shape):
    """What could use it, best first; what one rule keeps out; and how many more do not fit."""

    version: int
    free: str = Field(examples=["voertuig DVO-07, di 24 nov 09:00 tot 13:00"])
    fits: list[FreedUseShown]
    one_rule_away: list[FreedUseShown]
    others: int = Field(description="Zoveel meer passen er niet, om meer dan een regel.")
