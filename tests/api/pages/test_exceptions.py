"""Exceptions to rules on what is published: in the planner's week with the reason, on the escort sheet without it."""

from dataclasses import replace

from api.pages.lookup import Lookup
from api.pages.sheets.escort import escort_operations
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from planner.domain.activities import ActivityKind
from planner.domain.civil import at
from planner.domain.clearances import Override, OverrideRight
from planner.domain.ids import RuleId
from planner.domain.release import Release
from planner.domain.time import Interval, Minute
from tests.api.example_release import THURSDAY, example_release

UNTIL = at(THURSDAY, 24)


def _excepted() -> Release:
    release = example_release()
    leaving = next(activity for activity in release.activities if activity.kind is ActivityKind.DEPARTURE)
    override = Override(
        rule=RuleId("R38"),
        activity=leaving.key,
        right=OverrideRight.SUPERVISOR,
        by="L-0007",
        reason="bagage volgt",
        valid=Interval(Minute(0), UNTIL),
    )
    return replace(release, overrides=(override,))


def _text(release: Release, role: Role) -> str:
    texts = {path: page.render().decode() for path, page in pages(release, Viewer(role)).items() if "html" in path}
    return "".join(texts.values())


def test_the_planner_reads_who_made_it_until_when_and_why() -> None:
    text = _text(_excepted(), Role.PLANNER)

    words = "uitzondering op R38 door leidinggevende L-0007, tot vr 27 nov 00:00: bagage volgt"
    assert words in text
    assert "Uitzonderingen op regels" not in _text(example_release(), Role.PLANNER)


def test_the_escort_reads_that_there_is_one_and_not_why() -> None:
    (operation,) = escort_operations(Lookup(_excepted()), THURSDAY)

    assert operation.exceptions == ("R38, leidinggevende, tot vr 27 nov 2026 00:00",)
    assert "bagage volgt" not in _text(_excepted(), Role.KMAR)
