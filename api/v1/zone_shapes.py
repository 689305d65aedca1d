"""What the JSON API says about zones: borders, what is frozen and why, and what was moved all the same.

Not allowed here: looking up.
"""

from typing import Annotated, Literal

from pydantic import Field

from api.v1.shapes import CASE, KEY, KindName, Moment, Shape

ZoneName = Literal["historie", "bevroren", "gepubliceerd", "concept"]
_BECAUSE = "vertrek bevriest 36 uur vooraf [A]: sinds za 21 nov 21:00"


class BorderShown(Shape):
    """A kind of activity: how many hours ahead it is frozen by which norm, until when that is now, and how many are."""

    kind: KindName
    hours: int = Field(examples=[36])
    rule: str = Field(examples=["P08"])
    norm: str = Field(description="Sleutel van de norm.", examples=["frozen-departure"])
    mark: str = Field(description="Hoe zeker de norm is: F, S of A.", examples=["A"])
    until: Moment
    frozen: int = Field(description="Hoeveel er nu bevroren zijn.", examples=[12])


class OverrideShown(Shape):
    """Something frozen that was changed all the same: who, when, why, and from when to when; none: not planned."""

    activity: Annotated[str, Field(examples=[KEY])]
    week: str = Field(examples=["2026-W48"])
    how: str = Field(description="Welke stap.", examples=["annuleer"])
    by: str = Field(examples=["planner-2"])
    at: Moment
    reason: str = Field(description="Leeg: de gegevens zelf dwongen ertoe.", examples=["advocaat kan niet"])
    before: Moment | None = None
    after: Moment | None = None
    undone: bool = Field(default=False, description="Weer ongedaan gemaakt.")


class ZonedShown(Shape):
    """One item: its zone and why, where it is published and in the draft, and who changed it although frozen."""

    activity: Annotated[str, Field(examples=[KEY])]
    kind: KindName | None = None
    cases: list[str] = Field(examples=[[CASE]])
    zone: ZoneName
    because: str = Field(examples=[_BECAUSE])
    published: Moment | None = None
    drafted: Moment | None = None
    freezes: Moment | None = Field(default=None, description="Wanneer het bevriest of bevroor.")
    override: OverrideShown | None = None


class ZonesShown(Shape):
    """The zones at a moment: borders, the items of one week, and what moved out of the frozen zone in the last week."""

    at: Moment
    week: str = Field(examples=["2026-W48"])
    release: int = Field(description="De nieuwste publicatie; 0: geen.", examples=[7])
    draft: int = Field(description="Het concept van de week; 0: geen.", examples=[3])
    version: int = Field(examples=[12])
    borders: list[BorderShown]
    counts: dict[ZoneName, int] = Field(examples=[{"historie": 0, "bevroren": 12, "gepubliceerd": 240, "concept": 3}])
    items: list[ZonedShown]
    overrides: list[OverrideShown]
    next: str | None = None
