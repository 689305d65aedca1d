"""Templates: everything escaped, unknown names refused."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.viewer import Role
from planner.domain.release import Release
from planner.domain.spelling import stamp

FOLDER = Path(__file__).parent.parent / "templates"
STYLE = Path(__file__).parent.parent / "static" / "stijl.css"
AUDIENCES = {
    Role.PLANNER: "Alleen voor planning",
    Role.KMAR: "Alleen voor KMar",
    Role.DJI: "Alleen voor DJI, DV&O",
    Role.REGIEVOERDER: "Alleen voor de regievoerder zelf",
    Role.INSPECTORATE: "Alleen voor de inspectie",
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the environment of pages of a release."""
    return new_environment()


def new_environment(extensions: Sequence[str] = ()) -> Environment:
    """Return an environment over our templates."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        extensions=extensions,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, release: Release, role: Role, *, title: str, depth: int = 0, **values: object) -> bytes:
    """Return a page as UTF-8; ``depth`` is how many folders it lies below the viewer's root."""
    text = (
        environment()
        .get_template(template)
        .render(
            release=release,
            title=title,
            audience=AUDIENCES[role],
            published=stamp(release.published_at),
            root="../" * depth,
            **values,
        )
    )
    return text.encode()
