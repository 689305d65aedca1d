"""Answers of partners by hand: what is recorded, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.usecases.partners.answer_request import SOURCE, Answer, AnswerRefusedError, answer_request
from tests.planner.usecases.world import NOW, Desk, departure_key, open_desk, world_facts

KEY = departure_key("Z1")
TEAM = ResourceRef(ResourceKind.ESCORT, "E1")
ASKED = PartnerRequest(
    activity=KEY,
    resource=TEAM,
    state=RequestState.REQUESTED,
    start=Minute(NOW + 100),
    end=Minute(NOW + 900),
    amount=4,
    reference="K-1",
)
OFFICER = replace(ASKED, resource=ResourceRef(ResourceKind.OFFICER, "K1"), amount=None)
GONE = replace(ASKED, resource=ResourceRef(ResourceKind.ESCORT, "E2"), state=RequestState.WITHDRAWN)
CONFIRMED = Answer(activity=KEY, resource=TEAM, state=RequestState.CONFIRMED, actor="KMAR")
DECLINED = replace(CONFIRMED, state=RequestState.DECLINED, code="bezet")
COUNTERED = replace(CONFIRMED, state=RequestState.COUNTERED, amount=2)


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk at which E1 and officer K1 were asked along on a departure, and E2 no longer."""
    with open_desk(sqlite_url) as opened:
        opened.deliver((*world_facts(), ASKED, OFFICER, GONE))
        yield opened


def _stored(desk: Desk, resource: ResourceRef = TEAM) -> tuple[PartnerRequest, str]:
    with desk.store.reading() as books:
        records = books.facts.recorded(PartnerRequest)
    return next((r.fact, r.source) for r in records if (r.fact.activity, r.fact.resource) == (KEY, resource))


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        pytest.param(CONFIRMED, replace(ASKED, state=RequestState.CONFIRMED), id="all that was asked"),
        pytest.param(
            replace(CONFIRMED, amount=3), replace(ASKED, state=RequestState.CONFIRMED, amount=3), id="a part of it"
        ),
        pytest.param(DECLINED, replace(ASKED, state=RequestState.DECLINED, code="bezet"), id="nobody"),
        pytest.param(COUNTERED, replace(ASKED, state=RequestState.COUNTERED, amount=2), id="another number"),
        pytest.param(
            replace(COUNTERED, amount=None, end=Minute(NOW + 800)),
            replace(ASKED, state=RequestState.COUNTERED, end=Minute(NOW + 800)),
            id="another time",
        ),
        pytest.param(
            replace(CONFIRMED, reference="K-2"),
            replace(ASKED, state=RequestState.CONFIRMED, reference="K-2"),
            id="under a reference of its own",
        ),
    ],
)
def test_answer_is_recorded(desk: Desk, answer: Answer, after: PartnerRequest) -> None:
    found = answer_request(desk.store, desk.clock, answer)

    assert found == (after, True)
    assert _stored(desk) == (after, SOURCE)
    assert answer_request(desk.store, desk.clock, answer) == (after, False)


def test_answer_about_an_officer_has_no_number(desk: Desk) -> None:
    after, _ = answer_request(desk.store, desk.clock, replace(CONFIRMED, resource=OFFICER.resource))

    assert after == replace(OFFICER, state=RequestState.CONFIRMED)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(replace(CONFIRMED, amount=5), "gevraagd zijn er 4, bevestigd 5", id="more than asked"),
        pytest.param(replace(CONFIRMED, amount=0), "een aantal is minstens 1", id="nobody, confirmed"),
        pytest.param(replace(CONFIRMED, end=NOW), "bevestigd wordt de gevraagde tijd", id="confirmed at another time"),
        pytest.param(replace(DECLINED, code=""), "een weigering heeft een reden", id="declined without a reason"),
        pytest.param(replace(COUNTERED, amount=None), "een tegenvoorstel noemt iets anders", id="nothing else offered"),
        pytest.param(replace(COUNTERED, end=NOW), "het eind ligt niet na het begin", id="an end before the start"),
        pytest.param(replace(CONFIRMED, state=RequestState.REQUESTED), "aangevraagd is geen antwoord", id="no answer"),
        pytest.param(
            replace(CONFIRMED, resource=OFFICER.resource, amount=1), "alleen van een escortteam", id="number of one"
        ),
        pytest.param(
            replace(CONFIRMED, resource=ResourceRef(ResourceKind.VEHICLE, "DV-1")),
            f"voor {KEY} is voertuig DV-1 niet gevraagd",
            id="not asked",
        ),
        pytest.param(replace(CONFIRMED, resource=GONE.resource), "het verzoek om escort E2", id="no longer asked"),
        pytest.param(
            replace(CONFIRMED, activity=ActivityKey("elders")), "Publiceer het plan eerst", id="nothing asked"
        ),
    ],
)
def test_answer_that_does_not_fit_is_refused_and_changes_nothing(desk: Desk, answer: Answer, said: str) -> None:
    with pytest.raises(AnswerRefusedError, match=said):
        answer_request(desk.store, desk.clock, answer)

    assert _stored(desk)[0] == ASKED
