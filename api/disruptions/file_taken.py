"""Disruptions out of a file: read, looked at row by row for who reports, and recorded together or not at all.

Not allowed here: what cells mean (the intake reads them), routes, and pages.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from starlette.requests import Request

from api.casework.uploads import UploadError, stored
from api.disruptions.tools import CHECK, Disrupted, refuse_others
from api.web.guard import NotYoursError, visitor_of
from planner.domain.disruption_life import Reported
from planner.domain.wording import either
from planner.intake.disruptions import DisruptionRow, read_disruptions
from planner.intake.readers.raw import Limits
from planner.ports.intake import Refusal
from planner.usecases.disruptions.refusals import ReportRefusedError
from planner.usecases.disruptions.report import report_whole

LARGEST = 2_000_000
"""Bytes of a file with reports."""
_LIMITS = Limits(rows=2000, file_bytes=LARGEST, unpacked_bytes=20 * LARGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a file: everything recorded, or nothing and why; ``said`` when it could not be read at all."""

    reported: tuple[Reported, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    said: str = ""


def taken(tools: Disrupted, request: Request, name: str, content: BinaryIO, key: str) -> Taken:
    """Record what a file reports; the same key gives what was recorded before. Raise KeyUsedError."""
    account = visitor_of(request).account
    with tempfile.TemporaryDirectory(prefix="verstoringen") as folder:
        try:
            path = stored(name, content, Path(folder))
        except UploadError as error:
            return Taken(said=str(error))
        file = read_disruptions(path, actor=account, limits=_LIMITS)
    wrong = [*file.refusals, *(one for row in file.rows for one in _not_theirs(tools, request, row))]
    if not file.rows and not wrong:
        return Taken(
            said=either(
                "er staat geen melding in dit bestand\nZet onder de kop een rij per voorval.",
                "there is no report in this file\nPut a row for each occurrence below the headings.",
            )
        )
    if wrong:
        return Taken(refusals=_ordered(wrong))
    rows = [
        (row.file, row.row, replace(row.report, key=f"{account} {key}/{row.row}" if key else "")) for row in file.rows
    ]
    done = report_whole(tools.work.store, tools.work.clock, CHECK, rows)
    return Taken(reported=done.reported, refusals=_ordered(done.refusals))


def _not_theirs(tools: Disrupted, request: Request, row: DisruptionRow) -> Iterator[Refusal]:
    """Yield why somebody may not report a row: another kind, or about somebody else's case."""
    try:
        refuse_others(tools, request, row.report)
    except ReportRefusedError as error:
        yield from (replace(refusal, file=row.file, row=row.row) for refusal in error.refusals)
    except NotYoursError:
        yield Refusal(
            file=row.file,
            row=row.row,
            column="soort",
            value=str(row.report.kind),
            problem=either("dit meldt u niet", "this is not for you to report"),
            remedy=either("Laat de rij weg, of vraag het de planning.", "Leave the row out, or ask the planners."),
        )


def _ordered(refusals: list[Refusal] | tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    return tuple(sorted(refusals, key=lambda one: (one.row or 0, one.column or "")))
