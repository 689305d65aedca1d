"""What a free stretch of a row could be used for: the best things for it, or what fits into it together.

Not allowed here: putting it there (that is an edit), and finding it (the desk of the draft does).
"""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.desk.answers import alternative_of
from api.desk.drafts import DRAFT, REFUSALS, Drafts, answered, cases_of
from api.desk.edit_shapes import Alternative
from api.desk.known import about, known_of, resource_of
from api.desk.shapes import MOMENT, Shape
from api.web.declare import asks
from api.web.speech import _
from planner.domain.access import Permission
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.ports.editing import EditImpossibleError, Filler
from planner.usecases.editing.heads import Opened
from solver.known import Known

OFFERED = 6


class FillAsk(Shape):
    """A free stretch of a regievoerder, a mission or a flight; ``together``: what fits into it as a whole."""

    row: str = Field(pattern=r"^(regievoerder|zitting|vlucht):.+$", examples=["regievoerder:RV-0042"])
    start: int = Field(examples=[MOMENT])
    end: int = Field(examples=[MOMENT + 90])
    together: bool = False


class FillerOffered(Shape):
    """Something that would gain by the stretch, and how it would stand there."""

    activity: str
    code: str
    label: str
    place: Alternative


class FillAnswer(Shape):
    """What could use the stretch, the most worth first."""

    version: int
    fillers: list[FillerOffered]


def add_filling(router: APIRouter, drafts: Drafts) -> None:
    """Add the route."""

    @router.post(
        DRAFT + "/fill", summary="Wat kan deze vrije tijd gebruiken?", response_model=FillAnswer, responses=REFUSALS
    )
    @asks(Permission.SEE_DESK)
    def fill(request: Request, draft: int, asked: FillAsk) -> Response:
        opened = drafts.opened(draft)

        def answer() -> BaseModel:
            found = _found(opened, asked)
            drafts.note(request, cases_of(opened, (one.activity for one in found)), "vrije tijd vullen")
            known = known_of(opened.desk)
            return FillAnswer(version=opened.version, fillers=[_offered(known, one) for one in found])

        return answered(request, opened, answer)


def _found(opened: Opened, asked: FillAsk) -> tuple[Filler, ...]:
    """Return what could use the stretch; raise EditImpossibleError."""
    if asked.end <= asked.start:
        raise EditImpossibleError(_("het einde ligt niet na het begin\nGeef een stuk tijd, bijvoorbeeld een uur."))
    stretch = Interval(Minute(asked.start), Minute(asked.end))
    resource = resource_at(known_of(opened.desk), asked.row, stretch)
    if asked.together:
        return opened.desk.packed(resource, stretch)
    return opened.desk.fillers(resource, stretch, OFFERED)


def resource_at(known: Known, row: str, stretch: Interval | None) -> ResourceRef:
    """Return who or what is free; on the row of a mission that is its session of that time, if one is given."""
    resource = resource_of(row)
    if resource.kind is not ResourceKind.SESSION or resource.id in known.sessions or stretch is None:
        return resource
    own = (one for one in known.sessions.values() if one.mission == resource.id)
    there = (one for one in own if one.interval.overlaps(stretch.start, stretch.end))
    first = min(there, key=lambda one: one.interval.start, default=None)
    if first is None:
        raise EditImpossibleError(_("op deze tijd is er geen zitting\nKies een tijd binnen een zitting."))
    return ResourceRef(ResourceKind.SESSION, first.id)


def _offered(known: Known, filler: Filler) -> FillerOffered:
    code, label = about(known, filler.activity)
    return FillerOffered(
        activity=filler.activity,
        code=code,
        label=label,
        place=alternative_of(known, filler.activity, filler.better),
    )
