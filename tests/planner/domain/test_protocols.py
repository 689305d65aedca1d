"""Versions of protocols, the names of facts, and steps that point at each other."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.protocol_facts import FREE, VALUES, FactKind, FactNameError, FactRef
from planner.domain.protocols import Norm, Protocol, ProtocolError, Protocols, Step, StepForm, StepTerm, refuse_loops
from planner.domain.settings import Unit
from planner.domain.wording import Language, Text, speaking

_TERM = StepTerm(norm=Norm(amount=5, unit=Unit.DAYS))
STEP = Step(
    code="een",
    title=Text(nl="Een", en="One"),
    form=StepForm.TASK,
    anchors=(FactRef(FactKind.HANDOVER),),
    terms=(_TERM,),
)
FIRST = Protocol(id="p", version=1, title=Text(nl="P", en="P"), steps=(STEP,), valid_to=date(2026, 7, 1))
SECOND = replace(FIRST, version=2, valid_from=date(2026, 7, 1), valid_to=None)


def test_versions_follow_each_other() -> None:
    assert [one.version for one in Protocols((SECOND, FIRST)).versions("p")] == [1, 2]
    assert (FIRST.in_force(date(2026, 6, 30)), FIRST.in_force(date(2026, 7, 1))) == (True, False)
    assert (SECOND.in_force(date(2026, 6, 30)), SECOND.in_force(date(2026, 7, 1))) == (False, True)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(SECOND, valid_from=date(2026, 6, 30)), "p: op 30-06-2026 gelden twee versies (1 en 2)"),
        (replace(FIRST, title=Text(nl="Q", en="Q")), "p: versie 1 komt twee keer voor"),
        (
            replace(SECOND, steps=(replace(STEP, after=("twee",)),)),
            "p, stap een: stap twee bestaat niet",
        ),
    ],
)
def test_versions_that_contradict_each_other_are_refused(other: Protocol, said: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        Protocols((FIRST, other))

    assert str(refused.value).split("\n")[0] == said


def test_steps_in_a_circle_are_refused() -> None:
    other = replace(STEP, code="twee", needs=(FactRef(FactKind.TERM_END, "een"),))
    steps = {"een": replace(STEP, after=("twee",)), "twee": other}

    with pytest.raises(ProtocolError, match="een → twee → een"):
        refuse_loops(steps)


@pytest.mark.parametrize(
    "text",
    ["overdracht", "moment:einduitspraak", "niet document:verstrekt", "stap:dossierstudie", "verblijf", "verblijf:vbl"],
)
def test_a_fact_is_written_as_it_is_read(text: str) -> None:
    assert str(FactRef.parse(text)) == text


@pytest.mark.parametrize("text", ["", "moment", "moment:niets", "overdracht:nu", "stap", "niet", "blokkade:ziek"])
def test_a_fact_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(FactNameError, match="\n"):
        FactRef.parse(text)


@pytest.mark.parametrize("kind", FactKind)
def test_every_fact_is_said_in_both_languages(kind: FactKind) -> None:
    fact = FactRef(kind, "x") if kind in VALUES or kind in FREE else FactRef(kind)

    with speaking(Language.ENGLISH):
        english = fact.say()

    assert fact.say() != ""
    assert english != ""
    assert replace(fact, negated=True).say() == f"geen {fact.say()}"


def test_a_norm_is_either_a_setting_or_a_number_of_its_own() -> None:
    with pytest.raises(ValueError, match="Geef een van beide"):
        Norm()
