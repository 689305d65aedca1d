"""Process protocols: for a situation the steps to take, their terms, who takes part. Data with versions, never code.

Not allowed here: any particular protocol (``planner/data/protocols``) and what a case has done (``case_steps``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from planner.domain.cases import Regime, Specialism, TargetGroup, Track
from planner.domain.casework import CasePhase, ProcedureKind, ReceptionKind
from planner.domain.departure_plan import Motivation, Party
from planner.domain.ids import PlaceId, RuleId
from planner.domain.levels import Level
from planner.domain.places import PlaceKind
from planner.domain.protocol_facts import FactKind, FactRef
from planner.domain.settings import Mark, Unit
from planner.domain.wording import Text, either


class StepForm(StrEnum):
    """What a step is."""

    CONVERSATION = "gesprek"
    PRESENTATION = "presentatie"
    MEETING = "overleg"
    TASK = "taak"
    """Work at a desk without a moment of its own: a deadline with an owner."""
    TERM = "termijn"
    """Runs by itself; nobody does anything."""
    LIMIT = "uiterste"
    """Runs by itself, and may not be passed."""

    @property
    def scheduled(self) -> bool:
        """Whether it gets a moment of its own in the plan."""
        return self in (StepForm.CONVERSATION, StepForm.PRESENTATION, StepForm.MEETING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A length: by reference to a setting (``rule``, ``key``), or an amount of its own with a mark."""

    rule: RuleId | None = None
    key: str = "term"
    amount: int | None = None
    unit: Unit | None = None
    mark: Mark = Mark.ASSUMPTION

    def __post_init__(self) -> None:
        if (self.rule is None) is (self.amount is None or self.unit is None):
            raise ValueError("een norm is òf een instelling òf een aantal met eenheid\nGeef een van beide.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerm:
    """A term after (or before) the anchor, with its level."""

    norm: Norm
    level: Level = Level.TIMELY
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How soon a step comes back while all of ``when`` holds."""

    term: StepTerm
    when: tuple[FactRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule:
    """What differs for one site: who always takes part in its meeting, on which weekday, from which minute."""

    place: PlaceId
    participants: tuple[Party, ...] = ()
    weekday: int | None = None
    start: int | None = None
    """Minutes after midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step.

    The latest of ``anchors`` counts. ``opens`` counts back from the due moment. ``only_if`` says for whom the step
    is; ``needs`` and ``after`` what it waits for; ``done`` by which facts it is done; ``ends`` by which it lapses.
    ``frequencies``: it comes back; the first of which all facts hold gives the term. ``sites``: it is held per site
    of these kinds, not per case.
    """

    code: str
    title: Text
    form: StepForm
    anchors: tuple[FactRef, ...] = ()
    terms: tuple[StepTerm, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    opens: Norm | None = None
    not_after: FactRef | None = None
    only_if: tuple[FactRef, ...] = ()
    needs: tuple[FactRef, ...] = ()
    after: tuple[str, ...] = ()
    done: tuple[FactRef, ...] = ()
    ends: tuple[FactRef, ...] = ()
    owner: Party = Party.REGIEVOERDER
    participants: tuple[Party, ...] = ()
    minutes: Norm | None = None
    motivation: Motivation | None = None
    choices: tuple[Text, ...] = ()
    """Options that a person chooses from; in the order of their titles, never of merit."""
    sites: tuple[PlaceKind, ...] = ()
    site_rules: tuple[SiteRule, ...] = ()

    @property
    def recurring(self) -> bool:
        """Whether it comes back after it was done."""
        return bool(self.frequencies)

    def norms(self) -> tuple[Norm, ...]:
        """Return every length the step uses."""
        terms = (*self.terms, *(frequency.term for frequency in self.frequencies))
        return (*(term.norm for term in terms), *(norm for norm in (self.opens, self.minutes) if norm is not None))

    def facts(self) -> tuple[FactRef, ...]:
        """Return every fact the step names."""
        when = (fact for frequency in self.frequencies for fact in frequency.when)
        last = (self.not_after,) if self.not_after is not None else ()
        return (*self.anchors, *when, *last, *self.only_if, *self.needs, *self.done, *self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """For whom a protocol is: every list that is not empty must hold the case's own."""

    target_groups: frozenset[TargetGroup] = frozenset()
    receptions: frozenset[ReceptionKind] = frozenset()
    phases: frozenset[CasePhase] = frozenset()
    regimes: frozenset[Regime] = frozenset()
    procedures: frozenset[ProcedureKind] = frozenset()
    tracks: frozenset[Track] = frozenset()
    specialisms: frozenset[Specialism] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One version of one protocol, in force on anchor days ``[valid_from, valid_to)``.

    Of several protocols that fit a case the one with the highest ``rank`` gives the step with a certain code.
    ``regime``: whose settings its terms use. ``participants`` take part in every conversation besides.
    """

    id: str
    version: int
    title: Text
    steps: tuple[Step, ...]
    situation: Situation = Situation()
    rank: int = 0
    regime: Regime | None = None
    participants: tuple[Party, ...] = ()
    valid_from: date = date.min
    valid_to: date | None = None
    source: str = ""
    mark: Mark = Mark.ASSUMPTION

    @property
    def ref(self) -> str:
        """How an activity names it: ``bewaring@2``."""
        return f"{self.id}@{self.version}"

    def in_force(self, on: date) -> bool:
        """Return whether this version governs what starts on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class ProtocolError(ValueError):
    """Protocols contradict each other or point at nothing."""


class Protocols:
    """A looked-up view of protocol versions; refuses overlapping validity and steps that do not exist."""

    def __init__(self, protocols: Iterable[Protocol]) -> None:
        self.all = tuple(sorted(protocols, key=lambda p: (p.id, p.valid_from, p.version)))
        _refuse_overlap(self.all)
        _refuse_unknown_steps(self.all)
        self.by_rank = tuple(sorted(self.all, key=lambda p: (-p.rank, p.id, p.valid_from)))

    def versions(self, protocol: str) -> tuple[Protocol, ...]:
        """Return the versions of one protocol, oldest first."""
        return tuple(found for found in self.all if found.id == protocol)

    def step_codes(self) -> frozenset[str]:
        """Return the code of every step there is."""
        return frozenset(step.code for protocol in self.all for step in protocol.steps)

    def talk_codes(self) -> frozenset[str]:
        """Return the code of every step that is a conversation."""
        talks = (step for protocol in self.all for step in protocol.steps if step.form is StepForm.CONVERSATION)
        return frozenset(step.code for step in talks)


def _refuse_overlap(protocols: tuple[Protocol, ...]) -> None:
    for first, second in pairwise(protocols):
        if first.id != second.id:
            continue
        if first.version == second.version and first.valid_from == second.valid_from:
            raise ProtocolError(
                either(
                    f"{first.id}: versie {first.version} komt twee keer voor\nGeef een nieuwe versie een eigen nummer.",
                    f"{first.id}: version {first.version} is there twice\nGive a new version a number of its own.",
                )
            )
        if first.valid_to is None or first.valid_to > second.valid_from:
            raise ProtocolError(
                either(
                    f"{first.id}: op {second.valid_from:%d-%m-%Y} gelden twee versies"
                    f" ({first.version} en {second.version})\nLaat de eerste eindigen voordat de tweede begint.",
                    f"{first.id}: on {second.valid_from:%d-%m-%Y} two versions hold"
                    f" ({first.version} and {second.version})\nLet the first end before the second begins.",
                )
            )


def _refuse_unknown_steps(protocols: tuple[Protocol, ...]) -> None:
    known = {step.code for protocol in protocols for step in protocol.steps}
    for protocol in protocols:
        for step in protocol.steps:
            for code in sorted(named_steps(step) - known):
                raise ProtocolError(
                    either(
                        f"{protocol.id}, stap {step.code}: stap {code} bestaat niet\n"
                        "Verbeter de code, of voeg die stap toe aan een protocol.",
                        f"{protocol.id}, step {step.code}: there is no step {code}\n"
                        "Correct the code, or add that step to a protocol.",
                    )
                )


def named_steps(step: Step) -> frozenset[str]:
    """Return the codes of the steps that a step names."""
    wanted = (FactKind.STEP, FactKind.TERM_END)
    return frozenset((*step.after, *(fact.value for fact in step.facts() if fact.kind in wanted)))


def refuse_loops(steps: Mapping[str, Step]) -> None:
    """Raise ProtocolError when steps wait for each other in a circle."""
    done: set[str] = set()

    def visit(code: str, path: tuple[str, ...]) -> None:
        if code in path:
            circle = " → ".join((*path[path.index(code) :], code))
            raise ProtocolError(
                either(
                    f"stappen wachten op elkaar: {circle}\nHaal een van deze verwijzingen weg.",
                    f"steps wait for each other: {circle}\nRemove one of these references.",
                )
            )
        if code in done or code not in steps:
            return
        for named in sorted(named_steps(steps[code])):
            visit(named, (*path, code))
        done.add(code)

    for code in steps:
        visit(code, ())
