"""From the shapes of the JSON API to what a person reports.

Not allowed here: checking beyond what shapes cannot say.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from pydantic import BaseModel

from api.v1 import disruption_shapes as shapes
from api.v1.tools import RefusedError
from planner.domain.disruption_life import GRANTED, LATE
from planner.domain.ids import ActivityKey, CaseId, FlightId, PlaceId, RegievoerderId, SessionId, VehicleId
from planner.domain.sheet_facts import HandOverCheck
from planner.domain.time import Interval, Minute
from planner.usecases.disruptions import happened as h


def report_of(asked: shapes.AnyReport, *, actor: str, key: str) -> h.Report:
    """Return what is reported; raise RefusedError."""
    code = asked.item if isinstance(asked, shapes.HandOverIncompleteAsk) else asked.code
    happened = _MAKE[type(asked)](asked)
    return h.Report(happened=happened, actor=actor, code=code, note=asked.note, key=key)


def _span(start: int | None, end: int | None) -> Interval:
    if start is None or (end is not None and end <= start):
        said = "het eind ligt niet na het begin\nVerbeter een van beide tijden."
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, said)
    return Interval(Minute(start), _moment(end))


def _moment(value: int | None) -> Minute | None:
    return None if value is None else Minute(value)


def _document(asked: shapes.DocumentChangedAsk) -> h.Happened:
    case = CaseId(asked.case)
    if asked.code == GRANTED:
        return h.DocumentGranted(case=case, valid=_span(asked.start, asked.end), document=asked.document)
    if asked.code == LATE:
        return h.DocumentLate(case=case, expected=_span(asked.start, None).start, document=asked.document)
    return h.DocumentRefused(case=case, document=asked.document)


_MAKE: Mapping[type[BaseModel], Callable[..., h.Happened]] = {
    shapes.FlightCancelledAsk: lambda a: h.FlightCancelled(flight=FlightId(a.flight)),
    shapes.FlightRetimedAsk: lambda a: h.FlightRetimed(
        flight=FlightId(a.flight), departs=Minute(a.departs), arrives=_moment(a.arrives)
    ),
    shapes.OfficerAbsentAsk: lambda a: h.OfficerAbsent(
        regievoerder=RegievoerderId(a.officer), span=_span(a.start, a.end)
    ),
    shapes.EscortAbsentAsk: lambda a: h.EscortAbsent(escort=a.escort, span=_span(a.start, a.end)),
    shapes.SessionMovedAsk: lambda a: h.SessionMoved(
        session=SessionId(a.session), start=_moment(a.start), end=_moment(a.end)
    ),
    shapes.VehicleDownAsk: lambda a: h.VehicleDown(vehicle=VehicleId(a.vehicle), span=_span(a.start, a.end)),
    shapes.PersonGoneAsk: lambda a: h.PersonGone(case=CaseId(a.case), since=Minute(a.start), until=_moment(a.end)),
    shapes.NewApplicationAsk: lambda a: h.NewApplication(case=CaseId(a.case), span=_span(a.start, a.end)),
    shapes.DocumentChangedAsk: _document,
    shapes.RoomClosedAsk: lambda a: h.RoomClosed(place=PlaceId(a.place), span=_span(a.start, a.end), rooms=a.rooms),
    shapes.TransportDelayedAsk: lambda a: h.TransportDelayed(activity=ActivityKey(a.activity), minutes=a.minutes),
    shapes.HandOverIncompleteAsk: lambda a: h.HandOverIncomplete(
        activity=ActivityKey(a.activity), item=HandOverCheck(a.item), until=_moment(a.end)
    ),
}
