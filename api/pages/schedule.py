"""The schedule of escorted removals for the inspectorate: per removal when, from where, to where and with how many.

A frozen view-model with these fields and no others. Not allowed here: case codes, names of escorts, reasons, medical
facts, and anything about departures without escorts.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from api.pages.lookup import Lookup
from api.pages.page import HTML, Page, later
from api.pages.templating import render
from api.pages.viewer import Role
from api.web.speech import _, country
from planner.domain import removals
from planner.domain.civil import local
from planner.domain.release import operation_number
from planner.domain.resources import ResourceKind

CSV = "text/csv; charset=utf-8"
GROUP = "Overzicht begeleide uitzettingen"
COLUMNS = ("Kenmerk", "Dag", "Vertrek", "Van", "Vlucht", "Naar", "Land", "Personen", "Escorts")


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortedRemoval:
    """One line; the reference is the number by which partners know the operation."""

    reference: str
    day: str
    departs: str
    origin: str
    flight: str
    destination: str
    country: str
    persons: int
    escorts: int


def escorted_removals(lookup: Lookup) -> Sequence[EscortedRemoval]:
    """Return the forced departures with escorts on a flight of DT&V, in order of time."""
    return tuple(_removals(lookup))


def _removals(lookup: Lookup) -> Iterator[EscortedRemoval]:
    for item, activity, flight in removals.escorted_removals(lookup.release):
        when = local(flight.departs)
        yield EscortedRemoval(
            reference=operation_number(lookup.release, item),
            day=f"{when:%d-%m-%Y}",
            departs=f"{when:%H:%M}",
            origin=flight.origin,
            flight=flight.number,
            destination=flight.destination,
            country=flight.country,
            persons=len(activity.cases),
            escorts=sum(part.amount for part in item.of_kind(ResourceKind.ESCORT)),
        )


def schedule_pages(lookup: Lookup) -> Iterator[tuple[str, Page]]:
    """Yield the schedule as a page and as a file for a spreadsheet."""
    yield "schema.html", Page(_(GROUP), _("Schema"), HTML, later(_page, lookup))
    yield "schema.csv", Page(_(GROUP), _("Schema voor een spreadsheet"), CSV, later(_file, lookup))


def _page(lookup: Lookup) -> bytes:
    rows = [astuple(replace(one, country=country(one.country))) for one in escorted_removals(lookup)]
    title, columns = _("Schema van begeleide uitzettingen"), [_(column) for column in COLUMNS]
    return render("schema.html", lookup.release, Role.INSPECTORATE, title=title, columns=columns, rows=rows)


def _file(lookup: Lookup) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(tuple(map(_harmless, astuple(removal))) for removal in escorted_removals(lookup))
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
