"""A white A4 with text, boxes and swatches; the words of a view may stand here, for nothing in a picture can run.

Not allowed here: positions on the globe, what a particular sheet shows.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from maps.offline import STATIC
from maps.palette import LineStyle

DPI = 150
WIDTH, HEIGHT = 1240, 1754
MARGIN = 70
INK, SOFT, RULE = "#15211f", "#43504d", "#c3ccc7"
_LINE = 1.3
_MAX_TEXT = 200
_COLOURS = 128

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading and its width in pixels."""

    heading: str
    width: int


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

    def legend(self, entries: Iterable[tuple[LineStyle, str, str]], *, columns: int = 3, bottom: int = 90) -> None:
        """Write swatches with a name and a few words; says how many did not fit above ``bottom`` pixels."""
        items = tuple(entries)
        row, wide = 27, (WIDTH - 2 * MARGIN) // columns
        rows = max(1, int((HEIGHT - bottom - self.top) // row))
        fitting = items if len(items) <= rows * columns else items[: rows * columns - 1]
        used = min(rows, -(-len(items) // columns))
        for n, (style, name, words) in enumerate(fitting):
            left, top = MARGIN + (n // used) * wide, self.top + (n % used) * row
            self._swatch(left, top + row / 2 - 3, style)
            face = font(18, bold=True)
            label = fitted(name, face, 150)
            self.pen.text((left + 56, top), label, font=face, fill=INK)
            start = left + 64 + face.getlength(label)
            words_face = font(16)
            room = left + wide - 12 - start
            self.pen.text((start, top + 1), fitted(words, words_face, room), font=words_face, fill=SOFT)
        if len(fitting) < len(items):
            place = (MARGIN + (columns - 1) * wide, self.top + (rows - 1) * row)
            self.pen.text(place, f"en nog {len(items) - len(fitting)}; zie de pagina", font=font(16), fill=SOFT)
        self.top += used * row

    def table(self, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]], *, bottom: int = 90) -> None:
        """Write a table; says how many rows did not fit above ``bottom`` pixels."""
        items, high = tuple(rows), 25
        self._row(columns, tuple(column.heading for column in columns), bold=True)
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
        out = io.BytesIO()
        few = self.image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(out, "PNG", dpi=(DPI, DPI))
        return out.getvalue()

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
