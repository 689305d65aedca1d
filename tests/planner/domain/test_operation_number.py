"""Numbers and UIDs that outsiders see: lasting within an installation, and not to be traced back to a case."""

from dataclasses import replace

from planner.domain.release import calendar_uid, operation_number
from tests.api.example_release import example_release

RELEASE = replace(example_release(), secret="geheim van deze installatie")


def test_a_number_lasts_from_release_to_release() -> None:
    later = replace(RELEASE, number=2)
    item, entry = RELEASE.appointments[0], RELEASE.entries[0]

    assert operation_number(later, item) == operation_number(RELEASE, item)
    assert calendar_uid(later, entry) == calendar_uid(RELEASE, entry)


def test_without_the_secret_a_case_code_does_not_lead_to_its_number() -> None:
    guess = replace(RELEASE, secret="")
    item, entry = RELEASE.appointments[0], RELEASE.entries[0]

    assert operation_number(guess, item) != operation_number(RELEASE, item)
    assert calendar_uid(guess, entry) != calendar_uid(RELEASE, entry)
    assert item.id.hex[:6].upper() not in operation_number(RELEASE, item)


def test_every_entry_has_a_uid_of_its_own() -> None:
    assert len({calendar_uid(RELEASE, entry) for entry in RELEASE.entries}) == len(RELEASE.entries)
