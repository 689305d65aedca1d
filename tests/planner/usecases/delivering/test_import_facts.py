"""Importing: what changes, what does not, and all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import Case, Stay
from planner.domain.facts import FACT_TYPES
from planner.domain.ids import CountryCode, RuleId
from planner.domain.settings import Setting, SettingsError, Unit
from planner.ports.intake import ColumnMapping, Delivery, Refusal
from planner.usecases.delivering.import_facts import (
    DeliveryRefusedError,
    NotVanishedError,
    import_facts,
    known_keys,
    preview_delivery,
    ref_of,
)
from tests.planner.usecases.fakes import compare_by_key
from tests.planner.usecases.world import Desk, open_desk, world_facts


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk on an empty database."""
    with open_desk(sqlite_url) as opened:
        yield opened


@pytest.fixture
def any_desk(database_url: str) -> Iterator[Desk]:
    """Give, on each kind of database, a desk on an empty database."""
    with open_desk(database_url) as opened:
        yield opened


def cases(desk: Desk) -> tuple[Case, ...]:
    with desk.store.reading() as books:
        return books.facts.in_force(Case)


def changed_case() -> Case:
    first = next(fact for fact in world_facts() if isinstance(fact, Case))
    return replace(first, country=CountryCode("NG"))


def test_a_first_delivery_stores_every_fact_and_logs_it(any_desk: Desk) -> None:
    imported = any_desk.deliver(world_facts())

    assert (imported.stored, len(imported.preview.new), imported.earlier) == (True, len(world_facts()), None)
    with any_desk.store.reading() as books:
        assert sum(len(books.facts.in_force(kind)) for kind in FACT_TYPES) == len(world_facts())
        (record,) = books.deliveries.of("bron")
        (event,) = books.events.newest(5)
    assert (record.new, record.actor, record.recorded_at) == (len(world_facts()), "planner", any_desk.clock.now())
    assert event.subject == f"bron: {record.new} nieuw, 0 gewijzigd, 0 beeindigd"


def test_the_same_delivery_again_changes_nothing_and_says_so(any_desk: Desk) -> None:
    first = any_desk.deliver(world_facts())
    any_desk.wait(60)

    again = any_desk.deliver(tuple(reversed(world_facts())))

    assert (first.stored, again.stored) == (True, False)
    assert again.earlier is not None
    assert again.earlier.recorded_at == any_desk.clock.now() - 60
    with any_desk.store.reading() as books:
        assert len(books.deliveries.of("bron")) == 1
        assert len(books.events.newest(5)) == 1


def test_a_changed_fact_replaces_the_old_one_and_nothing_else(desk: Desk) -> None:
    desk.deliver(world_facts())
    desk.wait(60)
    changed = changed_case()

    imported = desk.deliver((changed,))

    assert [change.after for change in imported.preview.changed] == [changed]
    with desk.store.reading() as books:
        assert [record.fact for record in books.facts.history(Case, changed.id)][1] == changed
        (first, second) = books.deliveries.of("bron")
    assert (first.changed, second.changed, second.new) == (0, 1, 0)


def test_vanished_facts_stay_until_somebody_names_them(desk: Desk) -> None:
    desk.deliver(world_facts())
    stay = next(fact for fact in world_facts() if isinstance(fact, Stay))
    rest = tuple(fact for fact in world_facts() if fact != stay)

    imported = desk.deliver(rest)

    assert (imported.preview.vanished, imported.stored) == ((stay,), False)
    ended = import_facts(
        desk.store,
        desk.clock,
        compare_by_key,
        Delivery(source="bron", facts=rest),
        actor="planner",
        retire=[ref_of(stay)],
    )
    assert (ended.stored, ended.retired) == (True, (ref_of(stay),))
    with desk.store.reading() as books:
        assert stay not in books.facts.in_force(Stay)
        assert len(books.facts.in_force(Stay)) == len([f for f in rest if isinstance(f, Stay)])


def test_what_did_not_vanish_cannot_be_ended(desk: Desk) -> None:
    desk.deliver(world_facts())
    delivery = Delivery(source="bron", facts=(*world_facts()[1:], changed_case()))

    with pytest.raises(NotVanishedError, match="niet uit de levering verdwenen: Case Z2"):
        import_facts(desk.store, desk.clock, compare_by_key, delivery, actor="planner", retire=[(Case, "Z2")])

    assert changed_case() not in cases(desk)


def test_facts_of_another_source_do_not_vanish(desk: Desk) -> None:
    desk.deliver(world_facts())

    imported = desk.deliver((changed_case(),), source="andere")

    assert imported.preview.vanished == ()


def test_a_refused_delivery_stores_nothing(desk: Desk) -> None:
    refusal = Refusal(file="zaken.csv", row=2, column="zaak", value="", problem="leeg", remedy="Vul een code in.")
    delivery = Delivery(source="bron", facts=world_facts(), refusals=(refusal,), refusal_count=1)

    with pytest.raises(DeliveryRefusedError, match="1 regel is geweigerd") as refused:
        import_facts(desk.store, desk.clock, compare_by_key, delivery, actor="planner")

    assert refused.value.refusals == (refusal,)
    assert cases(desk) == ()


def test_settings_that_contradict_each_other_are_refused_with_the_whole_delivery(desk: Desk) -> None:
    general = Setting(rule=RuleId("R03"), key="term", value=21, unit=Unit.DAYS, valid_from=date(2026, 1, 1))
    overlapping = replace(general, value=14, valid_from=date(2026, 6, 1))

    with pytest.raises(SettingsError, match="gelden twee waarden"):
        desk.deliver((*world_facts(), general, overlapping))

    assert cases(desk) == ()


def test_a_preview_stores_nothing(desk: Desk) -> None:
    preview = preview_delivery(desk.store, compare_by_key, Delivery(source="bron", facts=world_facts()))

    assert len(preview.new) == len(world_facts())
    assert cases(desk) == ()


def test_known_keys_are_those_of_the_facts_in_force(desk: Desk) -> None:
    desk.deliver(world_facts())

    known = known_keys(desk.store)

    assert set(known) == set(FACT_TYPES)
    assert known[Case] == {"Z1", "Z2", "Z3", "Z4", "Z5", "Z6"}


def test_the_column_mapping_is_saved_with_the_delivery(desk: Desk) -> None:
    mapping = ColumnMapping(source="bron", tables={"dossiers": "zaken"})
    delivery = Delivery(source="bron", facts=world_facts(), mapping=mapping)

    import_facts(desk.store, desk.clock, compare_by_key, delivery, actor="planner")

    with desk.store.reading() as books:
        assert books.deliveries.mapping("bron") == mapping
