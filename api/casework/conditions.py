"""The four conditions of a forced departure as a drawing: stretches on a line of time, and where all four hold.

Pure functions of facts that people entered. Not allowed here: concluding that somebody may leave.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from api.casework.words import period, said
from api.web.speech import _
from api.web.speech import day as day_in
from planner.domain.cases import BlockingFact, Condition, ConditionFact
from planner.domain.civil import day_of, day_start
from planner.domain.spelling import days, short_date
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute, intersection, subtract

LABELS, WIDTH, HIGH, TOP = 176, 720, 28, 34
"""Width of the words, of the line of time, and height of a row and of the months, in the units of the drawing."""
BEFORE, AFTER = 45, 90
"""Days before and after now that are drawn at least."""
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch in the drawing. ``open``: it goes on beyond the edge."""

    x: int
    width: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: a condition, the four together, or something that blocks."""

    name: str
    kind: str
    """``holds``, ``all`` or ``blocks``: how it is drawn."""
    y: int
    bars: tuple[Bar, ...]
    said: tuple[str, ...]
    """The periods in words; empty: never."""
    by: tuple[str, ...]
    """Where each came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A month or a moment on the line."""

    x: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything the template draws, and says in a table."""

    width: int
    height: int
    left: int
    lines: tuple[Line, ...]
    months: tuple[Mark, ...]
    now: Mark
    departs: Mark | None
    together: tuple[Bar, ...]
    top: int
    bottom: int
    """Between which heights the intersection is drawn: the rows of the four."""
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From when to when is drawn."""

    start: Minute
    end: Minute

    def x(self, minute: Minute) -> int:
        """Return where a moment lies, within the drawing."""
        inside = min(max(minute, self.start), self.end)
        return LABELS + (inside - self.start) * WIDTH // (self.end - self.start)

    def bars(self, parts: Iterable[Interval]) -> Iterator[Bar]:
        """Yield the parts that can be seen."""
        for part in parts:
            if not part.overlaps(self.start, self.end):
                continue
            end = self.end if part.end is None else part.end
            left, right = self.x(part.start), self.x(end)
            yield Bar(x=left, width=max(3, right - left), open=part.end is None or part.end > self.end)


def drawing(
    conditions: Sequence[ConditionFact],
    blocks: Sequence[BlockingFact],
    now: Minute,
    departs: Minute | None,
    source_of: dict[object, str],
) -> Drawing:
    """Return the drawing, in the language spoken now; ``source_of`` says of each fact where it came from."""
    held = {one: [fact for fact in conditions if fact.condition is one] for one in Condition}
    four = intersection([fact.valid for fact in facts] for facts in held.values())
    free = subtract(four, (block.valid for block in blocks))
    stretch = _stretch([*(f.valid for f in conditions), *(b.valid for b in blocks)], now, departs)
    lines = [_line(said(one), "holds", i, facts, stretch, source_of) for i, (one, facts) in enumerate(held.items())]
    lines.append(_all(len(lines), four, stretch))
    for reason in dict.fromkeys(block.reason for block in blocks):
        mine = [block for block in blocks if block.reason is reason]
        lines.append(_line(said(reason), "blocks", len(lines), mine, stretch, source_of))
    return Drawing(
        width=LABELS + WIDTH + 10,
        height=TOP + HIGH * len(lines) + 6,
        left=LABELS,
        lines=tuple(lines),
        months=tuple(_months(stretch)),
        now=Mark(x=stretch.x(now), text=_("nu")),
        departs=None
        if departs is None
        else Mark(x=stretch.x(departs), text=_("vertrek %(day)s", day=short_date(day_of(departs)))),
        together=tuple(stretch.bars(four)),
        top=TOP,
        bottom=TOP + HIGH * (len(Condition) + 1),
        summary=_summary(four, free, now),
    )


def _line(
    name: str,
    kind: str,
    number: int,
    facts: Sequence[ConditionFact | BlockingFact],
    stretch: Stretch,
    source_of: dict[object, str],
) -> Line:
    return Line(
        name=name,
        kind=kind,
        y=TOP + HIGH * number,
        bars=tuple(stretch.bars(fact.valid for fact in facts)),
        said=tuple(period(fact.valid) for fact in facts),
        by=tuple(source_of.get(fact, "") for fact in facts),
    )


def _all(number: int, four: tuple[Interval, ...], stretch: Stretch) -> Line:
    return Line(
        name=_("alle vier tegelijk"),
        kind="all",
        y=TOP + HIGH * number,
        bars=tuple(stretch.bars(four)),
        said=tuple(f"{period(part)}{_long(part)}" for part in four),
        by=tuple(_("berekend") for part in four),
    )


def _long(part: Interval) -> str:
    return "" if part.end is None else f", {days((part.end - part.start) // MINUTES_PER_DAY)}"


def _summary(four: tuple[Interval, ...], free: tuple[Interval, ...], now: Minute) -> str:
    """Say when the four hold together, and whether something blocks then."""
    if not four:
        return _("De vier voorwaarden gelden op geen moment tegelijk.")
    coming = [part for part in free if part.end is None or part.end > now]
    if not coming:
        return _("De vier voorwaarden gelden tegelijk, maar niet meer zonder beletsel vanaf nu.")
    when = ", ".join(period(part) for part in coming)
    return _("Alle vier, zonder beletsel: %(when)s.", when=when)


def _stretch(parts: Sequence[Interval], now: Minute, departs: Minute | None) -> Stretch:
    edges = [part.start for part in parts] + [part.end for part in parts if part.end is not None]
    if departs is not None:
        edges.append(departs)
    near = [edge for edge in edges if abs(edge - now) < LONGEST * MINUTES_PER_DAY // 2]
    first = min([*near, Minute(now - BEFORE * MINUTES_PER_DAY)])
    last = max([*near, Minute(now + AFTER * MINUTES_PER_DAY)])
    return Stretch(start=first, end=Minute(last + 3 * MINUTES_PER_DAY))


def _months(stretch: Stretch) -> Iterator[Mark]:
    first, last = day_of(stretch.start), day_of(stretch.end)
    month = date(first.year, first.month, 1)
    count = (last.year - first.year) * 12 + last.month - first.month
    step = 1 if count <= 8 else 2  # noqa: PLR2004 - words of months would stand in each other's way
    number = 0
    while month <= last:
        if month >= first and number % step == 0:
            yield Mark(x=stretch.x(day_start(month)), text=day_in(month, "MMM"))
        number += 1
        month = (month + timedelta(days=32)).replace(day=1)
