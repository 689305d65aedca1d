"""R10b in examples: a consulate that serves South Holland and Zeeland."""

from dataclasses import replace

import pytest

from planner.domain.activities import Activity
from planner.domain.missions import Mission
from planner.domain.provinces import Province
from tests.solver import world as w
from tests.solver.rules.cases import heard, presentation, texts


def _world(activity: Activity, home: Province | None, *served: Province) -> w.World:
    mission = Mission(id=w.MISSION, country=w.XX, place=w.MISSION_PLACE, provinces=frozenset(served))
    world = w.World(activities=[activity]).with_resources(missions=(mission,))
    return world.with_cases(cases=tuple(replace(case, province=home) for case in world.cases.cases))


@pytest.mark.parametrize(
    ("home", "served", "because"),
    [
        pytest.param(Province.ZEELAND, (Province.ZEELAND, Province.SOUTH_HOLLAND), [], id="its own"),
        pytest.param(None, (Province.ZEELAND,), [], id="nobody entered where she lives"),
        pytest.param(Province.UTRECHT, (), [], id="serves everybody"),
        pytest.param(
            Province.UTRECHT,
            (Province.ZEELAND, Province.SOUTH_HOLLAND),
            ["A verblijft in provincie UT; ambassade X behandelt ZE, ZH"],
            id="another one",
        ),
    ],
)
def test_a_consulate_hears_persons_of_its_provinces(
    home: Province | None, served: tuple[Province, ...], because: list[str]
) -> None:
    activity = presentation()

    assert texts("R10b", _world(activity, home, *served), heard(activity, w.clock(10))) == because
