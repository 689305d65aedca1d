"""Pages of the server itself, outside any release: front page, list, description."""

from functools import lru_cache
from pathlib import Path

from api.pages.templating import environment

STATIC = Path(__file__).parent.parent / "static"


def desk_page(template: str, *, title: str, **values: object) -> bytes:
    """Return a page as UTF-8; every value is escaped."""
    return environment().get_template(template).render(title=title, **values).encode()


@lru_cache(maxsize=1)
def static_files() -> dict[str, bytes]:
    """Return the files that may be asked for by name; there is no path to leave the folder by."""
    return {path.name: path.read_bytes() for path in sorted(STATIC.iterdir()) if path.suffix == ".css"}
