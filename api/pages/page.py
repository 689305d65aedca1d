"""One thing that a viewer can open."""

from collections.abc import Callable
from dataclasses import dataclass

HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
PNG = "image/png"


@dataclass(frozen=True, slots=True)
class Page:
    """Its group and title on the index (without a group it is not listed), its type, and how to make it.

    ``pictures_from`` is the one other origin that it may load pictures from: the tile server of the setting.
    """

    group: str
    title: str
    media_type: str
    render: Callable[[], bytes]
    pictures_from: str = ""


def later(make: Callable[..., bytes], *arguments: object) -> Callable[[], bytes]:
    """Return what makes a page when somebody opens it."""
    return lambda: make(*arguments)
