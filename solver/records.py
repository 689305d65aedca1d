"""What people entered about cases beside where they are: clearances, moments of law, acts and exceptions, looked up.

Not allowed here: what follows from it (the rules say so).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from planner.domain.activities import Activity, ActivityKind
from planner.domain.casework import Act, LegalMoment
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute, union

ACTS = (ActivityKind.CONVERSATION, ActivityKind.PRESENTATION)
"""Kinds of activities that are acts in a case."""


class Records:
    """Looks up the entries of one cut of the facts."""

    def __init__(self, problem: Problem) -> None:
        self._file = problem.case_file
        self._activities = problem.activities

    @cached_property
    def moments(self) -> Mapping[CaseId, Sequence[LegalMoment]]:
        """What happened in law, by case."""
        found: dict[CaseId, list[LegalMoment]] = defaultdict(list)
        for moment in self._file.moments:
            found[moment.case].append(moment)
        return found

    @cached_property
    def acts(self) -> Mapping[CaseId, Act]:
        """The last act in each case."""
        return {act.case: act for act in sorted(self._file.acts, key=lambda act: act.on)}

    @cached_property
    def _clearances(self) -> dict[tuple[CaseId, ClearanceKind], list[Clearance]]:
        found: dict[tuple[CaseId, ClearanceKind], list[Clearance]] = defaultdict(list)
        for clearance in self._file.clearances:
            found[clearance.case, clearance.kind].append(clearance)
        return found

    def clearances(self, case: CaseId, kind: ClearanceKind) -> Sequence[Clearance]:
        """Return every answer of one kind about a case."""
        return self._clearances.get((case, kind), ())

    def cleared(self, case: CaseId, kind: ClearanceKind, state: ClearanceState) -> tuple[Interval, ...]:
        """Return when answers with one outcome hold."""
        return union(answer.valid for answer in self.clearances(case, kind) if answer.state is state)

    @cached_property
    def _overrides(self) -> dict[tuple[RuleId, ActivityKey], list[Override]]:
        found: dict[tuple[RuleId, ActivityKey], list[Override]] = defaultdict(list)
        for override in self._file.overrides:
            found[override.rule, override.activity].append(override)
        return found

    def exceptions(self, rule: RuleId, asked: OverrideRight, activity: ActivityKey) -> tuple[Override, ...]:
        """Return the exceptions to a rule for an activity by those who have the right that is asked."""
        found = self._overrides.get((rule, activity), ())
        return tuple(override for override in found if override.right.suffices_for(asked))

    def excepted(self, rule: RuleId, asked: OverrideRight, activity: ActivityKey, start: Minute) -> bool:
        """Return whether an exception holds for an activity that starts at a moment."""
        return any(override.valid.contains(start) for override in self.exceptions(rule, asked, activity))

    @cached_property
    def next_acts(self) -> Mapping[CaseId, Activity]:
        """The conversation or presentation of each case that is due first: by its window, then by its key."""
        due = sorted((a for a in self._activities if a.kind in ACTS), key=lambda a: (a.window.start, a.key))
        return {case: activity for activity in reversed(due) for case in activity.cases}

    @cached_property
    def ahead(self) -> Mapping[ActivityKey, Sequence[Activity]]:
        """What is due so long before each activity."""
        found: dict[ActivityKey, list[Activity]] = defaultdict(list)
        for activity in self._activities:
            for lead in activity.leads:
                found[lead.before].append(activity)
        return found

    def last_act(self, case: CaseId) -> date | None:
        """Return the day of the last act in a case."""
        act = self.acts.get(case)
        return None if act is None else act.on
