"""``places``: looking places up, entering and correcting them."""

from pathlib import Path

import pytest

from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.time import Minute
from planner.store import open_store
from tests.api.cli.conftest import Run
from tests.api.cli.test_roads import ROADS

AZC = Place(id=PlaceId("AZC-1"), name="azc Echt", kind=PlaceKind.AZC, city="Echt", lat=51.1, lon=5.9)
OFFICE = Place(
    id=PlaceId("KAN-1"),
    name="kantoor",
    kind=PlaceKind.OFFICE,
    city="Zwolle",
    lat=52.5,
    lon=6.08,
    confidence="high",
    provenance="BAG",
)
ADD = ("places", "add", "AZC-2", "--name", "azc Nieuwstad", "--kind", "azc", "--town", "Nieuwstad")


@pytest.fixture
def here(run: Run, tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run commands on a database that knows two places."""
    monkeypatch.chdir(tmp_path)
    for variable in ROADS:
        monkeypatch.delenv(variable, raising=False)
    store = open_store(sqlite_url)
    with store.transaction() as books:
        books.facts.record([AZC, OFFICE], source="locaties", at=Minute(1_000))
    store.close()
    return run


def test_places_are_listed_with_how_sure_they_are(here: Run) -> None:
    listed = here("places", "list", "--json").data()["locaties"]
    assert isinstance(listed, list)
    assert [(one["code"], one["nauwkeurigheid"], one["bron"]) for one in listed] == [
        ("AZC-1", "low", "locaties"),
        ("KAN-1", "high", "locaties"),
    ]
    assert here("places", "list", "--uncertain").out.count("onzeker") == 1


def test_a_change_is_shown_with_what_was_before(here: Run) -> None:
    done = here(
        *("places", "set", "AZC-1", "--hours", "ma-vr 08:00-17:00", "--access", "poort 2"),
        *("--contact", "receptie: 088-1234567", "--contact", "wacht: 088-7654321", "--json"),
    )
    assert (done.code, done.data()["gewijzigd"], done.data()["rijtijden"]) == (0, True, "gelden nog")
    found = here("places", "show", "AZC-1", "--json").data()
    place, history = found["locatie"], found["geschiedenis"]
    assert isinstance(place, dict)
    assert isinstance(history, list)
    assert (place["openingstijden"], place["toegang"]) == ("ma-vr 08:00-17:00", "poort 2")
    assert place["contacten"] == ["receptie: 088-1234567", "wacht: 088-7654321"]
    assert [(one["bron"], one["openingstijden"]) for one in history] == [
        ("locaties", ""),
        ("handmatig", "ma-vr 08:00-17:00"),
    ]
    assert "receptie: 088-1234567" in here("places", "show", "AZC-1").out


def test_the_officer_hears_that_a_delivery_may_replace_it(here: Run) -> None:
    done = here("places", "set", "AZC-1", "--name", "azc Echt-Zuid")
    assert "Locatie AZC-1 gewijzigd; rijtijden gelden nog." in done.out
    assert "Een volgende aanlevering van locaties kan deze waarden weer vervangen" in done.err


def test_a_new_place_has_travel_times_at_once(here: Run) -> None:
    done = here(*ADD, "--lat", "52.0", "--lon", "5.0", "--provenance", "adres", "--json")
    assert (done.code, done.data()["rijtijden"]) == (0, "opnieuw berekend")
    status = here("roads", "status", "--json").data()
    assert (str(status["opgeslagen"]).endswith("3 locaties"), status["verouderd"]) == (True, [])


def test_a_source_that_does_not_answer_leaves_the_times_behind_and_says_so(
    here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    here("roads", "refresh")
    monkeypatch.setenv("VERTREKPLANNER_ROADS", "weg.npz")
    done = here("places", "set", "AZC-1", "--lat", "51.2", "--provenance", "adres", "--json")
    monkeypatch.delenv("VERTREKPLANNER_ROADS")
    assert done.code == 0
    assert str(done.data()["rijtijden"]).startswith("verouderd")
    assert here("roads", "status", "--json").data()["verouderd"] == ["AZC-1"]
    assert "Verouderd voor AZC-1" in here("roads", "status").out
    here("roads", "refresh")
    assert here("roads", "status", "--json").data()["verouderd"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("places", "show", "X"), 3, "locatie X is niet bekend"),
        (("places", "set", "X", "--name", "x"), 3, "locatie X is niet bekend"),
        (("places", "set", "AZC-1", "--hours", "overdag"), 2, "'overdag' is geen dag met tijden"),
        (("places", "set", "AZC-1", "--contact", "bel Jan"), 2, "geen functie met telefoonnummer"),
        (("places", "set", "AZC-1", "--kind", "kasteel"), 2, "'kasteel' is geen soort gebouw"),
        (("places", "set", "AZC-1", "--country", "NLD"), 2, "dit is geen landcode"),
        (("places", "set", "AZC-1", "--lat", "5.9", "--lon", "51.1", "--provenance", "x"), 2, "lijken verwisseld"),
        ((*ADD, "--lat", "52", "--lon", "95", "--provenance", "x"), 2, "ligt niet in Nederland"),
        (("places", "add", "A 1", *ADD[3:], "--lat", "52", "--lon", "5", "--provenance", "x"), 2, "geen spaties"),
    ],
)
def test_mistakes_are_told_in_dutch_with_a_remedy(
    here: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    done = here(*arguments)
    assert done.code == code
    assert message in " ".join(done.err.split())
