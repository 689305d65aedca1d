"""Dash patterns along a line, as SVG means them: lengths on and off in turn.

Not allowed here: colours, drawing.
"""

import numpy as np

from maps.paper.ground import Flat

Path = list[tuple[float, float]]


def dashes(line: Flat, pattern: str, scale: float) -> list[Path]:
    """Return the pieces of a line that are drawn; an empty pattern is the whole line."""
    lengths = [float(part) * scale for part in pattern.split()]
    if not lengths or len(line) < 2:  # noqa: PLR2004 - a line has two ends
        return [_path(line)]
    far = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    pieces: list[Path] = []
    at, index = 0.0, 0
    while at < far[-1]:
        end = min(float(far[-1]), at + lengths[index % len(lengths)])
        if index % 2 == 0:
            pieces.append(_piece(line, far, at, end))
        at, index = end, index + 1
    return pieces


def _piece(line: Flat, far: Flat, start: float, end: float) -> Path:
    inner = line[(far > start) & (far < end)]
    ends = [[np.interp(d, far, line[:, axis]) for axis in (0, 1)] for d in (start, end)]
    return _path(np.vstack((ends[0], inner, ends[1])))


def _path(points: Flat) -> Path:
    return [(float(x), float(y)) for x, y in points]
