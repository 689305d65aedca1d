"""Activities that look like one and the same are named, each pair once."""

from dataclasses import replace

import pytest

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.issues import IssueCode
from planner.domain.time import Interval, Minute
from planner.usecases.validation.lookalikes import lookalikes

TALK = Activity(
    key=ActivityKey("Z-1/voortgang/1"),
    kind=ActivityKind.CONVERSATION,
    step="voortgang",
    duration=60,
    window=Interval(Minute(0), Minute(1440)),
    cases=(CaseId("Z-1"), CaseId("Z-2")),
)
TWIN = replace(TALK, key=ActivityKey("BRON-1"))


def test_two_of_the_same_case_and_step_at_the_same_time_are_named_once() -> None:
    found = list(lookalikes((TALK, TWIN)))

    assert [(issue.code, issue.subject, issue.table) for issue in found] == [
        (IssueCode.LOOKALIKE, "Z-1/voortgang/1", "gesprekken")
    ]
    assert found[0].what == "lijkt op BRON-1: zelfde zaak, stap en periode"


@pytest.mark.parametrize(
    "other",
    [
        replace(TWIN, step="zitting"),
        replace(TWIN, cases=(CaseId("Z-3"),)),
        replace(TWIN, window=Interval(Minute(1440), Minute(2880))),
        replace(TWIN, kind=ActivityKind.DEPARTURE),
    ],
)
def test_another_step_case_time_or_kind_is_something_else(other: Activity) -> None:
    assert list(lookalikes((TALK, other))) == []
