"""The page about what falls out: for the planner alone, in words and with the figures of the release."""

from dataclasses import replace

from api.pages.lookup import Lookup
from api.pages.robustness import render_robustness
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from planner.domain.activities import ActivityKind
from planner.domain.failing import FailStage
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.plan import Fallback, Standby
from planner.domain.release import Release
from planner.domain.time import Minute
from tests.api.example_release import CASE, example_release
from tests.planner.examples import example_simulation


def failing_release() -> Release:
    """Return the example release with a fallback by the gate, none by the captain, a stand-by and a simulated week."""
    release = example_release()
    departure, _ = Lookup(release).of_kind(ActivityKind.DEPARTURE)[0]
    bare = Fallback(
        activity=departure.activity,
        stage=FailStage.CAPTAIN,
        returns_to=PlaceId("AZC"),
        waits_at=PlaceId("AMS"),
        known_at=Minute(departure.start + 15),
        escorts_free=Minute(departure.start + 1440),
        because="geen voertuig is leeg",
    )
    found = replace(
        bare,
        stage=FailStage.GATE,
        known_at=Minute(departure.start - 45),
        vehicle=VehicleId("DV-09"),
        standby=True,
        leaves=departure.start,
        back_at=Minute(departure.start + 120),
        because="",
    )
    standby = Standby(activity=departure.activity, flight=release.resources.flights[0].id, approved_by="T-0042")
    return replace(release, fallbacks=(bare, found), standbys=(standby,), simulation=example_simulation())


def cells(html: str) -> list[list[str]]:
    """Return the rows of all tables."""
    rows = html.split("<tbody>")[1:]
    return [
        [cell.split(">", 1)[1].split("</td>")[0] for cell in row.split("<td")[1:]]
        for body in rows
        for row in body.split("</tbody>")[0].split("<tr")[1:]
    ]


def test_only_the_planner_has_the_page_and_only_when_there_is_something_to_say() -> None:
    release = failing_release()

    assert "robuustheid.html" in pages(release, Viewer(Role.PLANNER))
    assert "robuustheid.html" not in pages(example_release(), Viewer(Role.PLANNER))
    assert [role for role in (Role.KMAR, Role.DJI) if "robuustheid.html" in pages(release, Viewer(role))] == []


def test_each_stage_says_who_brings_the_person_back_and_when_or_why_nobody() -> None:
    rows = cells(render_robustness(Lookup(failing_release())).decode())

    assert rows[-2:] == [
        ["Bij de gate", "14:15", "DV-09 (reserve)", "Schiphol → azc Ter Apel", "17:00", "vr 27 nov 15:00"],
        ["Door de gezagvoerder", "15:15", "geen voertuig is leeg", "Schiphol → azc Ter Apel", "", "vr 27 nov 15:00"],
    ]


def test_the_figures_are_those_of_the_simulation_with_their_bounds() -> None:
    html = render_robustness(Lookup(failing_release())).decode()

    assert "van 2 vertrekken gaan er 1,1 (0 tot 2) door" in html
    assert cells(html)[0] == ["Stoelen (met escorts)", "2", "0,5 (0 tot 1)", "0,5 (0 tot 1)", "0,5 (0 tot 1)"]
    assert ["depot", "2", "1", "0,3"] in cells(html)


def test_stand_bys_are_named_by_case_with_who_approved() -> None:
    rows = cells(render_robustness(Lookup(failing_release())).decode())

    assert [row[0] for row in rows if row[-1] == "T-0042"] == [CASE]


def test_who_approved_stands_there_by_what_people_are_called() -> None:
    shown = pages(failing_release(), Viewer(Role.PLANNER), names={"T-0042": "leidinggevende Oost"})
    rows = cells(shown["robuustheid.html"].render().decode())

    assert [row[0] for row in rows if row[-1] == "leidinggevende Oost"] == [CASE]
