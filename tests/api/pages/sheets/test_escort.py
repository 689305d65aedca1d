"""What an escort sheet says, word by word."""

from dataclasses import replace

from api.pages.lookup import Lookup
from api.pages.sheets.escort import EscortOperation, TeamMember, escort_operations
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from tests.api.example_release import THURSDAY
from tests.api.pages.sheets.marked import marked_release


def sheet(release: Release | None = None) -> EscortOperation:
    """Return the one sheet of a release."""
    (found,) = escort_operations(Lookup(release or marked_release()), THURSDAY)
    return found


def test_the_commander_comes_first_and_who_is_not_named_gets_a_box() -> None:
    assert sheet().members == (TeamMember(role="Commandant", number="KM-20417"), TeamMember(role="Escort 2"))


def test_without_a_roster_every_escort_of_the_team_gets_a_box() -> None:
    release = marked_release()
    bare = tuple(
        replace(
            item, participations=tuple(p for p in item.participations if p.resource.kind is not ResourceKind.OFFICER)
        )
        for item in release.appointments
    )

    found = sheet(replace(release, appointments=bare))

    assert found.members == (TeamMember(role="Commandant"), TeamMember(role="Escort 2"))


def test_the_person_is_told_with_reference_risk_and_document_and_no_diagnosis() -> None:
    (person,) = sheet().persons

    assert (person.reference, person.risk, person.raised) == ("KM-GEHEIM-1", "hoog", True)
    assert person.needs == "medische begeleiding nodig, zachte stem"
    assert person.document == "bewakingspapier, geldig tot en met di 22 dec"  # until midnight of the 23rd


def test_flight_booking_transit_visa_and_arrival_are_told() -> None:
    found = sheet()

    assert (found.route, found.booking, found.seats) == ("AMS – MAD – CMN", "geboekt, BK-77777", 3)  # noqa: RUF001
    assert found.transits == ("MAD (ES), do 26 nov 16:20 tot 17:10; doorgeleiding aangevraagd op di 17 nov",)
    assert found.visa == "nodig voor escorts: ES"
    assert (found.authority, found.liaison and found.liaison.dial) == ("grensdienst-X", "+31880000999")
    assert found.nurse == "medische begeleiding nodig; verpleegkundige regelen; gesloten envelop gaat mee"
    assert found.lawyer == "kennisgeving nog niet gemeld"


def test_the_briefing_is_before_the_duty() -> None:
    assert (sheet().briefing, sheet().duty_starts) == ("12:30", "13:00")


def test_what_is_ready_for_hand_over_says_when_and_by_whom() -> None:
    found = sheet()

    assert [check.done for check in found.checks if check.done] == ["gereed do 26 nov 07:31, RV-0001"]
    assert (found.done, len(found.checks)) == (1, 8)


def test_each_stage_of_failing_has_its_way_back() -> None:
    (setback,) = sheet().setbacks

    assert setback.stage == "aan de gate"
    assert setback.text == "DV-07 rijdt 15:30 van Schiphol naar azc Ter Apel, daar 18:00; escort vrij 16:00"


def test_who_decides_stands_apart_from_other_numbers() -> None:
    found = sheet()

    assert ([n.function for n in found.deciders], found.numbers) == (["officier van dienst"], ())
