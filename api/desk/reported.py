"""What partners reported about items of the desk, in words. Not allowed here: reading reports."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from api.desk.choice_shapes import Reported
from api.desk.shapes import Report
from api.web.speech import _
from planner.domain.ids import ActivityKey
from planner.domain.operation_status import OperationReport
from planner.domain.spelling import clock
from planner.domain.vocabulary import word

Reports = Mapping[ActivityKey, Sequence[OperationReport]]
"""What was reported per item, oldest first."""
NO_REPORTS: Reports = MappingProxyType({})


def last_of(reports: Sequence[OperationReport]) -> Report | None:
    """Return the report that counts: the last one."""
    if not reports:
        return None
    last = reports[-1]
    return Report(state=last.state.value, text=_text(last))


def told(reports: Sequence[OperationReport]) -> list[Reported]:
    """Return every report in words."""
    return [Reported(state=_(one.state.value), text=_text(one)) for one in reports]


def _text(report: OperationReport) -> str:
    cause = "" if report.cause is None else word(report.cause).replace("-", " ")
    later = _("%(number)s minuten later", number=report.delay) if report.delay else ""
    return ", ".join(part for part in (later, cause, clock(report.at)) if part)
