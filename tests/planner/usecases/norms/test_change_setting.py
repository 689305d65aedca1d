"""Settings: what holds, entering a value, and its history."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import Regime
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import RuleId
from planner.domain.settings import Mark, Settings, Unit
from planner.usecases.norms.change_setting import (
    SettingChange,
    SettingRefusedError,
    current_settings,
    enter_setting,
    history_of,
)
from tests.planner.usecases.world import NOW, Desk, open_desk

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
CHANGE = SettingChange(
    rule=RuleId("R24"),
    key="lead",
    value=6,
    unit=Unit.HOURS,
    actor="L-0007",
    reason="afspraak met de medische dienst",
    valid_from=DECEMBER,
)


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """Give a desk with empty books."""
    with open_desk(database_url) as opened:
        yield opened


def _values(desk: Desk) -> list[tuple[int, date, date | None]]:
    with desk.store.reading() as books:
        return [(s.value, s.valid_from, s.valid_to) for s in current_settings(books, rule="r24")]


def test_before_anything_is_entered_the_delivered_values_hold(desk: Desk) -> None:
    with desk.store.reading() as books:
        assert set(current_settings(books)) == set(DEFAULT_SETTINGS)


def test_a_value_holds_from_its_day_and_the_delivered_one_before(desk: Desk) -> None:
    setting, changed = enter_setting(desk.store, desk.clock, CHANGE)

    assert changed
    assert enter_setting(desk.store, desk.clock, CHANGE) == (setting, False)
    assert _values(desk) == [(4, date.min, DECEMBER), (6, DECEMBER, None)]


def test_a_value_of_a_regime_stands_beside_the_general_one(desk: Desk) -> None:
    enter_setting(desk.store, desk.clock, CHANGE)
    enter_setting(desk.store, desk.clock, replace(CHANGE, value=12, regime=Regime.DETENTION))

    with desk.store.reading() as books:
        settings = Settings(current_settings(books))
    assert settings.value("R24", "lead", on=JANUARY, regime=Regime.DETENTION) == 12
    assert settings.value("R24", "lead", on=JANUARY, regime=Regime.VBL) == 6


def test_two_values_for_one_day_are_refused_unless_the_first_ends(desk: Desk) -> None:
    enter_setting(desk.store, desk.clock, CHANGE)
    later = replace(CHANGE, value=8, valid_from=JANUARY)

    with pytest.raises(SettingRefusedError) as refused:
        enter_setting(desk.store, desk.clock, later)
    desk.wait(1)
    enter_setting(desk.store, desk.clock, replace(later, end_previous=True))

    assert str(refused.value) == (
        "voor R24 lead geldt al 6 h vanaf 01-12-2026 zonder einddatum\n"
        "Laat die waarde eindigen (--end-previous), of kies een periode die er niet mee overlapt."
    )
    assert _values(desk) == [(4, date.min, DECEMBER), (6, DECEMBER, JANUARY), (8, JANUARY, None)]


def test_history_says_who_entered_what_and_when_it_was_replaced(desk: Desk) -> None:
    enter_setting(desk.store, desk.clock, CHANGE)
    desk.wait(60)
    enter_setting(desk.store, desk.clock, replace(CHANGE, value=5, actor="L-0008", mark=Mark.FOUND))

    with desk.store.reading() as books:
        found = history_of(books, CHANGE.rule, CHANGE.key)
        events = [(event.actor, event.subject) for event in books.events.newest(5) if event.what == "setting"]

    assert [(p.setting.value, p.setting.mark, p.by, p.recorded_at, p.retired_at) for p in found] == [
        (4, Mark.ASSUMPTION, "meegeleverd", None, None),
        (6, Mark.ASSUMPTION, "L-0007", NOW, NOW + 60),
        (5, Mark.FOUND, "L-0008", NOW + 60, None),
    ]
    assert events == [
        ("L-0008", "R24 lead: 5 h vanaf 01-12-2026"),
        ("L-0007", "R24 lead: 6 h vanaf 01-12-2026"),
    ]


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (replace(CHANGE, rule=RuleId("R99")), "regel R99 heeft geen instellingen"),
        (replace(CHANGE, key="term"), "R24 kent geen instelling term"),
        (replace(CHANGE, unit=Unit.DAYS), "R24 lead telt in h, niet in d"),
        (replace(CHANGE, value=-1), "-1 is kleiner dan nul"),
        (replace(CHANGE, valid_to=DECEMBER), "het einde ligt niet na het begin"),
        (replace(CHANGE, actor=""), "een waarde heeft een dienstnummer en een reden nodig"),
        (replace(CHANGE, reason=""), "een waarde heeft een dienstnummer en een reden nodig"),
    ],
)
def test_a_wrong_value_is_refused_with_a_remedy(desk: Desk, change: SettingChange, because: str) -> None:
    with pytest.raises(SettingRefusedError) as refused:
        enter_setting(desk.store, desk.clock, change)

    message, _, remedy = str(refused.value).partition("\n")
    assert message == because
    assert remedy
    assert _values(desk) == [(4, date.min, None)]


def test_where_a_term_goes_on_a_day_off_is_entered_like_any_value_but_only_to_somewhere(desk: Desk) -> None:
    change = replace(CHANGE, rule=RuleId("R14"), key="day-off", value=1, unit=Unit.DAY_OFF)

    _, changed = enter_setting(desk.store, desk.clock, change)

    assert changed
    with pytest.raises(SettingRefusedError, match="zegt niet waar een termijn heen gaat"):
        enter_setting(desk.store, desk.clock, replace(change, value=3))
