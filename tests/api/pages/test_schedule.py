"""The schedule for the inspectorate: escorted removals, with what it may read and nothing else."""

from dataclasses import fields, replace

import pytest

from api.pages.lookup import Lookup
from api.pages.schedule import EscortedRemoval, escorted_removals
from api.pages.site import pages
from api.pages.viewer import Role, Viewer
from planner.domain.activities import ActivityKind
from planner.domain.cases import Track
from planner.domain.flights import Flight
from planner.domain.release import Release, operation_number
from tests.api.example_release import CASE, example_release

INSPECTORATE = Viewer(Role.INSPECTORATE)


def _with(release: Release, **changes: object) -> Release:
    """Return the release with other details of its departure."""
    activities = tuple(
        replace(activity, detail=replace(activity.departure, **changes))  # type: ignore[arg-type]
        if activity.kind is ActivityKind.DEPARTURE
        else activity
        for activity in release.activities
    )
    return replace(release, activities=activities)


def _flying(release: Release, number: str) -> Release:
    def renamed(flight: Flight) -> Flight:
        return replace(flight, number=number)

    flights = tuple(map(renamed, release.resources.flights))
    return replace(release, resources=replace(release.resources, flights=flights))


def test_a_line_says_when_where_and_with_how_many() -> None:
    release = example_release()
    item = next(a for a in release.appointments if "vertrek" in a.activity)

    assert escorted_removals(Lookup(release)) == (
        EscortedRemoval(
            reference=operation_number(release, item),
            day="26-11-2026",
            departs="15:00",
            origin="AMS",
            flight="XQ 4321",
            destination="CMN",
            country="MA",
            persons=1,
            escorts=2,
        ),
    )


@pytest.mark.parametrize("change", [{"escorted": False}, {"track": Track.INDEPENDENT}])
def test_other_departures_are_left_out(change: dict[str, object]) -> None:
    assert escorted_removals(Lookup(_with(example_release(), **change))) == ()


def test_the_inspectorate_opens_the_schedule_and_nothing_else() -> None:
    found = pages(example_release(), INSPECTORATE)

    assert set(found) == {"stijl.css", "index.html", "schema.html", "schema.csv"}
    for path, page in found.items():
        text = page.render().decode()
        assert [word for word in (CASE, "KMAR-01", "RV-0001", "DV-07", "ambassade", "GEHEIMLAND") if word in text] == []
        assert ("XQ 4321" in text) == path.startswith("schema")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INSPECTORATE])
def test_nobody_else_has_the_schedule(role: Role) -> None:
    viewer = Viewer(role, "RV-0001" if role is Role.REGIEVOERDER else "")

    assert [path for path in pages(example_release(), viewer) if path.startswith("schema")] == []


def test_the_fields_are_these() -> None:
    assert [field.name for field in fields(EscortedRemoval)] == [
        *("reference", "day", "departs", "origin", "flight", "destination", "country", "persons", "escorts")
    ]


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing_there() -> None:
    text = pages(_flying(example_release(), "=1+1"), INSPECTORATE)["schema.csv"].render().decode("utf-8-sig")

    head, line = text.split("\r\n")[:2]
    assert head == "Kenmerk;Dag;Vertrek;Van;Vlucht;Naar;Land;Personen;Escorts"
    assert line.split(";")[1:] == ["26-11-2026", "15:00", "AMS", "'=1+1", "CMN", "MA", "1", "2"]
