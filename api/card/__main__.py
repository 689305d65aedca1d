"""Writes docs/ALGORITMEKAART.md from the rules and the norms as delivered: ``python -m api.card``."""

from pathlib import Path

from api.card.content import card
from api.card.shape import as_markdown
from planner.domain.default_settings import DEFAULT_SETTINGS

PAGE = Path("docs") / "ALGORITMEKAART.md"


def page() -> str:
    """Return the page as it is kept with the documents: without hashes, which change with every word of a rule."""
    return as_markdown(card(DEFAULT_SETTINGS, versions=False))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
