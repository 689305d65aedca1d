"""The books narrowed to one case and its household: what is asked about one case does not read all of them.

Every use case about a case works on narrowed books as on the whole ones. Not allowed here: deciding who may look.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from typing import TypeVar

from planner.domain.activities import Activity
from planner.domain.bookings import Booking
from planner.domain.cases import (
    BlockingFact,
    Case,
    ConditionFact,
    Membership,
    Ownership,
    Stay,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import Dossier, LegalMoment, PhaseChange, Procedure, Reception
from planner.domain.clearances import Clearance
from planner.domain.commitments import Outcome, PartnerRequest
from planner.domain.departure_plan import (
    Barrier,
    Contact,
    InformationRequest,
    MotivationPhase,
    Possibility,
    Representative,
    Support,
)
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.last_asked import LastAsked
from planner.domain.release import Release
from planner.domain.sheet_facts import HandOverItem
from planner.domain.time import Minute
from planner.ports.access import Visits
from planner.ports.calendars import Openings
from planner.ports.outcomes import Outcomes
from planner.ports.plans import Releases
from planner.ports.store import Facts, RecordedFact, Store, Transaction

F = TypeVar("F", bound=Fact)
NewestRelease = Callable[[Releases], Release | None]
"""Returns the release that everybody sees; who keeps releases in memory gives its own."""
ABOUT: tuple[type[Fact], ...] = (
    Case, PhaseChange, Dossier, Procedure, Reception, LegalMoment, Ownership, Stay, TrackFact, ConditionFact,
    BlockingFact, TravelDocument, Possibility, Barrier, Support, Representative, Contact, InformationRequest,
    MotivationPhase, Clearance,
)  # fmt: skip
"""Facts that are each about one case, whose code begins their key."""
OF_ACTIVITIES: tuple[type[Fact], ...] = (Activity, PartnerRequest, Booking, HandOverItem)
"""Facts about an activity, whose key begins theirs: published ones, and those whose key begins with the case."""


def newest_release(releases: Releases) -> Release | None:
    """Return the release that everybody sees, from the books."""
    return releases.newest()


def household_of(books: Transaction, case: CaseId) -> tuple[CaseId, ...]:
    """Return a case with everybody who ever shared a household with it."""
    return _Households(books.facts).members((case,))


def narrowed(books: Transaction, case: CaseId, newest: NewestRelease = newest_release) -> Transaction:
    """Return the books as far as they concern a case; what is written goes into the books themselves."""
    households = _Households(books.facts)
    return _about(books, households.members((case,)), newest, households)


def about_cases(books: Transaction, cases: Collection[CaseId], newest: NewestRelease = newest_release) -> Transaction:
    """Return the books as far as they concern these cases."""
    return _about(books, cases, newest, _Households(books.facts))


def _about(
    books: Transaction, cases: Collection[CaseId], newest: NewestRelease, households: "_Households"
) -> Transaction:
    seen = copy(books)
    release = newest(books.releases)
    of_cases = None if release is None else _PUBLISHED.of(release).narrowed(cases)
    own = () if of_cases is None else tuple(sorted(activity.key for activity in of_cases.activities))
    vars(seen).update(
        facts=_CaseFacts(books.facts, tuple(sorted(cases)), own, households),
        outcomes=_CaseOutcomes(books.outcomes, tuple(sorted(cases)), own),
        releases=_KeptReleases(books.releases, of_cases),
    )
    return seen


class _ByCase:
    """Where in a release each case stands."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._activities, self._appointments, self._assignments = _places(), _places(), _places()
        planned = {item.activity: number for number, item in enumerate(release.appointments)}
        for number, activity in enumerate(release.activities):
            for case in activity.cases:
                self._activities[case].append(number)
                if activity.key in planned:
                    self._appointments[case].append(planned[activity.key])
        for number, assignment in enumerate(release.assignments):
            self._assignments[assignment.case].append(number)

    def narrowed(self, cases: Collection[CaseId]) -> Release:
        release = self._release
        return replace(
            release,
            activities=tuple(release.activities[n] for n in _together(self._activities, cases)),
            appointments=tuple(release.appointments[n] for n in _together(self._appointments, cases)),
            assignments=tuple(release.assignments[n] for n in _together(self._assignments, cases)),
        )


def _places() -> dict[CaseId, list[int]]:
    return defaultdict(list)


