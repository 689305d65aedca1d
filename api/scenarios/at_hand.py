"""What the pages of what-ifs work with: the store, drafts, comparisons, solves, and what may be chosen of a base.

Not allowed here: content of pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from api.kept import Kept
from api.runs.jobs import Job
from api.scenarios.form import Choices, choices_of
from api.scenarios.tools import Scenarios
from api.web.guard import NotYoursError
from planner.domain.civil import IsoWeek
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.domain.wording import Language, language
from planner.ports.store import StoreError, StoreUnreachableError
from planner.usecases.planning.placements import problem_of
from planner.usecases.scenarios.compare import Compared

CHOICES_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a scenario may be split from: the draft of a week, or a publication."""

    week: IsoWeek | None = None
    release: int | None = None

    @property
    def text(self) -> str:
        """How it stands in an address and in a field."""
        return f"week:{self.week}" if self.release is None else f"publicatie:{self.release}"


def base_in(text: str) -> Base | None:
    """Read what a scenario is split from, None for what is neither."""
    kind, _sign, rest = text.partition(":")
    if kind == "publicatie" and rest.isascii() and rest.isdigit() and len(rest) < 9:  # noqa: PLR2004 - as in addresses
        return Base(release=int(rest))
    if kind == "week":
        try:
            return Base(week=IsoWeek.parse(rest))
        except ValueError:
            return None
    return None


class AtHand:
    """What the pages work with, and what may be chosen of bases that somebody asked for lately."""

    def __init__(self, whatifs: Scenarios) -> None:
        self.whatifs, self.running = whatifs, whatifs.running
        self.store, self.clock, self.seen = whatifs.store, whatifs.clock, whatifs.seen
        self._choices: Kept[tuple[str, Language], Choices] = Kept(self._chosen_from, CHOICES_KEPT)
        self._of_release: Kept[tuple[int, Language], Choices] = Kept(self._chosen_from_release, CHOICES_KEPT)

    def scenario(self, number: int) -> Scenario:
        """Return a scenario; raise NotYoursError for a number that there is not."""
        try:
            with self.store.reading() as books:
                return books.scenarios.load(number)
        except StoreUnreachableError:
            raise
        except StoreError as error:
            raise NotYoursError from error

    def compared(self, number: int) -> Compared:
        """Return a scenario beside its base; raise NotYoursError."""
        self.scenario(number)
        return self.whatifs.comparing.of(number)

    def solves(self, scenarios: Iterable[Scenario]) -> tuple[tuple[Scenario, Job], ...]:
        """Return the last solve of each scenario that this server was asked for."""
        found = ((one, self.running.newest(one.number)) for one in scenarios)
        return tuple((one, job) for one, job in found if job is not None)

    def draft_of(self, week: IsoWeek) -> int | None:
        """Return the number of the draft of a week, None where nobody opened it yet."""
        with self.store.reading() as books:
            found = books.drafts.of_week(week)
        return None if found is None else found.id

    def choices(self, base: Base) -> Choices | None:
        """Return what may be chosen of a base; None for a week without a draft, or a publication that is not there."""
        if base.release is not None:
            with self.store.reading() as books:
                there = 0 < base.release <= books.releases.newest_number()
            return self._of_release((base.release, language())) if there else None
        draft = None if base.week is None else self.draft_of(base.week)
        return None if draft is None else choices_of(self.whatifs.editing.heads.of(draft).desk.problem)

    def choices_beside(self, scenario: Scenario) -> Choices:
        """Return what may be chosen of the base of a scenario."""
        return self._choices((scenario.origin.problem_hash, language()))

    def _chosen_from(self, key: tuple[str, Language]) -> Choices:
        problem_hash, _spoken = key
        with self.store.reading() as books:
            return choices_of(books.problems.load(problem_hash))

    def _chosen_from_release(self, key: tuple[int, Language]) -> Choices:
        number, _spoken = key
        return choices_of(self._problem_of_release(number))

    def _problem_of_release(self, number: int) -> Problem:
        with self.store.reading() as books:
            return problem_of(books, books.plans.record(books.releases.load(number).plan_id))
