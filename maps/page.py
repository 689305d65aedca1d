"""Puts a drawing and its page together: templates with automatic escaping around an offline figure.

Not allowed here: what a particular map shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from maps.layers import Base, Drawing, Json, bare_map
from maps.offline import Mode, OfflineFigure, RenderedPage
from planner.domain.dutch import count, long_date, short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a page is delivered; the URLs matter in linked mode only."""

    mode: Mode = Mode.ONE_FILE
    static_url: str = "/static/maps"
    script_url: str = "/maps/scripts"


ONE_FILE = Delivery()


@lru_cache(maxsize=8)
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(long_date=long_date, short_date=short_date)
    environment.globals["counted"] = count
    return environment.get_template(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """One page: its template with the words, and its drawing with the numbers."""

    title: str
    template: str
    words: Mapping[str, object]
    kind: str
    base: Base
    data: Json

    def render(self, delivery: Delivery) -> RenderedPage:
        """Render deterministically: the same page gives the same bytes."""

        def body(map_element: Markup) -> Markup:
            text = _template(self.template).render(title=self.title, map_element=map_element, **self.words)
            return Markup(text)  # noqa: S704 - the template escapes every word

        figure = OfflineFigure(
            title=self.title,
            body=body,
            mode=delivery.mode,
            static_url=delivery.static_url,
            script_url=delivery.script_url,
        )
        drawn = bare_map(base=self.base)
        Drawing(kind=self.kind, base=self.base, data=self.data).add_to(drawn)
        figure.add_child(drawn)
        return figure.render_page()
