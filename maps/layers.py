"""What folium carries: an empty map and one line of script that starts the drawing; nothing of a view.

The drawing is done by the scripts in ``maps/static``; they read numbers, colours and ids from a data block of the page
and find the words by id in its tables. So folium, whose templates run text as code, never sees a text of a case, and
what it makes is the same for every map of a kind.

Not allowed here: view-models; assets other than those in ``offline.VENDORED``.
"""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template
from markupsafe import Markup

from maps.offline import OfflineFigure, PageParts

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


class Base(StrEnum):
    """Which base map lies underneath."""

    NETHERLANDS = "basemap_nl"
    WORLD = "basemap_world"


class Kind(StrEnum):
    """Which drawing; the value is the name of its function in the page's scripts."""

    DAY = "day"
    FLIGHTS = "flights"
    SITES = "sites"


_SCRIPTS = {
    Kind.DAY: ("map_frame", "map_marks", "map_clock", "map_day"),
    Kind.FLIGHTS: ("map_frame", "map_marks", "map_flights"),
    Kind.SITES: ("map_frame", "map_marks", "map_sites"),
}


class Drawing(JSCSSMixin, MacroElement):
    """Starts one kind of drawing on one base map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "vertrekkaart.start('{{ this.kind }}', {{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, *, kind: Kind, base: Base) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it without types
        self._name = "Drawing"
        self._id = "kaart"
        self.kind = kind.value
        self.default_js = [(name, name) for name in (base.value, *_SCRIPTS[kind])]
        self.default_css = [(name, name) for name in ("map_page_css", "map_screen_css")]


def bare_map(*, base: Base) -> folium.Map:
    """Make a folium map without tiles or controls; its element in the page has the id ``map_kaart``."""
    world = base is Base.WORLD
    drawn = folium.Map(
        location=(25.0, 15.0) if world else (52.2, 5.3),
        zoom_start=2 if world else 7,
        tiles=None,
        zoom_control=False,
        zoom_snap=0.25,
        zoom_delta=1,
        scroll_wheel_zoom=False,
    )
    drawn._id = "kaart"  # noqa: SLF001 - folium draws it at random, and pages must be repeatable
    return drawn


@lru_cache(maxsize=8)
def drawing_parts(kind: Kind, base: Base) -> PageParts:
    """Return what folium makes of a kind of map; made once, because it does not depend on what is shown."""
    figure = OfflineFigure(title="")
    drawn = bare_map(base=base)
    Drawing(kind=kind, base=base).add_to(drawn)
    figure.add_child(drawn)
    return figure.parts()


def data_block(data: Json) -> Markup:
    """Return the page's element that holds a drawing's numbers; a browser never runs it."""
    text = json.dumps(data, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/json" id="gegevens">{text}</script>')  # noqa: S704 - no sign of markup left
