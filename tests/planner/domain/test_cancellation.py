"""The cancellation model: hand-derived chances, and what it may not look at."""

from dataclasses import fields, replace
from datetime import date
from itertools import pairwise

import pytest

from planner.domain.bookings import BookingState, CancelReason
from planner.domain.cancellation import BookingSituation, CancellationModel, Standing, standing_of
from planner.domain.cases import DocumentState
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import CarrierCode, RuleId
from planner.domain.settings import Setting, Settings, SettingsError, Unit

DAY = 24 * 60
ON = date(2026, 11, 23)
KL = CarrierCode("KL")
ORDINARY = BookingSituation(
    state=BookingState.BOOKED, document=Standing.UNKNOWN, carrier=KL, notice_given=False, minutes_left=21 * DAY
)


def model(**values: int) -> CancellationModel:
    """Return the delivered model with some settings changed (``_`` stands for ``-``); a booked one is ordinary."""
    changed = {"state-booked": 100, **{key.replace("_", "-"): value for key, value in values.items()}}
    return CancellationModel.of(
        Settings(replace(s, value=changed.get(s.key, s.value)) if s.rule == "T02" else s for s in DEFAULT_SETTINGS), ON
    )


@pytest.mark.parametrize(
    ("minutes", "chance"),
    [
        (40 * DAY, 0.45),
        (21 * DAY, 0.45),
        (11 * DAY, (0.825 - 0.55) / 0.825),  # half of the 35 early points are behind: 82.5 stand, 55 will
        (DAY, 10 / 65),  # 65 of 100 still stand on the last day, 10 of them fall
        (DAY // 2, 5 / 60),
        (0, 0.0),
    ],
)
def test_the_chance_left_is_that_of_those_still_standing(minutes: int, chance: float) -> None:
    assert model().probability(replace(ORDINARY, minutes_left=minutes)) == pytest.approx(chance)


def test_twice_the_hazard_squares_what_stands() -> None:
    doubled = model(document_unknown=200)

    assert doubled.probability(ORDINARY) == pytest.approx(1 - 0.55**2)


def test_a_later_state_has_less_hazard_left() -> None:
    delivered = CancellationModel.of(Settings(DEFAULT_SETTINGS), ON)
    states = (
        BookingState.PROPOSED,
        BookingState.REQUESTED,
        BookingState.BOOKED,
        BookingState.IN_TRANSIT,
        BookingState.COMPLETED,
    )

    chances = [delivered.probability(replace(ORDINARY, state=state)) for state in states]

    assert all(later < earlier for earlier, later in pairwise(chances))
    assert chances[-1] == 0.0
    assert delivered.probability(replace(ORDINARY, state=BookingState.CANCELLED)) == 1.0


def test_a_carrier_may_have_a_figure_of_its_own() -> None:
    own = Setting(rule=RuleId("T02"), key="carrier-KL", value=300, unit=Unit.PERCENT)
    known = CancellationModel.of(Settings((*DEFAULT_SETTINGS, own)), ON, (KL, CarrierCode("XX")))

    ordinary = known.strength(replace(ORDINARY, carrier=CarrierCode("XX")))

    assert known.strength(ORDINARY) == pytest.approx(3 * ordinary)


def test_reasons_are_the_delivered_mix() -> None:
    found = dict(model().reasons)

    assert set(found) == set(CancelReason)
    assert found[CancelReason.NEW_APPLICATION] == pytest.approx(0.30)
    assert found[CancelReason.CARRIER] == pytest.approx(0.04)
    assert sum(found.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("states", "standing"),
    [
        ((), Standing.UNKNOWN),
        ((DocumentState.GRANTED,), Standing.GRANTED),
        ((DocumentState.GRANTED, DocumentState.PROMISED), Standing.PROMISED),
        ((DocumentState.GRANTED, None), Standing.UNKNOWN),
        ((DocumentState.GRANTED, DocumentState.APPLIED), Standing.OTHER),
    ],
)
def test_documents_are_as_far_as_the_one_least_far(
    states: tuple[DocumentState | None, ...], standing: Standing
) -> None:
    assert standing_of(states) == standing


def test_more_on_the_last_day_than_in_all_is_refused() -> None:
    with pytest.raises(SettingsError, match="last-day"):
        model(last_day=46)


def test_a_mix_without_any_weight_is_refused() -> None:
    nothing = {f"reason_{reason}".replace("-", "_"): 0 for reason in CancelReason}

    with pytest.raises(SettingsError, match="nul"):
        model(**nothing)


def test_the_model_sees_nothing_of_a_person() -> None:
    """Whoever adds a field to what the model may know must change this list, and say why in DECISIONS.md."""
    assert {field.name for field in fields(BookingSituation)} == {
        "state",
        "document",
        "carrier",
        "notice_given",
        "minutes_left",
    }
