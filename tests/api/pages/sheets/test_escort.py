"""What an escort sheet says, word by word."""

from dataclasses import replace

import pytest

from api.pages.lookup import Lookup
from api.pages.sheets.escort import EscortOperation, TeamMember, escort_operations
from api.pages.sheets.escort_words import Brought
from planner.domain.activities import ActivityKind
from planner.domain.civil import at
from planner.domain.ids import CountryCode, EscortTeamId, OfficerId, RuleId
from planner.domain.plan import Reason, Unplanned, UnplannedCode, part, with_parts
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
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
    assert person.document == "bewakingspapier, geldig tot en met di 22 dec 2026"  # until midnight of the 23rd


def test_flight_booking_transit_visa_and_arrival_are_told() -> None:
    found = sheet()

    assert (found.route, found.booking, found.seats) == ("AMS – MAD – CMN", "geboekt, BK-77777", 3)  # noqa: RUF001
    assert found.transits == (
        "MAD (ES), do 26 nov 2026 16:20 tot 17:10 Nederlandse tijd; doorgeleiding aangevraagd op di 17 nov 2026",
    )
    assert found.visa == "nodig voor escorts: Spanje; onbekend, navragen: Marokko"
    assert (found.authority, found.liaison and found.liaison.dial) == ("grensdienst-X", "+31880000999")
    assert found.nurse == "medische begeleiding nodig; verpleegkundige regelen; gesloten envelop gaat mee"
    assert found.lawyer == "kennisgeving nog niet gemeld"


def test_the_briefing_is_before_the_duty() -> None:
    assert (sheet().briefing, sheet().duty_starts) == ("12:30", "13:00")


def test_what_is_ready_for_hand_over_says_when_and_by_whom() -> None:
    found = sheet()

    assert [check.done for check in found.checks if check.done] == ["gereed do 26 nov 2026 07:31, RV-0001"]
    assert (found.done, len(found.checks)) == (1, 8)


def test_each_stage_of_failing_has_its_way_back() -> None:
    (setback,) = sheet().setbacks

    assert setback.stage == "aan de gate"
    assert (
        setback.text
        == "DV-07 rijdt 15:30 van Schiphol naar azc Ter Apel, daar 18:00; escort vrij vanaf 16:00 (na rust)"
    )


def test_who_decides_stands_apart_from_other_numbers() -> None:
    found = sheet()

    assert ([n.function for n in found.deciders], found.numbers) == (["officier van dienst"], ())


def without_ride(*codes: UnplannedCode, due: bool = True) -> Release:
    """Return the release without its ride, which is unplanned for a cause, or not due at all."""
    release = marked_release()
    (ride,) = (one for one in release.activities if one.kind is ActivityKind.MOVE)
    reasons = (Reason(rule=RuleId("P01"), because="door Z-26-99999 bezet"),)
    return replace(
        release,
        appointments=tuple(item for item in release.appointments if item.activity != ride.key),
        activities=tuple(one for one in release.activities if due or one != ride),
        unplanned=tuple(Unplanned(activity=ride.key, code=code, reasons=reasons) for code in codes),
    )


@pytest.mark.parametrize(
    ("release", "said"),
    [
        (without_ride(due=False), Brought(words="geen vervoer door DV&O")),
        (without_ride(), Brought(words="vervoer door DV&O nog niet gepland")),
        (without_ride(UnplannedCode.LATER), Brought(words="vervoer door DV&O nog niet gepland")),
        (
            without_ride(UnplannedCode.CAPACITY),
            Brought(words="vervoer niet gepland: alles wat past is al bezet", warning=True),
        ),
    ],
    ids=["not due", "not mentioned", "later", "no room"],
)
def test_a_departure_without_a_ride_says_whether_one_is_still_to_come(release: Release, said: Brought) -> None:
    assert sheet(release).vehicle == said


def test_of_a_departure_after_what_was_planned_the_ride_is_still_to_come() -> None:
    release = without_ride(due=False)
    earlier = replace(release, horizon=Interval(release.horizon.start, at(THURSDAY, 0)))

    assert sheet(earlier).vehicle == Brought(words="vervoer door DV&O nog niet gepland")


def with_rules(*countries: str) -> Release:
    """Return the release with the rules of countries known, and no visa asked by any."""
    release = marked_release()
    ruled = frozenset(map(CountryCode, countries))
    return replace(release, sheet=replace(release.sheet, visa_countries=frozenset(), ruled_countries=ruled))


