"""Two officers who publish the draft that they edit, at once or by four eyes, turn back, and let time pass.

The facts are in the books, so that a publication is what later cuts see. Not allowed here: tests.
"""

import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import rule

from calendars.event import EventRenderer
from planner.domain.release import Release
from planner.domain.release_proposal import ReleaseProposal
from planner.domain.time import MINUTES_PER_HOUR, Minute
from planner.ports.store import StoreError
from planner.usecases.editing.apply_edit import Applied
from planner.usecases.publishing.propose_release import (
    Desk,
    ProposalRefusedError,
    propose_release,
    publish_proposal,
    reject_proposal,
)
from planner.usecases.publishing.publish_release import (
    Publication,
    PublicationRefusedError,
    Published,
    publish_release,
)
from planner.usecases.publishing.roll_back import turn_back
from solver.judge import RulebookJudge
from tests.planner.usecases.editing.booked_week import booked, booked_again
from tests.planner.usecases.editing.drafted import Drafted, hard
from tests.planner.usecases.editing.officers import MEMORY, OFFICERS, TwoOfficers
from tests.planner.usecases.fakes import EvenTravel
from tests.solver import world as w

LAST = w.clock(18, 0, w.TUESDAY)
"""Time passes no further: what may be planned is still to come then."""


@lru_cache(maxsize=1)
def _prepared() -> bytes:
    """Return a database with the draft and the facts in it, made once."""
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    booked(f"sqlite:///{folder / 'draft.sqlite'}").store.close()
    content = (folder / "draft.sqlite").read_bytes()
    shutil.rmtree(folder)
    return content


class PublishedWeek(TwoOfficers):
    """The draft of two officers who publish it now and then."""

    counted: ClassVar = TwoOfficers.counted

    def __init__(self) -> None:
        super().__init__()
        self.proposed = list[tuple[int, str]]()
        self.releases = list[Release]()
        self.earlier, self.unsaid = self.head, 0

    def opens(self, file: Path) -> Drafted:
        """Return the draft of the week whose facts are in the books."""
        file.write_bytes(_prepared())
        return booked_again(f"sqlite:///{file}")

    @rule(hours=st.integers(1, 12))
    def waits(self, hours: int) -> None:
        """Let time pass."""
        now = self.desk.clock.minute
        self.desk.clock.minute = Minute(min(LAST, max(now, w.clock(6)) + hours * MINUTES_PER_HOUR))

    @rule(who=OFFICERS)
    def publishes(self, who: str) -> None:
        """Publish the draft as it stands."""
        publication = Publication(key=f"{len(self.log)}-{self.counted['published']}", actor=who, plan_id=self.head.plan)
        self._publish(lambda: self._published(publication), newest=True)

    @rule(who=OFFICERS)
    def proposes(self, who: str) -> None:
        """Propose to publish the draft as it stands."""
        asked = ReleaseProposal(plan_id=self.head.plan, by=who, at=self.desk.clock.now())
        self.proposed.append((propose_release(self.desk.store, self.desk.clock, asked), who))
        self.counted["proposed"] += 1

    @rule(who=OFFICERS, yes=st.integers(0, 3))
    def decides(self, who: str, yes: int) -> None:
        """Publish what was proposed, or reject it; nobody publishes what they proposed themselves."""
        if not self.proposed:
            return
        number, by = self.proposed.pop()
        if not yes:
            reject_proposal(self.desk.store, self.desk.clock, number, actor=who, remark="nog niet")
            return
        desk = Desk(store=self.desk.store, clock=self.desk.clock, judge=RulebookJudge(), renderer=EventRenderer())
        if by == who:
            known = len(self.releases)
            self._publish(lambda: publish_proposal(desk, number, actor=who), newest=False)
            assert len(self.releases) == known
        elif self._publish(lambda: publish_proposal(desk, number, actor=who), newest=False):
            self.counted["four eyes"] += 1

    @rule(who=OFFICERS, which=st.integers(0, 9))
    def turns_back(self, who: str, which: int) -> None:
        """Publish what an earlier publication held."""
        if len(self.releases) < 2:
            return
        number = self.releases[which % (len(self.releases) - 1)].number
        plan = turn_back(self.desk.store, self.desk.clock, EvenTravel(), number, actor=who)
        publication = Publication(key=f"terug {plan}", actor=who, plan_id=plan)
        self.counted["turns back"] += 1
        self.counted["turned back"] += self._publish(lambda: self._published(publication), newest=False)

    def _published(self, publication: Publication) -> Published:
        return publish_release(self.desk.store, self.desk.clock, RulebookJudge(), EventRenderer(), publication)

    def _publish(self, step: Callable[[], Published], *, newest: bool) -> bool:
        """Publish; what is published breaks nothing hard, and holds the whole draft when that was asked."""
        try:
            done = step()
        except (PublicationRefusedError, ProposalRefusedError, StoreError) as error:
            self._unchanged(type(error).__name__)
            self.unsaid += isinstance(error, PublicationRefusedError) and not (error.breaches or error.conflicts)
            return False
        if not done.created:
            self._unchanged("nothing new")
            return False
        self.releases.append(done.release)
        self.counted["published"] += 1
        self._unchanged("publications")
        if newest:
            assert hard(self.head) == []
            published = {item.activity: item for item in done.release.appointments}
            drafted = {item.activity: item for item in self.head.desk.plan.appointments}
            assert published.keys() == drafted.keys()
            assert {key: item.start for key, item in published.items()} == {k: i.start for k, i in drafted.items()}
        return True

    def _taken(self, done: Applied, what: str) -> None:
        self.earlier = self.head
        super()._taken(done, what)

    def _unchanged(self, what: str) -> None:
        self.counted[what] += 1
        now = self.desk.head
        assert (now.version, now.state.plan) == (self.head.version, self.head.state.plan)
        self.head = now
        self.earlier = now
