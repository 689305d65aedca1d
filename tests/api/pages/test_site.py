"""What each viewer can open of a release, and what must not be in it."""

from dataclasses import replace
from datetime import date

import pytest

from api.pages.lookup import Lookup
from api.pages.sheets.escort import escort_operations
from api.pages.sheets.transport import transport_operations
from api.pages.site import pages, viewers
from api.pages.viewer import Role, Viewer
from planner.domain.ids import PlaceId
from planner.domain.resources import ResourceKind
from tests.api.example_release import CASE, SECRETS, THURSDAY, example_release

DJI = Viewer(Role.DJI)
INSPECTORATE = Viewer(Role.INSPECTORATE)
KMAR = Viewer(Role.KMAR)
ANNA = Viewer(Role.REGIEVOERDER, "RV-0001")


def text_of(viewer: Viewer) -> dict[str, str]:
    """Return the text of a viewer's pages; pictures hold drawn text only and stand for themselves."""
    return {
        path: "" if page.media_type.startswith("image/") else page.render().decode()
        for path, page in pages(example_release(), viewer).items()
    }


def test_the_viewers_are_the_parties_and_every_regievoerder_with_appointments() -> None:
    assert viewers(example_release()) == (Viewer(Role.PLANNER), KMAR, DJI, INSPECTORATE, ANNA)


def test_a_regievoerder_has_the_own_calendar_and_nothing_else() -> None:
    assert set(text_of(ANNA)) == {"stijl.css", "rooster.ics", "index.html"}


def test_a_regievoerder_without_appointments_has_no_calendar() -> None:
    assert set(pages(example_release(), Viewer(Role.REGIEVOERDER, "RV-9999"))) == {"stijl.css", "index.html"}


@pytest.mark.parametrize("secret", [*SECRETS, CASE])
def test_nothing_on_the_pages_of_dji_gives_away_a_case_or_a_country(secret: str) -> None:
    found = [path for path, text in text_of(DJI).items() if secret in text]

    assert found == []


def test_a_regievoerder_s_calendar_names_no_mission_or_flight() -> None:
    assert [secret for secret in SECRETS if secret in text_of(ANNA)["rooster.ics"]] == []


def test_every_link_on_an_index_leads_to_a_page() -> None:
    for viewer in viewers(example_release()):
        texts = text_of(viewer)
        links = [part.split('"')[0] for part in texts["index.html"].split('href="')[1:]]

        assert [link for link in links if link not in texts and not link.startswith("#")] == []


def test_the_escort_sheet_counts_back_from_the_flight() -> None:
    (operation,) = escort_operations(Lookup(example_release()), THURSDAY)

    assert [(step.time, step.what) for step in operation.steps] == [
        ("09:30", "DV-07 haalt op"),
        ("11:45", "DV-07 komt aan"),
        ("12:00", "Uiterlijk bij KMar"),  # 15:00 less 180 minutes
        ("12:30", "Briefing escort"),  # 30 minutes before duty
        ("13:00", "Begin dienst escort"),
        ("15:00", "Vertrek vlucht"),
        ("18:30", "Aankomst en overdracht"),
        ("19:30", "Rust escort ter plaatse"),  # 60 minutes after landing
        ("22:30", "Terugvlucht escort"),  # lands at 02:00 after 3 h 30
        ("vr 27 nov 02:00", "Terug in Nederland"),  # 60 minutes before the end
        ("vr 27 nov 03:00", "Einde dienst escort"),
        ("vr 27 nov 14:00", "Rust voorbij"),  # 11 hours
    ]
    assert (operation.teams, operation.escorts, operation.seats) == ("KMAR-01", 2, 3)


def test_a_flight_from_another_airport_is_handed_over_there() -> None:
    release = example_release()
    (flight,) = release.resources.flights
    eindhoven = replace(
        release.resources.places[1], id=PlaceId("EIN"), name="Luchthaven Eindhoven (EIN)", city="Eindhoven"
    )
    resources = replace(
        release.resources,
        flights=(replace(flight, origin=PlaceId("EIN")),),
        places=(*release.resources.places, eindhoven),
    )

    (operation,) = escort_operations(Lookup(replace(release, resources=resources)), THURSDAY)

    where = {step.what: step.where for step in operation.steps}
    assert where["Uiterlijk bij KMar"] == "KMar-complex, Luchthaven Eindhoven (EIN)"
    assert where["Einde dienst escort"] == "Luchthaven Eindhoven (EIN)"
    assert operation.route == "EIN \N{EN DASH} CMN"


def test_the_sheets_of_kmar_and_dji_name_the_same_ride() -> None:
    lookup = Lookup(example_release())

    (escort,), (ride,) = escort_operations(lookup, THURSDAY), transport_operations(lookup, THURSDAY)

    assert escort.vehicle.words == f"DV-07 ({ride.reference})"


def test_a_departure_without_escorts_has_no_duty() -> None:
    release = example_release()
    bare = tuple(
        replace(
            item, participations=tuple(p for p in item.participations if p.resource.kind is not ResourceKind.ESCORT)
        )
        for item in release.appointments
    )

    (operation,) = escort_operations(Lookup(replace(release, appointments=bare)), THURSDAY)

    assert (operation.duty_starts, operation.duty_ends, operation.escorts) == ("", "", 0)


def test_the_transport_sheet_says_when_to_be_there_and_for_whom_nothing() -> None:
    (operation,) = transport_operations(Lookup(example_release()), THURSDAY)

    assert (operation.pickup_time, operation.pickup_place) == ("09:30", "azc Ter Apel")
    assert (operation.arrive_time, operation.arrive_latest, operation.persons) == ("11:45", "12:00", 1)


def test_a_day_without_departures_has_no_sheets() -> None:
    assert escort_operations(Lookup(example_release()), date(2026, 11, 27)) == []


@pytest.mark.parametrize("text", ["", "baas", "planner-1", "regievoerder", "kmar-x"])
def test_a_viewer_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a"):
        Viewer.parse(text)


def test_a_viewer_reads_back_as_it_is_written() -> None:
    assert [Viewer.parse(str(viewer)) for viewer in viewers(example_release())] == list(viewers(example_release()))


def test_the_week_says_of_each_appointment_when_where_and_with_whom() -> None:
    week = text_of(Viewer(Role.PLANNER))["week-2026-W48.html"]

    assert "azc Ter Apel → Schiphol" in week
    assert '<td class="t">09:00–10:00</td><td>Z-26-00001</td>' in week  # noqa: RUF001