@pytest.mark.parametrize(
    ("countries", "words"),
    [
        (("ES", "MA"), "niet nodig voor escorts"),
        (("MA",), "onbekend, navragen: Spanje"),
        ((), "onbekend, navragen: Spanje, Marokko"),
    ],
)
def test_a_country_without_known_rules_may_ask_a_visa(countries: tuple[str, ...], words: str) -> None:
    assert sheet(with_rules(*countries)).visa == words


@pytest.mark.parametrize(
    ("country", "words"),
    [("ES", "doorgeleiding: geen aanvraag bekend"), ("TR", "doorgeleiding: niet nodig buiten de EU")],
)
def test_a_transit_is_asked_for_only_in_the_eu(country: str, words: str) -> None:
    release = marked_release()
    (flight,) = release.resources.flights
    moved = replace(flight, transits=(replace(flight.transits[0], country=CountryCode(country)),))
    unasked = tuple(
        replace(one, detail=replace(one.departure, transit_requested=None))
        if one.kind is ActivityKind.DEPARTURE
        else one
        for one in release.activities
    )

    found = sheet(replace(release, activities=unasked, resources=replace(release.resources, flights=(moved,))))

    assert [text.partition("; ")[2] for text in found.transits] == [words]


def test_of_two_teams_each_place_says_whose_it_is() -> None:
    release = marked_release()
    second = ResourceRef(ResourceKind.ESCORT, "KMAR-02")
    release = replace(
        release,
        appointments=tuple(
            with_parts(item, part(item.id, second, item.start, item.end, amount=2))
            if item.of_kind(ResourceKind.ESCORT)
            else item
            for item in release.appointments
        ),
    )
    (officer,) = release.resources.officers
    moved = replace(officer, team=EscortTeamId("KMAR-02"))

    first = sheet(release)
    other = sheet(replace(release, resources=replace(release.resources, officers=(moved,))))

    assert first.members == (
        TeamMember(role="Commandant", number=OfficerId("KM-20417"), team="KMAR-01"),
        TeamMember(role="Escort 2", team="KMAR-01"),
        TeamMember(role="Escort 3", team="KMAR-02"),
        TeamMember(role="Escort 4", team="KMAR-02"),
    )
    assert [(one.number, one.team) for one in other.members] == [
        ("KM-20417", "KMAR-02"), ("", "KMAR-02"), ("", "KMAR-01"), ("", "KMAR-01")
    ]  # fmt: skip


def test_escorts_whose_duty_had_not_begun_are_free_without_rest() -> None:
    release = marked_release()
    (fallback,) = release.fallbacks
    soon = replace(fallback, known_at=at(THURSDAY, 9), escorts_free=at(THURSDAY, 9))

    (setback,) = sheet(replace(release, fallbacks=(soon,))).setbacks

    assert setback.text.rpartition("; ")[2] == "escort vrij vanaf 09:00"


@pytest.mark.parametrize(
    ("source", "words"),
    [("schatting (grootcirkel, gefit)", "onderweg ongeveer 120 min"), ("wegennet OpenStreetMap", "onderweg 120 min")],
)
def test_only_an_estimated_way_takes_about_so_long(source: str, words: str) -> None:
    found = sheet(replace(marked_release(), travel_source=source))

    assert [step.basis for step in found.steps if step.what == "DV-07 komt aan"] == [words]


@pytest.mark.parametrize(
    ("airport", "words"),
    [
        ("CMN", "CMN, tijd als in Nederland"),
        ("LOS", "LOS, tijd als in Nederland"),
        ("IST", "IST, Nederlandse tijd; plaatselijk 20:30"),
        ("ICN", "ICN, Nederlandse tijd; plaatselijk vr 27 nov 02:30"),
        ("QQQ", "QQQ, Nederlandse tijd"),
    ],
)
def test_abroad_the_time_is_dutch_and_that_of_the_place_is_told(airport: str, words: str) -> None:
    release = marked_release()
    (flight,) = release.resources.flights
    flights = (replace(flight, destination=airport),)

    found = sheet(replace(release, resources=replace(release.resources, flights=flights)))

    assert [step.where for step in found.steps if step.what == "Aankomst en overdracht"] == [words]
