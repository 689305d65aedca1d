"""Making an exception: who may, for what, how long; and taking it back."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.clearances import Override, OverrideRight
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.time import Interval
from planner.usecases.gate.override_rule import (
    OverrideRefusedError,
    OverrideRequest,
    override_rule,
    standing_overrides,
    withdraw_override,
)
from solver.judge import RulebookJudge
from solver.rights import rights
from tests.planner.usecases.world import NOW, Desk, conversation_key, departure_key

WEEK = Interval(at(date(2026, 11, 23), 0), at(date(2026, 11, 28), 0))
REQUEST = OverrideRequest(
    rule=RuleId("R04"),
    activity=conversation_key("Z1"),
    right=OverrideRight.SUPERVISOR,
    actor="L-0007",
    reason="spreekt Engels",
    valid=WEEK,
)
RIGHTS = rights()


def _standing(desk: Desk) -> tuple[Override, ...]:
    with desk.store.reading() as books:
        return standing_overrides(books, desk.clock.now())


def test_an_exception_is_a_fact_with_an_event_and_in_the_next_problem(any_desk: Desk) -> None:
    made, new = override_rule(any_desk.store, any_desk.clock, RIGHTS, REQUEST)
    again = override_rule(any_desk.store, any_desk.clock, RIGHTS, REQUEST)

    assert new
    assert again == (made, False)
    assert _standing(any_desk) == (made,)
    assert any_desk.solve().cut.problem.case_file.overrides == (made,)
    with any_desk.store.reading() as books:
        events = [(e.actor, e.what, e.subject) for e in books.events.newest(9) if e.what == "exception"]
    assert events == [("L-0007", "exception", "R04: Z1/voortgang/1 tot za 28 nov 00:00, leidinggevende")]


def test_a_release_keeps_the_exceptions_that_hold_for_it(any_desk: Desk) -> None:
    made, _ = override_rule(any_desk.store, any_desk.clock, RIGHTS, REQUEST)
    other = replace(REQUEST, activity=conversation_key("Z5"), valid=Interval(NOW, at(date(2026, 11, 20), 0)))
    override_rule(any_desk.store, any_desk.clock, RIGHTS, other)
    any_desk.solve()

    assert any_desk.publish("a").release.overrides == (made,)


def test_a_release_does_not_name_an_exception_by_somebody_who_may_not(any_desk: Desk) -> None:
    """A file may hold any; one without the right person behind it lifts nothing."""
    right, wrong = (
        Override(
            rule=RuleId("R04"), activity=conversation_key(case), right=who, by="RV-0001", reason="spreekt", valid=WEEK
        )
        for case, who in (("Z1", OverrideRight.SUPERVISOR), ("Z2", OverrideRight.REGIEVOERDER))
    )
    any_desk.deliver((right, wrong))
    any_desk.solve()

    assert any_desk.publish("a").release.overrides == (right,)
    assert [RulebookJudge().upholds(one) for one in (right, wrong)] == [True, False]


def test_an_exception_expires(any_desk: Desk) -> None:
    override_rule(any_desk.store, any_desk.clock, RIGHTS, REQUEST)
    any_desk.wait(9 * 1440)

    assert _standing(any_desk) == ()


def test_an_exception_can_be_taken_back(any_desk: Desk) -> None:
    made, _ = override_rule(any_desk.store, any_desk.clock, RIGHTS, REQUEST)
    any_desk.wait(1)

    gone = withdraw_override(any_desk.store, any_desk.clock, rule=made.rule, activity=made.activity, actor="L-0008")

    assert gone == (made,)
    assert _standing(any_desk) == ()
    with pytest.raises(OverrideRefusedError, match="er is geen uitzondering op R04"):
        withdraw_override(any_desk.store, any_desk.clock, rule=made.rule, activity=made.activity, actor="L-0008")


@pytest.mark.parametrize(
    ("request_", "because"),
    [
        (replace(REQUEST, rule=RuleId("R11")), "op R11 (Aanzegging op tijd) kan niemand een uitzondering maken"),
        (replace(REQUEST, rule=RuleId("P01")), "op P01 (Eén plaats tegelijk) kan niemand een uitzondering maken"),
        (
            replace(REQUEST, rule=RuleId("R34")),
            "op R34 (Grenzen van de luchtvaartmaatschappij) wordt zo geen uitzondering gemaakt",
        ),
        (replace(REQUEST, rule=RuleId("R25")), "op R25 (Gezin blijft bij elkaar) wordt zo geen uitzondering gemaakt"),
        (replace(REQUEST, rule=RuleId("X99")), "regel X99 is niet bekend"),
        (
            replace(REQUEST, right=OverrideRight.REGIEVOERDER),
            "een uitzondering op R04 (Tolk bij het gesprek) vraagt een leidinggevende, niet een regievoerder",
        ),
        (
            replace(REQUEST, right=OverrideRight.PARTNER),
            "een uitzondering op R04 (Tolk bij het gesprek) vraagt een leidinggevende, niet een partner",
        ),
        (replace(REQUEST, activity=ActivityKey("Z9/x/1")), "activiteit Z9/x/1 is niet bekend, of is al afgerond"),
        (replace(REQUEST, activity=departure_key("Z1")), "R04 (Tolk bij het gesprek) gaat niet over een vertrek"),
        (replace(REQUEST, reason=" "), "een uitzondering heeft een reden nodig"),
        (replace(REQUEST, actor=""), "een uitzondering heeft een dienstnummer nodig"),
        (replace(REQUEST, valid=Interval(NOW)), "een uitzondering loopt af"),
        (replace(REQUEST, valid=Interval(WEEK.start - 10**6, NOW)), "de uitzondering liep al af op do 19 nov 16:00"),  # type: ignore[arg-type]
    ],
)
def test_what_may_not_be_is_refused_with_a_remedy(any_desk: Desk, request_: OverrideRequest, because: str) -> None:
    with pytest.raises(OverrideRefusedError) as refused:
        override_rule(any_desk.store, any_desk.clock, RIGHTS, request_)

    message, _, remedy = str(refused.value).partition("\n")
    assert message == because
    assert remedy
    assert _standing(any_desk) == ()
