"""The norms as they are in force in this installation, for whoever looks at the rulebook.

Not allowed here: what a norm means (``solver``), and changing one.
"""

from planner.domain.settings import Setting
from planner.ports.store import Store
from planner.usecases.norms.merge_settings import settings_in_force


def norms_in_force(store: Store) -> tuple[Setting, ...]:
    """Return the settings: what was entered, and the delivered norms where nothing was."""
    with store.reading() as books:
        return settings_in_force(books.facts.in_force(Setting))
