"""A folium page without a network: each script and stylesheet comes from ``maps/static`` by name, or it is refused.

Two modes. *Linked*: the page refers to ``static_url`` and to one script file shared by all maps of its kind, and runs
under ``script-src 'self'; style-src 'self'``. *One file*: everything is inside, pictures of the stylesheets too, and
the page's own content security policy lists the hashes of its scripts and styles, so that nothing else can run or be
fetched.

Not allowed here: view-models, texts of cases, drawing.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from branca.element import CssLink, Element, Figure, JavascriptLink
from markupsafe import Markup, escape

from planner.domain.wording import language

STATIC: Final = Path(__file__).parent / "static"
VENDORED: Final = {
    "leaflet": "leaflet.js",
    "leaflet_css": "leaflet.css",
    "basemap_nl": "basemap_nl.js",
    "basemap_world": "basemap_world.js",
    "map_frame": "map_frame.js",
    "map_marks": "map_marks.js",
    "map_day": "map_day.js",
    "map_clock": "map_clock.js",
    "map_flights": "map_flights.js",
    "map_sites": "map_sites.js",
    "map_page_css": "map_page.css",
    "map_screen_css": "map_screen.css",
}
# What folium asks for and these maps do not use.
UNUSED: Final = frozenset(
    {
        "jquery",
        "bootstrap",
        "bootstrap_css",
        "awesome_markers",
        "awesome_markers_css",
        "awesome_markers_font_css",
        "awesome_rotate_css",
        "glyphicons_css",
        "meta_http",
    }
)
_URL_IN_CSS = re.compile(r"url\(\s*['\"]?([^)'\"]+)['\"]?\s*\)")
_OUTSIDE = re.compile(r"(?:https?:)?//[a-z0-9]", re.IGNORECASE)


class OfflineAssetError(RuntimeError):
    """A page asked for something that is not in ``maps/static``."""


class Mode(StrEnum):
    """How a page gets its scripts and styles."""

    LINKED = "linked"
    ONE_FILE = "one-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page ready to write or serve; ``script`` is a file of its own in linked mode and empty otherwise."""

    html: str
    script_name: str = ""
    script: str = ""


@lru_cache(maxsize=32)
def asset_text(file_name: str) -> str:
    """Return a vendored script or stylesheet as it stands alone: pictures of a stylesheet become ``data:`` URLs."""
    text = (STATIC / file_name).read_text("utf-8")
    if file_name.endswith(".css"):
        return _URL_IN_CSS.sub(_embedded_picture, text)
    if "<!--" in text:
        raise OfflineAssetError(f"{file_name} holds '<!--'\nIt cannot be embedded safely; remove it.")
    return text.replace("</script", "<\\/script")


def _embedded_picture(found: re.Match[str]) -> str:
    target = found.group(1)
    if target.startswith("#"):
        return found.group(0)
    path = STATIC / target
    if _OUTSIDE.search(target) or path.suffix != ".png" or not path.is_file():
        raise OfflineAssetError(f"stylesheet refers to {target}, which is not vendored\nAdd it to maps/static.")
    return f"url(data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()})"