def _together(places: Mapping[CaseId, list[int]], cases: Collection[CaseId]) -> list[int]:
    return sorted({number for case in cases for number in places.get(case, ())})


_PUBLISHED = LastAsked(_ByCase)


class _Households:
    """Who ever shared a household with whom, by the keys of memberships."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[CaseId, frozenset[str]] = {}

    def of(self, cases: Collection[CaseId]) -> tuple[str, ...]:
        """Return the households that cases are or were in."""
        return tuple(sorted({household for case in cases for household in self._of(case)}))

    def members(self, cases: Collection[CaseId]) -> tuple[CaseId, ...]:
        """Return the cases with everybody of their households."""
        found = (fact for household in self.of(cases) for fact in self._facts.beginning(Membership, household))
        return tuple(dict.fromkeys((*cases, *(fact.case for fact in found))))

    def _of(self, case: CaseId) -> frozenset[str]:
        if case not in self._known:
            parts = (key.split("|") for key in self._facts.keys(Membership, holding=f"|{case}"))
            self._known[case] = frozenset(part[0] for part in parts if part[1] == case)
        return self._known[case]


class OneCaseStore:
    """Implements ``planner.ports.store.Store``: every transaction sees the books narrowed to one case."""

    def __init__(self, store: Store, case: CaseId, newest: NewestRelease = newest_release) -> None:
        self._store, self._case, self._newest = store, case, newest

    @property
    def openings(self) -> Openings:
        """What secrets of readers open."""
        return self._store.openings

    @property
    def visits(self) -> Visits:
        """Who is behind a token."""
        return self._store.visits

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin a transaction that may write."""
        with self._store.transaction() as books:
            yield narrowed(books, self._case, self._newest)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Begin a transaction that only reads."""
        with self._store.reading() as books:
            yield narrowed(books, self._case, self._newest)


class _CaseFacts:
    """Implements ``Facts`` for some cases; what is about no case is read as ever."""

    def __init__(
        self, facts: Facts, cases: tuple[CaseId, ...], own: tuple[ActivityKey, ...], households: _Households
    ) -> None:
        self._facts, self._cases, self._households = facts, cases, households
        self._elsewhere = tuple(key for key in own if not key.startswith(tuple(f"{case}/" for case in cases)))
        self._kept: dict[object, tuple[Fact, ...]] = {}
        self._read_at_once: Mapping[object, tuple[Fact, ...]] | None = None

    def in_force(self, kind: type[F], *, at: Minute | None = None, source: str | None = None) -> tuple[F, ...]:
        if at is not None or source is not None:
            return self._read(kind, at, source)
        if kind not in self._kept:
            if kind in ABOUT or kind in OF_ACTIVITIES:
                self._kept[kind] = self._at_once.get(kind, ())
            else:
                read: tuple[F, ...] = self._read(kind, None, None)
                self._kept[kind] = read
        return tuple(fact for fact in self._kept[kind] if isinstance(fact, kind))

    @property
    def _at_once(self) -> Mapping[object, tuple[Fact, ...]]:
        """All facts about the cases, read in one go: a page asks for nearly all of them."""
        if self._read_at_once is None:
            asked: list[tuple[str, tuple[type[Fact], ...]]] = [(case, (*ABOUT, *OF_ACTIVITIES)) for case in self._cases]
            asked += [(key, OF_ACTIVITIES) for key in self._elsewhere]
            about: dict[tuple[object, str], Fact] = {}
            for first, kinds in asked:
                rows = self._facts.starting(kinds, first)
                about.update({(type(fact), key): fact for key, fact in rows if self._concerns(type(fact), key)})
            found: dict[object, list[Fact]] = defaultdict(list)
            for (kind, _), fact in sorted(about.items(), key=lambda one: one[0][1]):
                found[kind].append(fact)
            self._read_at_once = {kind: tuple(facts) for kind, facts in found.items()}
        return self._read_at_once

    def _read(self, kind: type[F], at: Minute | None, source: str | None) -> tuple[F, ...]:
        begins = self._begins(kind)
        if begins is None or source is not None:
            return self._facts.in_force(kind, at=at, source=source)
        read = (self._facts.beginning(kind, first, at=at, apart=apart) for first, apart in begins)
        found = {fact_key(fact): fact for facts in read for fact in facts}
        return tuple(found[key] for key in sorted(found))

    def recorded(
        self, kind: type[F], *, at: Minute | None = None, source: str | None = None
    ) -> tuple[RecordedFact[F], ...]:
        if at is not None or source is not None or self._begins(kind) is None:
            return self._facts.recorded(kind, at=at, source=source)
        keys = [fact_key(fact) for fact in self.in_force(kind)]
        return tuple(self._facts.history(kind, key)[-1] for key in keys)

    def beginning(self, kind: type[F], prefix: str, *, at: Minute | None = None, apart: str = "|") -> tuple[F, ...]:
        if apart != "|":
            return self._facts.beginning(kind, prefix, at=at, apart=apart)
        if at is not None or prefix not in self._cases or kind not in ABOUT:
            return self._facts.beginning(kind, prefix, at=at)
        first = f"{prefix}|"
        return tuple(f for f in self.in_force(kind) if (key := fact_key(f)) == prefix or key.startswith(first))

    def starting(self, kinds: Collection[type[Fact]], prefix: str) -> tuple[tuple[str, Fact], ...]:
        return self._facts.starting(kinds, prefix)

    def keys(self, kind: type[Fact], *, holding: str = "") -> Mapping[str, str]:
        return self._facts.keys(kind, holding=holding)

    def history(self, kind: type[F], key: str) -> tuple[RecordedFact[F], ...]:
        return self._facts.history(kind, key)

    def changed_since(self, at: Minute, *, without: str = "") -> int:
        return self._facts.changed_since(at, without=without)

    def record(self, facts: Iterable[Fact], *, source: str, at: Minute) -> None:
        self._forget()
        self._facts.record(facts, source=source, at=at)

    def retire(self, keys: Iterable[tuple[type[Fact], str]], *, at: Minute) -> None:
        self._forget()
        self._facts.retire(keys, at=at)

    def _forget(self) -> None:
        self._kept.clear()
        self._read_at_once = None

    def _begins(self, kind: type[object]) -> tuple[tuple[str, str], ...] | None:
        """Return with what the keys of a type begin that concern the cases, and what follows it.

        None: the type is about no case.
        """
        if kind in ABOUT:
            return tuple((case, "|") for case in self._cases)
        if kind is Membership:
            return tuple((household, "|") for household in self._households.of(self._cases))
        if kind in OF_ACTIVITIES:
            return (*((case, "/") for case in self._cases), *((key, "|") for key in self._elsewhere))
        return None

    def _concerns(self, kind: type[object], key: str) -> bool:
        return any(_begins_with(key, first, apart) for first, apart in self._begins(kind) or ())


def _begins_with(key: str, first: str, apart: str) -> bool:
    """Return whether the first part of a key is exactly this."""
    return key.startswith(first) and key[len(first) : len(first) + 1] in ("", *apart)


class _CaseOutcomes:
    """Implements ``Outcomes`` for some cases."""

    def __init__(self, outcomes: Outcomes, cases: tuple[CaseId, ...], own: tuple[ActivityKey, ...]) -> None:
        self._outcomes, self._cases, self._own = outcomes, cases, own

    def add(self, outcome: Outcome, *, correction: bool = False) -> None:
        self._outcomes.add(outcome, correction=correction)

    def history(self, activity: ActivityKey) -> tuple[Outcome, ...]:
        return self._outcomes.history(activity)

    def beginning(self, prefix: str) -> tuple[Outcome, ...]:
        return self._outcomes.beginning(prefix)

    def effective(self, *, at: Minute | None = None) -> Mapping[ActivityKey, Outcome]:
        found = {one.activity: one for case in self._cases for one in self._outcomes.beginning(f"{case}/")}
        for key in self._own:
            found.update({one.activity: one for one in self._outcomes.history(key) if key not in found})
        return found if at is None else {key: one for key, one in found.items() if one.recorded_at <= at}


class _KeptReleases:
    """Implements ``Releases`` with the newest one at hand."""

    def __init__(self, releases: Releases, newest: Release | None) -> None:
        self._releases, self._newest = releases, newest

    def add(self, release: Release, *, key: str) -> None:
        self._releases.add(release, key=key)

    def newest(self) -> Release | None:
        return self._newest

    def newest_number(self) -> int:
        return 0 if self._newest is None else self._newest.number

    def published(self) -> tuple[tuple[int, Minute], ...]:
        return self._releases.published()

    def load(self, number: int) -> Release:
        return self._releases.load(number)

    def plans_since(self, number: int) -> tuple[int, ...]:
        return self._releases.plans_since(number)

    def by_key(self, key: str) -> Release | None:
        return self._releases.by_key(key)
