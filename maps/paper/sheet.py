"""A white A4 with text, boxes and swatches; the words of a view may stand here, for nothing in a picture can run.

Not allowed here: positions on the globe, what a particular sheet shows.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from maps.offline import STATIC
from maps.palette import LineStyle
from planner.domain.wording import Text

DPI = 150
WIDTH, HEIGHT = 1240, 1754
MARGIN = 70
INK, SOFT, RULE = "#15211f", "#43504d", "#c3ccc7"
_LINE = 1.3
_MAX_TEXT = 200
_COLOURS = 128
_ROW, _SMALL = 27, 18

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@lru_cache(maxsize=32)
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the vendored typeface; a size in pixels."""
    name = "DejaVuSansCondensed-Bold.ttf" if bold else "DejaVuSansCondensed.ttf"
    return ImageFont.truetype(STATIC / "fonts" / name, size, layout_engine=ImageFont.Layout.BASIC)


def printable(text: str) -> str:
    """Return text on one line, without signs that have no shape, and not endlessly long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:_MAX_TEXT]).split())
    return line + ("…" if len(text) > _MAX_TEXT else "")


def fitted(text: str, face: ImageFont.FreeTypeFont, room: float) -> str:
    """Return text that is at most ``room`` pixels wide, with an ellipsis when it was longer."""
    line = printable(text)
    while line and face.getlength(line) > room:
        line = line.removesuffix("…")[:-1].rstrip() + "…" if len(line) > 1 else ""
    return line


def as_png(image: Image.Image) -> bytes:
    """Return a picture as PNG in few colours; the same picture gives the same bytes."""
    out = io.BytesIO()
    few = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading and its width in pixels."""

    heading: Text
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of the legend: its line, its name, a few words, and pieces of text to write small under it."""

    style: LineStyle
    name: str
    words: str
    pieces: tuple[str, ...] = ()


class Sheet:
    """A page under construction; ``top`` is where the next thing may begin."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "#ffffff")
        self.pen = ImageDraw.Draw(self.image)
        self.top = float(MARGIN)

    def say(self, text: str, size: int = 20, *, bold: bool = False, colour: str = INK) -> None:
        """Write one line under what is there, smaller when it is long, and cut off at the margin."""
        room = WIDTH - 2 * MARGIN
        smaller = range(size, max(14, size // 2), -2)
        face = next((f for s in smaller if (f := font(s, bold=bold)).getlength(printable(text)) <= room), font(16))
        self.pen.text((MARGIN, self.top), fitted(text, face, room), font=face, fill=colour)
        self.top += size * _LINE

    def put(self, picture: Image.Image) -> None:
        """Paste a picture of the map under what is there, in a thin frame."""
        place = (MARGIN, round(self.top) + 8)
        self.image.paste(picture, place)
        frame = (place[0] - 1, place[1] - 1, place[0] + picture.width, place[1] + picture.height)
        self.pen.rectangle(frame, outline="#8d9692")
        self.top = place[1] + picture.height + 12.0

    def legend(self, entries: Iterable[Entry], *, columns: int = 3, bottom: int = 90) -> None:
        """Write swatches with a name, a few words and small pieces under them, in columns of about the same height.

        The pieces are cut short where otherwise not everything would stand above ``bottom`` pixels; says how many do
        not fit even then.
        """
        wide = (WIDTH - 2 * MARGIN) // columns
        room = HEIGHT - bottom - self.top
        blocks = shortened([(entry, _wrapped(entry.pieces, wide - 70)) for entry in entries], columns, room)
        high = [_ROW + _SMALL * len(lines) for _, lines in blocks]
        even = max([*high, sum(high) / columns + max(high, default=0) / 2]) if high else 0.0
        limit, column, down, lowest = min(room, even), 0, 0.0, 0.0
        for number, ((entry, lines), size) in enumerate(zip(blocks, high, strict=True)):
            if down + size > limit and down:
                column, down = column + 1, 0.0
            full = column == columns - 1 and number < len(blocks) - 1 and down + size + _ROW > room
            if column == columns or full or size > room:
                place = (MARGIN + (columns - 1) * wide, self.top + min(down if full else limit, room - _ROW))
                self.pen.text(place, f"en nog {len(blocks) - number}; zie de pagina", font=font(16), fill=SOFT)
                lowest = max(lowest, min(limit, room))
                break
            self._entry(MARGIN + column * wide, self.top + down, wide, entry, lines)
            down += size
            lowest = max(lowest, down)
        self.top += lowest

    def _entry(self, left: float, top: float, wide: int, entry: Entry, lines: Sequence[str]) -> None:
        self._swatch(left, top + _ROW / 2 - 3, entry.style)
        face = font(18, bold=True)
        label = fitted(entry.name, face, 150)
        self.pen.text((left + 56, top), label, font=face, fill=INK)
        start, words_face = left + 64 + face.getlength(label), font(16)
        room = left + wide - 12 - start
        self.pen.text((start, top + 1), fitted(entry.words, words_face, room), font=words_face, fill=SOFT)
        for number, line in enumerate(lines):
            self.pen.text((left + 56, top + _ROW - 4 + number * _SMALL), line, font=font(_SMALL - 4), fill=INK)

    def table(self, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]], *, bottom: int = 90) -> None:
        """Write a table; says how many rows did not fit above ``bottom`` pixels."""
        items, high = tuple(rows), 25
        self._row(columns, tuple(str(column.heading) for column in columns), bold=True)
        fitting = max(0, int((HEIGHT - bottom - self.top) // high))
        shown = items if len(items) <= fitting else items[: max(0, fitting - 1)]
        for cells in shown:
            self._row(columns, cells)
        if len(shown) < len(items):
            self.say(f"en nog {len(items) - len(shown)} regels; zie de pagina", 16, colour=SOFT)

    def foot(self, *lines: str) -> None:
        """Write small lines at the bottom of the page."""
        face = font(15)
        for n, text in enumerate(reversed(lines)):
            place = (MARGIN, HEIGHT - 40 - 20 * (n + 1))
            self.pen.text(place, fitted(text, face, WIDTH - 2 * MARGIN), font=face, fill=SOFT)

    def png(self) -> bytes:
        """Return the page; the same page gives the same bytes."""
        return as_png(self.image)

    def _row(self, columns: tuple[Column, ...], cells: tuple[str, ...], *, bold: bool = False) -> None:
        left, face = float(MARGIN), font(16, bold=bold)
        for column, text in zip(columns, cells, strict=True):
            self.pen.text((left, self.top + 3), fitted(text, face, column.width - 8), font=face, fill=INK)
            left += column.width
        self.top += 25
        self.pen.line((MARGIN, self.top, WIDTH - MARGIN, self.top), fill=RULE)

    def _swatch(self, left: float, top: float, style: LineStyle) -> None:
        at, on, drawn = 0.0, True, [float(part) for part in style.dash.split()] or [44.0]
        index = 0
        while at < 44:  # noqa: PLR2004 - as wide as the swatch on the page
            end = min(44.0, at + drawn[index % len(drawn)])
            if on:
                self.pen.rectangle((left + at, top, left + end, top + 4), fill=style.colour)
            at, on, index = end, not on, index + 1


def _wrapped(pieces: Iterable[str], wide: int) -> list[str]:
    """Return lines of whole pieces, with room between them."""
    face, lines = font(_SMALL - 4), list[str]()
    for piece in pieces:
        text = fitted(piece, face, wide)
        longer = f"{lines[-1]}   {text}" if lines else ""
        if lines and face.getlength(longer) <= wide:
            lines[-1] = longer
        else:
            lines.append(text)
    return lines


def shortened(
    blocks: Sequence[tuple[Entry, list[str]]], columns: int, room: float
) -> Sequence[tuple[Entry, list[str]]]:
    """Return the blocks with as many lines as leave room for all of them in columns."""
    most = max((len(lines) for _, lines in blocks), default=0)
    per_column = -(-len(blocks) // columns)
    allowed = max(0, min(most, int((room / max(1, per_column) - _ROW) // _SMALL)))
    return [(entry, lines if len(lines) <= allowed else _cut(lines, allowed)) for entry, lines in blocks]


def _cut(lines: list[str], allowed: int) -> list[str]:
    return [*lines[: allowed - 1], f"{lines[allowed - 1]} …"] if allowed else []
