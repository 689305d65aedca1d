"""The page and the chart of how planning grows, from the figures alone. Not allowed here: measuring."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

PAGE, CHART = "GROEI.md", "groei.svg"
LEVELS = {"LEGAL": "L1", "REALISED": "L2", "TIMELY": "L3", "STABLE": "L4", "EFFICIENT": "L5"}
WIDTH, HEIGHT, LEFT, TOP, STEP = 720, 200, 70, 40, 230
"""Of one diagram, in user units; diagrams lie below each other, ``STEP`` apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """The figures of one size; seconds of the clock, of the processor, and of the processor per stage."""

    regievoerders: int
    activities: int
    planned: int
    asked_seconds: float
    seconds: float
    first_seconds: float | None
    processor_seconds: float
    first_processor_seconds: float | None
    stages: dict[str, float]
    cost: dict[str, int]
    bound: dict[str, int | None]
    gap_percent: dict[str, float | None]
    megabytes: int
    valid: bool
    load: float
    measured: str


COLUMNS: Mapping[str, Callable[[Grown], object]] = {
    "regievoerders": lambda row: row.regievoerders,
    "activiteiten": lambda row: row.activities,
    "gepland": lambda row: row.planned,
    "gevraagd (s)": lambda row: row.asked_seconds,
    "klok (s)": lambda row: row.seconds,
    "rekentijd (s)": lambda row: row.processor_seconds,
    "eerste agenda's, rekentijd (s)": lambda row: row.first_processor_seconds,
    "geheugen (MB)": lambda row: row.megabytes,
    "druk": lambda row: row.load,
    "gemeten": lambda row: row.measured,
}
HEAD = f"""# Hoe het rekenen meegroeit

`python -m benchmarks growth --seconds 60 --sizes 10,25,50,100,250,500,1000,2500`

Een verzonnen week van het hele land met zoveel regievoerders, en al het andere naar verhouding. Elke omvang wordt in
een eigen proces gepland en bijgeschreven in `groei.json`; deze bladzijde en de grafiek zijn daaruit getekend (`--draw`
doet alleen dat). De klok hangt af van wat de machine verder deed (`druk`: taken die wilden rekenen); de rekentijd
minder. Een grote omvang hoort op een vrije machine: `python -m benchmarks growth --seconds 300 --sizes 500,1000,2500`.

![Rekentijd tot de eerste agenda's, geheugen en gat van L3 naar het aantal regievoerders]({CHART})
"""
GAPS = """
## Kosten en gat per niveau

Kosten, en tussen haakjes hoeveel procent daarvan boven de bewezen grens ligt; `?`: op tijd geen grens bewezen.
"""


def write_page(rows: Sequence[Grown], folder: Path) -> None:
    """Write the page and its chart into a folder."""
    (folder / CHART).write_text(chart(rows))
    (folder / PAGE).write_text(page(rows))


def page(rows: Sequence[Grown]) -> str:
    """Return the page, in Dutch."""
    stages = list(dict.fromkeys(stage for row in rows for stage in row.stages))
    gaps = [(row.regievoerders, *_gaps(row)) for row in rows]
    times = [(row.regievoerders, *(row.stages.get(stage) for stage in stages)) for row in rows]
    parts = [
        HEAD,
        *_table(list(COLUMNS), [[value(row) for value in COLUMNS.values()] for row in rows]),
        GAPS,
        *_table(("regievoerders", *LEVELS.values()), gaps),
        "\n## Rekentijd per stap (s)\n",
        *_table(("regievoerders", *stages), times),
    ]
    return "\n".join(parts) + "\n"


def _gaps(row: Grown) -> list[str]:
    gaps = {name: row.gap_percent[name] for name in LEVELS}
    return [f"{row.cost[name]} ({'?' if gap is None else f'{_said(gap)} %'})" for name, gap in gaps.items()]


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---:|' * len(head)}"]
    return [*lines, *(f"| {' | '.join(_said(cell) for cell in row)} |" for row in rows)]


def _said(cell: object) -> str:
    """Return a cell as it is written in Dutch."""
    if cell is None:
        return "?"
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else str(cell)


# --- the chart -----------------------------------------------------------------

_Value = Callable[[Grown], float | None]
DIAGRAMS: tuple[tuple[str, _Value], ...] = (
    ("Rekentijd tot de eerste agenda's (s)", lambda row: row.first_processor_seconds),
    ("Geheugen (MB)", lambda row: row.megabytes),
    ("Gat van L3, tijdigheid (%)", lambda row: row.gap_percent["TIMELY"]),
)


def chart(rows: Sequence[Grown]) -> str:
    """Return three diagrams below each other as an SVG with a title and a description in words."""
    told = "; ".join(
        f"{row.regievoerders} regievoerders: " + ", ".join(f"{name} {_said(value(row))}" for name, value in DIAGRAMS)
        for row in rows
    )
    height = TOP + STEP * len(DIAGRAMS)
    drawn = "\n".join(_diagram(rows, number, *diagram) for number, diagram in enumerate(DIAGRAMS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="titel uitleg" font-family="sans-serif" font-size="14">\n'
        '<title id="titel">Hoe het rekenen meegroeit met het aantal regievoerders</title>\n'
        f'<desc id="uitleg">{escape(told)}</desc>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n{drawn}\n</svg>\n'
    )


def _diagram(rows: Sequence[Grown], number: int, name: str, value: _Value) -> str:
    """Return one diagram: the number of regievoerders on a logarithmic axis, the value from 0 up."""
    known = [(row.regievoerders, found) for row in rows if (found := value(row)) is not None]
    top, bottom = TOP + STEP * number, TOP + STEP * number + HEIGHT - 60
    lines = [f'<text x="{LEFT}" y="{top - 12}" font-weight="bold" fill="#1a1a1a">{escape(name)}</text>']
    lines.append(f'<path d="M{LEFT} {top}V{bottom}H{WIDTH - 30}" fill="none" stroke="#595959"/>')
    most = max((found for _, found in known), default=0) or 1
    first, last = math.log(rows[0].regievoerders), math.log(rows[-1].regievoerders) if rows else 1.0

    def x(size: int) -> float:
        share = (math.log(size) - first) / (last - first) if last > first else 0.5
        return round(LEFT + 30 + share * (WIDTH - LEFT - 110), 1)

    points = [(x(size), round(bottom - (bottom - top - 20) * found / most, 1), found) for size, found in known]
    lines.append(f'<polyline points="{" ".join(f"{a},{b}" for a, b, _ in points)}" fill="none" stroke="#154273"/>')
    for a, b, found in points:
        lines.append(f'<circle cx="{a}" cy="{b}" r="4" fill="#154273"/>')
        lines.append(f'<text x="{a}" y="{b - 9}" text-anchor="middle" fill="#1a1a1a">{_said(found)}</text>')
    under = f'y="{bottom + 20}" text-anchor="middle" fill="#1a1a1a"'
    lines += [f'<text x="{x(row.regievoerders)}" {under}>{row.regievoerders}</text>' for row in rows]
    return "\n".join(lines)
