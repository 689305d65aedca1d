"""Places on a picture that keep clear of each other.

Not allowed here: drawing.
"""

from collections.abc import Iterator

from maps.paper.sheet import Box

Spot = tuple[float, float]


class Room:
    """What is taken of a picture of ``width`` by ``height`` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._taken: list[Box] = []

    def take(self, box: Box) -> Box:
        """Take a place whatever lies there."""
        self._taken.append(box)
        return box

    def first(self, boxes: Iterator[Box]) -> Box | None:
        """Take the first free place inside the picture; None when there is none."""
        for box in boxes:
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= self._size[0] and box[3] <= self._size[1]
            if inside and not any(_overlap(box, other) for other in self._taken):
                return self.take(box)
        return None


def around(spot: Spot, gap: float, wide: float, high: float) -> Iterator[Box]:
    """Give places beside a spot: below, above, right, left, and the corners."""
    x, y = spot
    for left, top in (
        (x - wide / 2, y + gap),
        (x - wide / 2, y - gap - high),
        (x + gap, y - high / 2),
        (x - gap - wide, y - high / 2),
        (x + gap, y + gap),
        (x - gap - wide, y + gap),
        (x + gap, y - gap - high),
        (x - gap - wide, y - gap - high),
    ):
        yield (left, top, left + wide, top + high)


def beside(box: Box, wide: float, high: float) -> Iterator[Box]:
    """Give places above, below, right and left of a box."""
    x = (box[0] + box[2] - wide) / 2
    for left, top in ((x, box[1] - high), (x, box[3]), (box[2] + 1, box[1] + 2), (box[0] - wide - 1, box[1] + 2)):
        yield (left, top, left + wide, top + high)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
