"""Rule: who gets a new case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import listed
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.ids import CaseId, RegievoerderId
    from planner.domain.plan import Assignment, Breach
    from solver.known import Known


class AssignmentFits(Rule):
    """Cases that need a regievoerder get one with their specialisms, the same for a whole household, or a reason.

    Assignments are chosen before any appointment: there is nothing to post on a sub-problem of appointments.
    """

    id = RuleId("P26")
    title = Text(nl="Toewijzing van zaken", en="Assignment of cases")
    why = Text(
        nl="Iedere zaak heeft één regievoerder die het werk kan doen; een gezin heeft er samen één.",
        en="Every case has one regievoerder who can do the work; a household has one together.",
    )
    source = Text(
        nl="werkwijze DT&V: toewijzing en bijzondere regievoerders (R26)",
        en="working method of DT&V: assignment and special regievoerders (R26)",
    )
    override = OverrideRight.SUPERVISOR
    exception_by = Text(
        nl="wijs de zaak zelf toe en voer de regievoerder in", en="assign the case by hand and enter the regievoerder"
    )
    level = Level.HARD
    scope = ScopeKind.CASE
    words = frozenset({Word.SKILL, Word.TOGETHER})
    double = Text(
        nl="zaak {case} is {times} keer toegewezen",
        en="case {case} is assigned {times:time|times}",
    )
    neither = Text(
        nl="zaak {case} heeft een regievoerder nodig, zonder toewijzing of reden",
        en="case {case} needs a regievoerder, without an assignment or a reason",
    )
    both = Text(
        nl="zaak {case} is toegewezen en staat ook bij niet toegewezen",
        en="case {case} is assigned and is also listed as not assigned",
    )
    unknown = Text(
        nl="zaak {case} of regievoerder {who} is niet bekend",
        en="case {case} or regievoerder {who} is not known",
    )
    owned = Text(
        nl="zaak {case} heeft al een regievoerder en is niet vrijgegeven",
        en="case {case} already has a regievoerder and was not released",
    )
    lp_officer = Text(
        nl="{who} is LP-medewerker en krijgt geen zaken",
        en="{who} is an LP officer and gets no cases",
    )
    lacking = Text(
        nl="{who} heeft voor zaak {case} het specialisme {specialism} niet",
        en="{who} does not have the specialism {specialism} for case {case}",
    )
    household = Text(
        nl="het gezin van zaak {case} heeft regievoerder {owners}, niet {who}",
        en="the household of case {case} has regievoerder {owners}, not {who}",
    )
    member = Text(
        nl="gezinslid {member} van zaak {case} krijgt regievoerder {owner}, niet {who}",
        en="household member {member} of case {case} gets regievoerder {owner}, not {who}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield what is wrong with the assignment of one case, or that it has none."""
        if scope.case is None:
            return
        given = view.assigned(scope.case)
        needs = view.known.needs_owner(scope.case)
        if len(given) > 1:
            yield self.breach(because=self.double.say(case=scope.case, times=len(given)))
        if needs and not given and scope.case not in view.unassigned:
            yield self.breach(because=self.neither.say(case=scope.case))
        if given and scope.case in view.unassigned:
            yield self.breach(because=self.both.say(case=scope.case))
        if given:
            yield from (self.breach(because=text) for text in _faults(view.known, given[0], needs=needs))


def _faults(known: Known, item: Assignment, *, needs: bool) -> Iterator[str]:
    case, person = known.cases.get(item.case), known.regievoerders.get(item.regievoerder)
    if case is None or person is None:
        yield AssignmentFits.unknown.say(case=item.case, who=item.regievoerder)
        return
    if not needs:
        yield AssignmentFits.owned.say(case=item.case)
    if person.lp_officer:
        yield AssignmentFits.lp_officer.say(who=person.id)
    missing = sorted(case.specialisms - person.specialisms)
    if missing:
        yield AssignmentFits.lacking.say(who=person.id, case=case.id, specialism=listed(map(word, missing)))
    owners = known.household_owners(case.id)
    if owners and person.id not in owners:
        yield AssignmentFits.household.say(case=case.id, owners=listed(sorted(owners)), who=person.id)
    yield from (
        AssignmentFits.member.say(member=member, case=case.id, owner=who, who=person.id)
        for member, who in _elsewhere(known, item)
        if not owners
    )


def _elsewhere(known: Known, item: Assignment) -> Iterator[tuple[CaseId, RegievoerderId]]:
    """Yield the members of the household that go to somebody else together with this case."""
    start = known.problem.scope.start
    household = known.household(item.case, start)
    for member in known.members.get(household, ()) if household else ():
        who = known.owner(member, start)
        together = member != item.case and known.household(member, start) == household
        if together and who is not None and who != item.regievoerder and known.needs_owner(member):
            yield member, who
