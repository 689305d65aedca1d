"""What an officer calls things, in both languages."""

import pytest

from planner.domain.cases import Regime
from planner.domain.ids import PlaceId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.wording import Language, speaking
from solver import naming
from tests.solver import world as w
from tests.solver.rules.cases import conversation

KNOWN = w.World(activities=[]).view().known
SITE = KNOWN.places[w.AZC].name


@pytest.mark.parametrize(
    ("kind", "code", "dutch", "english"),
    [
        (
            ResourceKind.ROOM,
            w.AZC,
            f"gesprekskamer in {KNOWN.places[w.AZC].name}",
            f"conversation room in {KNOWN.places[w.AZC].name}",
        ),
        (ResourceKind.INTERPRETER, "ti", "tolk Tigrinya", "interpreter Tigrinya"),
        (ResourceKind.ESCORT, "T1", "escortteam T1", "escort team T1"),
        (ResourceKind.VEHICLE, "V1", "voertuig V1", "vehicle V1"),
        (ResourceKind.FLIGHT, "X9", "vlucht X9", "flight X9"),
        (ResourceKind.FLIGHT, w.F1, "vlucht KL F1 (ma 23 nov 12:00)", "flight KL F1 (Mon 23 Nov 12:00)"),
    ],
)
def test_resources_are_called_in_the_language_spoken(kind: ResourceKind, code: str, dutch: str, english: str) -> None:
    with speaking(Language.ENGLISH):
        spoken = naming.resource(KNOWN, ResourceRef(kind, code))

    assert (naming.resource(KNOWN, ResourceRef(kind, code)), spoken) == (dutch, english)


def test_a_place_that_is_not_known_is_said_to_be() -> None:
    assert (naming.place(KNOWN, None), naming.place(KNOWN, PlaceId("nergens"))) == ("een onbekende plaats", "nergens")


def test_a_norm_in_a_sentence_is_that_of_the_regime() -> None:
    detained = conversation(regime=Regime.DETENTION)

    assert [naming.norm(KNOWN, "R42", "notice", w.clock(10), activity) for activity in (None, detained)] == [
        "3 werkdagen (aanname)",
        "1 werkdag (aanname)",
    ]
