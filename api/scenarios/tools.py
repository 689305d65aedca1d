"""What the pages and the JSON of scenarios work with.

Not allowed here: routes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from api.scenarios.running import Running
from api.web.reads import Reads
from planner.ports.store import Store
from planner.ports.surroundings import Clock, Worker
from planner.usecases.editing.apply_edit import Editing
from planner.usecases.editing.open_draft import Opening
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.compare import Comparing

PURPOSE = "wat-als bekijken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenarios:
    """What scenarios need on the web; ``drafting`` is asked at the first use: it loads the solver library."""

    store: Store
    clock: Clock
    worker: Worker
    seen: Reads
    drafting: Callable[[], tuple[Opening, Editing]]
    running: Running
    comparing: Comparing

    @property
    def tools(self) -> Tools:
        """What the use cases of scenarios need."""
        return Tools(store=self.store, clock=self.clock, heads=self.editing.heads, worker=self.worker)

    @property
    def opening(self) -> Opening:
        """What opening a draft needs."""
        return self.drafting()[0]

    @property
    def editing(self) -> Editing:
        """What editing the real draft needs."""
        return self.drafting()[1]
