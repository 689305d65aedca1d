"""A report as one page that works without a network. Not allowed here: routes and files."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from api.pages.templating import environment
from api.reports.charts import chart
from api.reports.figures import care_words, figure, period_words
from planner.domain.wording import Text, language
from planner.usecases.reports.shape import Blank, Report, Table, Unit

TEMPLATE = "rapport.html"
_TABLE = Text(nl="Tabel: {title}", en="Table: {title}")
_WORDS = {
    "skip": Text(nl="Naar de inhoud", en="To the content"),
    "home": Text(nl="Overzicht", en="Overview"),
    "contents": Text(nl="Inhoud van het rapport", en="Contents of the report"),
    "other": Text(nl="Read this in English", en="Lees dit in het Nederlands"),
    "other_lang": Text(nl="en", en="nl"),
}
_AUDIENCE = {True: Text(nl="Extern", en="External"), False: Text(nl="Alleen voor planning", en="For planning only")}


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    cells: tuple[tuple[str, bool], ...]
    """The figure, and whether there is none."""
    total: bool


@dataclass(frozen=True, slots=True)
class _Section:
    key: str
    title: str
    caption: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[_Line, ...]
    note: str
    chart: Markup


def render_report(
    report: Report, *, style: str, links: tuple[tuple[str, str], ...] = (), other: str = "", home: str = ""
) -> bytes:
    """Return a page that stands alone, as UTF-8. ``style`` is where the style sheet is; ``links`` are other versions.

    ``other`` is the address of the same page in the other language, ``home`` of the page that lists it.
    """
    values = report_values(report, style=style, links=links, other=other)
    text = (
        environment(language())
        .get_template(TEMPLATE)
        .render(
            **values,
            frame="rapport_los.html",
            home=home,
            whole_title=f"{report.title}, {period_words(report)}",
        )
    )
    return text.encode()


def report_values(
    report: Report, *, style: str, links: tuple[tuple[str, str], ...] = (), other: str = ""
) -> dict[str, object]:
    """Return what the template of reports shows, in the language spoken now."""
    return {
        "lang": language().value,
        "heading": str(report.title),
        "period": period_words(report),
        "care": care_words(report),
        "notes": [str(note) for note in report.notes],
        "sections": list(_sections(report)),
        "style": style,
        "links": links,
        "other": other,
        "words": {name: str(text) for name, text in _WORDS.items()} | {"audience": str(_AUDIENCE[report.external])},
    }


def _sections(report: Report) -> Iterator[_Section]:
    for table in report.tables:
        yield _Section(
            key=table.key,
            title=str(table.title),
            caption=_TABLE.say(title=str(table.title).lower()),
            head=str(table.head),
            columns=tuple(str(column.title) for column in table.columns),
            lines=tuple(_lines(table)),
            note="" if table.note is None else str(table.note),
            chart=Markup(chart(table)),  # noqa: S704 - every text in it went through html.escape
        )


def _lines(table: Table) -> Iterator[_Line]:
    units: tuple[Unit, ...] = tuple(column.unit for column in table.columns)
    for row in table.rows:
        cells = tuple(
            (figure(cell, unit), isinstance(cell, Blank)) for cell, unit in zip(row.cells, units, strict=True)
        )
        yield _Line(str(row.label), cells, row.total)
