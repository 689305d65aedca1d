"""Puts a drawing and its page together: templates with automatic escaping around an offline figure.

Not allowed here: what a particular map shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from maps.layers import Base, Json, Kind, data_block, drawing_parts
from maps.main_roads import MainRoads
from maps.offline import VENDORED, Mode, RenderedPage, asset_text, compose, same_origin, script_name
from maps.saying import COUNTED
from maps.tiles import Tiles
from planner.domain.spelling import long_date, short_date
from planner.domain.wording import either


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a page is delivered and on which ground; the URLs and the tiles matter in linked mode only."""

    mode: Mode = Mode.ONE_FILE
    static_url: str = "/static/maps"
    script_url: str = "/maps/scripts"
    tiles: Tiles | None = None
    roads: MainRoads | None = None


ONE_FILE = Delivery()


@lru_cache(maxsize=16)
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(long_date=long_date, short_date=short_date)
    environment.globals.update(either=either, **COUNTED)
    return environment.get_template(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """One page: its template with the words, and its drawing with the numbers."""

    title: str
    template: str
    words: Mapping[str, object]
    kind: Kind
    base: Base
    data: Mapping[str, Json]

    def render(self, delivery: Delivery) -> RenderedPage:
        """Render deterministically: the same page gives the same bytes."""
        linked = delivery.mode is Mode.LINKED
        parts = drawing_parts(self.kind, self.base)
        roads = delivery.roads if self.base is Base.NETHERLANDS else None
        data = {**self.data, **_ground(delivery.tiles if linked else None, roads)}
        words = {"roads_by": roads.attribution if roads else "", **self.words}
        text = _template(self.template).render(title=self.title, map_element=parts.element, **words)
        body = Markup(text) + Markup("\n") + data_block(data)  # noqa: S704 - the template escapes every word
        urls = (same_origin(delivery.static_url), same_origin(delivery.script_url)) if linked else None
        return compose(parts, title=self.title, body=body, urls=urls)


def linked_files() -> Mapping[str, bytes]:
    """Return every file that linked pages refer to, by name: scripts, styles and the line that starts each drawing."""
    found = {name: asset_text(name).encode() for name in VENDORED.values()}
    for kind in Kind:
        script = drawing_parts(kind, Base.WORLD if kind is Kind.FLIGHTS else Base.NETHERLANDS).script
        found[script_name(script)] = script.encode()
    return found


def _ground(tiles: Tiles | None, roads: MainRoads | None) -> dict[str, Json]:
    """Return what lies under the drawing besides land and borders; tiles show the roads themselves."""
    if tiles is not None:
        return {"tiles": {"url": tiles.url, "credit": tiles.credit}}
    return {} if roads is None else {"roads": roads.lines}
