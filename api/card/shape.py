"""What a card is made of. Not allowed here: what it says."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the register: its name, what it says, and a table with it (without columns: none)."""

    name: str
    says: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the register."""

    anchor: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A whole card, in one language."""

    title: str
    lead: str
    sections: tuple[Section, ...]


def as_markdown(card: Card) -> str:
    """Return the card as Markdown."""
    parts = [f"# {card.title}", card.lead]
    for section in card.sections:
        parts.append(f"## {section.title}")
        for field in section.fields:
            parts += [f"### {field.name}", *field.says]
            if field.columns:
                lines = (field.columns, ("---",) * len(field.columns), *field.rows)
                parts.append("\n".join(_line(cells) for cells in lines))
    return "\n\n".join(parts) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
