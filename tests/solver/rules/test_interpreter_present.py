"""An interpreter at a conversation, in examples: cases speak Tigrinya, R2 does too."""

import pytest

from planner.domain.activities import InterpreterNeed
from planner.domain.ids import LanguageCode
from planner.domain.resources import ResourceKind
from solver.mode import Use
from tests.solver import world as w
from tests.solver.rules.cases import conversation, found, talk

TI = w.use(ResourceKind.INTERPRETER, w.TIGRINYA)
AR = w.use(ResourceKind.INTERPRETER, "ar")


@pytest.mark.parametrize(
    ("need", "language", "who", "extra", "breaches"),
    [
        pytest.param(InterpreterNeed.REQUIRED, None, w.R1, (TI,), 0, id="interpreter there"),
        pytest.param(InterpreterNeed.REQUIRED, None, w.R1, (), 1, id="none"),
        pytest.param(InterpreterNeed.REQUIRED, None, w.R1, (AR,), 1, id="another language"),
        pytest.param(InterpreterNeed.REQUIRED, None, w.R2, (), 0, id="the regievoerder speaks it"),
        pytest.param(InterpreterNeed.REQUIRED, "ar", w.R2, (), 1, id="the conversation is in another language"),
        pytest.param(InterpreterNeed.WAIVED, None, w.R1, (), 0, id="the manager consented"),
        pytest.param(InterpreterNeed.NONE, None, w.R1, (), 0, id="not needed"),
    ],
)
def test_interpreter(
    need: InterpreterNeed, language: str | None, who: str, extra: tuple[Use, ...], breaches: int
) -> None:
    """Who sits at the table."""
    activity = conversation(interpreter=need, language=None if language is None else LanguageCode(language))

    assert len(found("R04", w.World(activities=[activity]), talk(activity, w.clock(10), *extra, who=who))) == breaches
