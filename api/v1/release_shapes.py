"""What the JSON API says and hears about comparing, releases, proposals and cases.

Not allowed here: looking up, and who may see what (``sight``).
"""

from typing import Annotated, Literal

from pydantic import Field

from api.v1.shapes import MOST, AppointmentShown, KindName, Moment, Number, ReasonShown, Shape, UnplannedShown
from api.v1.zone_shapes import OverrideShown


class ChangeShown(Shape):
    """One activity that is planned otherwise: from what to what, why, and who must be told."""

    activity: str
    cases: list[str]
    kind: KindName
    turn: Literal["nieuw", "vervallen", "verplaatst", "anders"]
    before: AppointmentShown | None = None
    after: AppointmentShown | None = None
    reason: ReasonShown | None = None
    told: list[str] = Field(examples=[["regievoerder RV-004"]])


class ComparisonShown(Shape):
    """What differs between two plans; without ``before`` from what was published."""

    before: int | None = None
    after: int
    total: int
    changes: list[ChangeShown]
    next: str | None = None


class ReleaseHead(Shape):
    """A publication by its number."""

    release: int = Field(examples=[7])
    newest: bool


class ReleasesShown(Shape):
    """Publications, newest first."""

    releases: list[ReleaseHead]
    next: str | None = None


class ReleaseShown(ReleaseHead):
    """A publication as far as it concerns who asks."""

    published_at: Moment
    appointments: list[AppointmentShown]
    unplanned: list[UnplannedShown] | None = None


Turn = Literal["nieuw", "gewijzigd", "vervallen"]


class ReleaseChange(Shape):
    """One appointment that a publication made, changed or cancelled."""

    turn: Turn
    appointment: AppointmentShown
    override: OverrideShown | None = Field(default=None, description="Dit was bevroren: wie wijzigde het, en waarom.")


class ReleaseChanges(Shape):
    """What a publication changed for who asks."""

    release: int
    changes: list[ReleaseChange]
    next: str | None = None


ReasonName = Literal["uitval", "verzoek", "middelen", "correctie"]


class Days(Shape):
    """A stretch of time, up to its end."""

    start: Moment
    end: Moment


class ProposalAsk(Shape):
    """What to publish of a plan: all, or these kinds and days only."""

    plan: Number
    kinds: Annotated[list[KindName], Field(min_length=1, max_length=5)] | None = None
    days: Days | None = None
    reason: ReasonName | None = None
    note: Annotated[str, Field(max_length=200)] = ""


class RejectAsk(Shape):
    """Why a proposal is turned down."""

    remark: Annotated[str, Field(max_length=300)] = ""


class ProposalShown(Shape):
    """A proposal to publish, and what became of it."""

    proposal: int
    plan: int
    by: str
    at: Moment
    kinds: list[KindName] | None = None
    days: Days | None = None
    reason: str | None = None
    note: str
    state: Literal["open", "gepubliceerd", "afgewezen", "ingetrokken"]
    decided_by: str
    decided_at: Moment | None = None
    release: int = Field(description="Nummer van de publicatie; 0: nog geen.")
    remark: str


class ProposalsShown(Shape):
    """Proposals that wait for a decision, oldest first."""

    proposals: list[ProposalShown]
    next: str | None = None


class ToDo(Shape):
    """One thing that a case asks."""

    kind: str = Field(examples=["termijn"])
    what: str
    due: Annotated[int | None, Field(le=MOST)] = None
    planned: Moment | None = None


class CaseHead(Shape):
    """An open case; ``handle`` stands for it in addresses."""

    handle: str
    code: str | None = Field(default=None, examples=["Z-26-48213"])
    regievoerder: str | None = None
    target_group: str | None = None
    phase: str | None = None
    to_do: list[ToDo] | None = None


class CasesShown(Shape):
    """Cases within reach, in the order of their codes."""

    cases: list[CaseHead]
    total: int
    next: str | None = None


class PlannedShown(Shape):
    """A published appointment of a case."""

    activity: str
    start: Moment | None = None
    end: Moment | None = None


class CaseShown(CaseHead):
    """One case."""

    country: str | None = None
    language: str | None = None
    handed_over: str | None = Field(default=None, examples=["2026-09-01"])
    regime: str | None = None
    track: str | None = None
    household: list[str] | None = Field(default=None, description="Verwijzingen naar de anderen van het gezin.")
    planned: list[PlannedShown] | None = None