def content_hash(text: str) -> str:
    """Return the hash of an embedded script or style, as a content security policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=32)
def _asset_hash(file_name: str) -> str:
    return content_hash(asset_text(file_name))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """What folium makes of a map: the files it needs in order, the script that starts it, and its element."""

    files: tuple[str, ...]
    script: str
    element: Markup


class OfflineFigure(Figure):
    """The page around a folium map.

    Parameters
    ----------
    title
        Text of the title element; escaped here.
    body
        Makes the page's body around the given map element; must return safe HTML.
    mode, static_url, script_url
        How and from where scripts are taken; the URLs matter in linked mode only and must be paths on the same origin.
    """

    def __init__(
        self,
        *,
        title: str,
        body: Callable[[Markup], Markup] = lambda element: element,
        mode: Mode = Mode.ONE_FILE,
        static_url: str = "/static/maps",
        script_url: str = "/maps/scripts",
    ) -> None:
        super().__init__(title=title)
        self._body = body
        self._mode = mode
        self._urls = (same_origin(static_url), same_origin(script_url))

    def render(self, **_kwargs: object) -> str:
        """Return the page's HTML; folium's options are not used."""
        return self.render_page().html

    def render_page(self) -> RenderedPage:
        """Return the page and, in linked mode, its script; raise OfflineAssetError as ``parts`` does."""
        parts = self.parts()
        return compose(
            parts, title=self.title or "", body=self._body(parts.element), urls=self._urls if self._linked else None
        )

    def parts(self) -> PageParts:
        """Return what folium made.

        Raises
        ------
        OfflineAssetError
            When anything refers to a file that is not vendored.
        """
        for child in list(self._children.values()):
            child.render()
        files = self._files()
        script = _plain(self.script)
        if outside := _OUTSIDE.search(script):
            raise OfflineAssetError(f"script refers to {outside.group(0)}…\nMaps may not refer to other hosts.")
        element = Markup(_plain(self.html))  # noqa: S704 - the map element's own markup
        return PageParts(files=files, script=script, element=element)

    @property
    def _linked(self) -> bool:
        return self._mode is Mode.LINKED

    def _files(self) -> tuple[str, ...]:
        """Return vendored files in the order in which the page needs them."""
        own = {child.get_name() for child in self._children.values()}
        files = []
        for name, element in self.header._children.items():  # noqa: SLF001 - branca has no other way in
            if name in UNUSED or name in own:
                continue
            if name not in VENDORED or not isinstance(element, JavascriptLink | CssLink):
                raise OfflineAssetError(f"{name} is not vendored\nAdd it to maps/static and to VENDORED.")
            files.append(VENDORED[name])
        return tuple(files)


def compose(parts: PageParts, *, title: str, body: Markup, urls: tuple[str, str] | None) -> RenderedPage:
    """Return a page of parts: linked when it gets the URLs of files and of scripts, one file otherwise."""
    styles = [file for file in parts.files if file.endswith(".css")]
    scripts = [file for file in parts.files if file.endswith(".js")]
    if urls is None:
        head, tail = _embedded(styles, scripts, parts.script.replace("</script", "<\\/script"))
        return RenderedPage(html=_page(title=title, head=head, body=body, tail=tail))
    static_url, script_url = urls
    name = script_name(parts.script)
    head = [f'<link rel="stylesheet" href="{static_url}/{file}">' for file in styles]
    sources = [*(f"{static_url}/{file}" for file in scripts), f"{script_url}/{name}"]
    tail = [f'<script src="{source}"></script>' for source in sources]
    html = _page(title=title, head=head, body=body, tail=tail)
    return RenderedPage(html=html, script_name=name, script=parts.script)


def script_name(script: str) -> str:
    """Return the file name of a page's own script: its content, so that it may be kept for ever."""
    return f"{hashlib.sha256(script.encode()).hexdigest()[:24]}.js"


def _embedded(styles: list[str], scripts: list[str], script: str) -> tuple[list[str], list[str]]:
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src {' '.join(map(_asset_hash, styles))}; "
        f"script-src {' '.join([*map(_asset_hash, scripts), content_hash(script)])}"
    )
    head = [f'<meta http-equiv="Content-Security-Policy" content="{policy}">']
    head += [f"<style>{asset_text(file)}</style>" for file in styles]
    tail = [f"<script>{asset_text(file)}</script>" for file in scripts]
    return head, [*tail, f"<script>{script}</script>"]


def _page(*, title: str, head: list[str], body: Markup, tail: list[str]) -> str:
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        *head,
        f"</head>\n<body>\n{body}",
        *tail,
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _plain(element: Element) -> str:
    """Return what folium's parts rendered to."""
    return "\n".join(child.render() for child in element._children.values())  # noqa: SLF001 - same


def same_origin(url: str) -> str:
    """Return a URL without its last slash; raise OfflineAssetError unless it is a plain path on the same origin."""
    if not re.fullmatch(r"(?:/|\./|\.\./)?[A-Za-z0-9_./-]*", url) or url.startswith("//"):
        raise OfflineAssetError(f"{url} is not a path on the same origin\nGive something like /static/maps.")
    return url.rstrip("/")
