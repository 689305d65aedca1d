"""Every way and start that comes into account for an activity, exactly."""

from dataclasses import replace

import pytest

from planner.domain.activities import Activity
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.people import Substitute
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.why.ways import EVERYTHING, Question, main_resource, ways
from tests.solver import world as w
from tests.solver.rules.cases import departure
from tests.solver.small import conversation, meeting, presentation
from tests.solver.why.talks import ELEVEN, NINE, TEN, asked, question

NOON = w.clock(12)


def starts(activity: Activity, asked_for: Question = EVERYTHING, world: w.World | None = None) -> list[str]:
    """Return per way its main resource and its starts in minutes after nine on the Monday."""
    about = question(world or w.World(), activity)
    return [
        f"{main.id if (main := main_resource(activity, way.mode)) else '-'} {[start - NINE for start in way.starts]}"
        for way in ways(about, activity, asked_for)
    ]


def test_starts_are_on_the_quarters_inside_the_window() -> None:
    assert starts(asked(w.A, w.clock(9, 1), w.clock(10, 46))) == ["R1 [15, 30, 45]"]
    assert starts(asked(w.A, NINE, w.clock(10, 44))) == ["R1 [0, 15, 30]"]
    assert starts(asked(w.A, w.clock(8), TEN)) == ["R1 [0]"]
    assert starts(asked(w.A, w.clock(7), w.clock(8, 30))) == ["R1 [-120, -105, -90]"]


def test_start_at_the_begin_of_an_exact_window_need_not_be_on_a_quarter() -> None:
    assert starts(asked(w.A, w.clock(9, 7), w.clock(10, 7))) == ["R1 [7]"]
    assert starts(asked(w.A, w.clock(9, 7), w.clock(10, 8))) == []
    assert starts(meeting(w.R1, w.clock(9, 5))) == ["R1 [5]"]
    before = replace(w.World(), scope=Interval(w.clock(9, 10), w.SCOPE.end))
    assert starts(asked(w.A, w.clock(9, 7), w.clock(10, 7)), world=before) == []


def test_starts_are_when_anybody_works() -> None:
    activity = asked(w.A, w.clock(15, 30), w.clock(9, 30, w.TUESDAY), minutes=30)
    assert starts(activity) == ["R1 [390, 405, 420, 435, 450, 465, 1440]"]


def test_starts_are_inside_the_period_or_the_stretch_that_is_asked() -> None:
    late = asked(w.A, NINE, ELEVEN)
    world = replace(w.World(), scope=Interval(w.clock(9, 40), w.SCOPE.end))
    assert starts(late, world=world) == ["R1 [45, 60]"]
    short = replace(w.World(), scope=Interval(w.SCOPE.start, w.clock(10, 15)))
    assert starts(late, world=short) == ["R1 [0, 15]"]
    assert starts(late, Question(span=Interval(w.clock(9, 30), w.clock(10, 45)))) == ["R1 [30, 45]"]
    elsewhere = Question(span=Interval(w.clock(14), w.clock(15, 15)))
    assert starts(late, elsewhere) == ["R1 [300, 315]"]
    assert starts(late, Question(span=Interval(TEN))) == ["R1 [60]"]


def test_one_moment_may_be_anywhere() -> None:
    assert starts(asked(w.A), Question(start=w.clock(18, 7))) == ["R1 [547]"]
    assert starts(departure(w.C), Question(start=NOON)) == ["F1 [180]"]
    assert starts(departure(w.C), Question(start=NINE)) == []


def test_presentations_are_inside_their_sessions() -> None:
    first, second = f"S1 {list(range(60, 151, 5))}", f"S2 {list(range(1500, 1591, 5))}"
    assert starts(presentation(w.A)) == [first, second]
    narrow = replace(presentation(w.A), window=Interval(w.clock(10, 20), w.clock(11, 20)))
    assert starts(narrow)[:1] == ["S1 [80, 85, 90, 95, 100, 105, 110]"]
    past = replace(presentation(w.A), window=Interval(w.clock(12), w.clock(14)))
    assert starts(past) == [first, second]
    assert starts(presentation(w.A), Question(resource="S2")) == [second]


def test_departures_are_on_flights_inside_the_horizon() -> None:
    assert starts(departure(w.C)) == ["F1 [180]", "F2 [1620]"]
    world = replace(w.World(), horizon=Interval(w.clock(13), w.HORIZON.end))
    assert starts(departure(w.C), world=world) == ["F2 [1620]"]
    assert starts(departure(w.C), Question(span=Interval(w.clock(13), w.clock(14)))) == []
    assert starts(departure(w.C), Question(resource="F3")) == ["F3 [360]"]
    assert starts(departure(w.C), Question(resource="R2")) == ["F1 [180]", "F2 [1620]"]
    assert starts(departure(w.C), Question(resource="niets")) == []


def test_somebody_who_would_never_perform_it_may_be_asked_about() -> None:
    assert starts(asked(w.A), Question(resource="R1")) == ["R1 [0]"]
    assert starts(asked(w.A), Question(resource="R2")) == ["R2 [0]"]
    assert starts(asked(w.A), Question(resource="R9")) == []
    assert starts(asked(w.A), Question(resource="azc")) == ["R1 [0]"]
    two = w.World().with_resources(substitutes=(Substitute(owner=w.R1, substitute=w.R2, interval=w.SCOPE),))
    assert starts(asked(w.A), world=two) == ["R1 [0]", "R2 [0]"]
    strange = two.with_resources(regievoerders=(*two.resources.regievoerders, w.regievoerder(RegievoerderId("R3"))))
    assert starts(asked(w.A), Question(resource="R3"), strange) == ["R3 [0]"]


@pytest.mark.parametrize("who", ["R1", "R2"])
def test_way_with_somebody_else_keeps_what_else_it_uses(who: str) -> None:
    activity = asked(w.C, interpreter=True)
    found = ways(question(w.World(), activity), activity, Question(resource=who))
    uses = [(use.resource.kind, use.resource.id) for use in found[0].mode.uses]
    assert uses == [
        (ResourceKind.REGIEVOERDER, who),
        (ResourceKind.CASE, "C"),
        (ResourceKind.ROOM, "azc"),
    ]


def test_main_resource_is_none_where_there_is_none() -> None:
    activity = conversation(CaseId("A"), window=Interval(NINE, Minute(NINE + 60)))
    mode = ways(question(w.World(), activity), activity)[0].mode
    assert main_resource(activity, replace(mode, uses=mode.uses[1:])) is None


def test_somebody_who_is_asked_about_comes_along_where_nobody_does() -> None:
    activity = departure(w.C)
    found = ways(question(w.World(), activity), activity, Question(resource="R2"))
    assert [str(use.resource.kind) for use in found[0].mode.uses] == ["regievoerder", "zaak", "vlucht"]
