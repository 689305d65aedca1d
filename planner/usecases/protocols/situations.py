"""Which protocols fit a case: worked out once per situation, for many cases share one.

Not allowed here: what the steps of a protocol come to.
"""

from dataclasses import dataclass

from planner.domain.cases import Case, Regime, Specialism, TargetGroup, Track
from planner.domain.casework import CasePhase, ProcedureKind, ReceptionKind
from planner.domain.departure_plan import Party
from planner.domain.protocols import Protocol, Protocols, Situation, Step, StepForm
from planner.usecases.protocols.casework_index import CaseworkIndex, in_force

Candidate = tuple[Protocol, Step]
"""A version of a protocol with its step of a certain code."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What of a case decides which protocols fit; nothing of who the person or the regievoerder is."""

    target_group: TargetGroup
    specialisms: frozenset[Specialism]
    regime: Regime
    reception: ReceptionKind | None
    phase: CasePhase | None
    procedure: ProcedureKind | None
    tracks: frozenset[Track]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """The steps of one situation: per code the versions that may give it, the highest rank first."""

    codes: tuple[str, ...]
    scheduled: tuple[str, ...]
    candidates: dict[str, tuple[Candidate, ...]]
    regime: Regime
    participants: tuple[Party, ...]
    """Who takes part in every conversation besides."""

    def participants_of(self, step: Step) -> tuple[Party, ...]:
        """Return who takes part in a step."""
        if step.form is not StepForm.CONVERSATION or not self.participants:
            return step.participants
        return tuple(dict.fromkeys((*step.participants, *self.participants)))


class Situations:
    """Looks up the plan of a case by its situation."""

    def __init__(self, index: CaseworkIndex, protocols: Protocols) -> None:
        self._index, self._protocols = index, protocols
        self._plans: dict[_Own, CasePlan] = {}

    def plan_of(self, case: Case, phase: CasePhase | None) -> CasePlan:
        """Return which steps there are for a case as it is now."""
        index = self._index
        procedure = in_force(index.procedures.get(case.id, ()), index.moment)
        own = _Own(
            case.target_group,
            case.specialisms,
            case.regime,
            index.reception(case.id),
            phase,
            procedure.kind if procedure is not None else None,
            frozenset(fact.track for fact in index.tracks.get(case.id, ()) if fact.valid.contains(index.moment)),
        )
        found = self._plans.get(own)
        if found is None:
            found = self._plans[own] = self._made(own)
        return found

    def _made(self, own: _Own) -> CasePlan:
        fitting = [protocol for protocol in self._protocols.by_rank if _fits(protocol.situation, own)]
        candidates: dict[str, list[Candidate]] = {}
        for protocol in sorted(fitting, key=lambda one: one.rank):
            for step in protocol.steps:
                if not step.sites:
                    candidates.setdefault(step.code, [])
        for protocol in fitting:
            for step in protocol.steps:
                if not step.sites:
                    candidates[step.code].append((protocol, step))
        today = [protocol for protocol in fitting if protocol.in_force(self._index.today)]
        return CasePlan(
            codes=tuple(candidates),
            scheduled=tuple(code for code, found in candidates.items() if found[0][1].form.scheduled),
            candidates={code: tuple(found) for code, found in candidates.items()},
            regime=next((protocol.regime for protocol in today if protocol.regime is not None), own.regime),
            participants=tuple(dict.fromkeys(party for protocol in today for party in protocol.participants)),
        )


def _fits(situation: Situation, own: _Own) -> bool:
    return (
        (not situation.target_groups or own.target_group in situation.target_groups)
        and (not situation.receptions or own.reception in situation.receptions)
        and (not situation.phases or own.phase in situation.phases)
        and (not situation.regimes or own.regime in situation.regimes)
        and (not situation.procedures or own.procedure in situation.procedures)
        and (not situation.tracks or bool(own.tracks & situation.tracks))
        and (not situation.specialisms or bool(own.specialisms & situation.specialisms))
    )
