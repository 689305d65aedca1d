"""What folium carries: an empty map and one element with numbers, colours and ids of our own making.

The drawing is done by ``static/map_page.js``; it finds the words by id in the page. So no text of a case passes through
folium, whose templates run text as code.

Not allowed here: texts of view-models; assets other than those in ``offline.VENDORED``.
"""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

Json = str | int | float | None | Sequence["Json"] | Mapping[str, "Json"]


class Base(StrEnum):
    """Which base map lies underneath."""

    NETHERLANDS = "basemap_nl"
    WORLD = "basemap_world"


class Drawing(JSCSSMixin, MacroElement):
    """Hands the data of one drawing to the page's script.

    Parameters
    ----------
    kind
        Which drawing: ``day`` or ``flights``.
    base
        The base map.
    data
        Numbers, colours and ids only.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "vertrekkaart.{{ this.kind }}({{ this._parent.get_name() }}, {{ this.data }});"
        "{% endmacro %}"
    )

    def __init__(self, *, kind: str, base: Base, data: Json) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it without types
        self._name = "Drawing"
        self._id = "kaart"
        self.kind = kind
        self.data = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
        self.default_js = [(base.value, base.value), ("map_page", "map_page")]
        self.default_css = [("map_page_css", "map_page_css")]


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
