"""Templates: everything escaped, unknown names refused."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from io import BytesIO
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from api.pages.viewer import Role
from api.web import speech
from api.web.forms import moment_type
from planner.domain.release import Release
from planner.domain.spelling import stamp
from planner.domain.wording import Language, language

FOLDER = Path(__file__).parent.parent / "templates"
STATIC = Path(__file__).parent.parent / "static"
AUDIENCES = {
    Role.PLANNER: "Alleen voor planning",
    Role.KMAR: "Alleen voor KMar",
    Role.DJI: "Alleen voor DJI, DV&O",
    Role.REGIEVOERDER: "Alleen voor de regievoerder zelf",
    Role.INSPECTORATE: "Alleen voor de inspectie",
}


@lru_cache(maxsize=1)
def style() -> bytes:
    """Return the style of pages that stand alone, ``stijl.css`` beside them."""
    return b"".join((STATIC / "stijl" / name).read_bytes() for name in ("los.css", "inhoud.css"))


class _Compiled(BytecodeCache):
    """What templates became, for every language: the texts are put in when a page is made."""

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what a template became, if it did."""
        if bucket.key in self._found:
            bucket.load_bytecode(BytesIO(self._found[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template became."""
        self._found[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def templates_ready() -> None:
    """Compile every template, so that nobody who asks for a page waits for that."""
    for spoken in Language:
        found = environment(spoken)
        for name in found.list_templates(("html", "xml", "svg", "txt")):
            found.get_template(name)


@lru_cache(maxsize=len(Language))
def environment(spoken: Language = Language.DUTCH) -> Environment:
    """Return our templates with the texts of a language: everything escaped, unknown names refused."""
    found = Environment(
        loader=FileSystemLoader(FOLDER),
        extensions=("jinja2.ext.i18n",),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    found.install_gettext_translations(speech.translations(spoken), newstyle=True)  # type: ignore[attr-defined]
    found.globals.update(day=speech.day, moment=speech.moment, number=speech.number, moment_type=moment_type)
    return found


@dataclass(frozen=True, slots=True)
class Inside:
    """What a page holds between its head and its end, to be set in the frame of the server's pages."""

    title: str
    content: Markup


_TITLE, _END = re.compile(r"<title>(.*?) · Vertrekplanner</title>"), "\n</main>"
_BEGIN = '<main id="inhoud">\n'


def inside(page: bytes) -> Inside | None:
    """Return what a page made by ``render`` holds, None for a page with a frame of its own, as maps have.

    Everything in it was escaped when it was made, so that its marks cannot stand in a value.
    """
    text = page.decode()
    title = _TITLE.search(text)
    before, begun, rest = text.partition(_BEGIN)
    content, ended, _after = rest.rpartition(_END)
    if title is None or not begun or not ended or "<link" not in before:
        return None
    return Inside(unescape(title[1]), Markup(content))  # noqa: S704 - made and escaped by our own templates


def render(template: str, release: Release, role: Role, *, title: str, depth: int = 0, **values: object) -> bytes:
    """Return a page as UTF-8; ``depth`` is how many folders it lies below the viewer's root."""
    text = (
        environment(language())
        .get_template(template)
        .render(
            release=release,
            title=title,
            audience=speech.translations().gettext(AUDIENCES[role]),
            language=language().value,
            published=stamp(release.published_at),
            root="../" * depth,
            **values,
        )
    )
    return text.encode()
