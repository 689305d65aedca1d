"""What colleagues are called: by their label, never by the name they sign in with."""

from api.web.people import called
from planner.domain.access import Role
from planner.domain.civil import IsoWeek, at
from planner.store import open_store
from planner.usecases.access.accounts import AccountWanted, create_account
from planner.usecases.access.systems import admit_system
from tests.planner.usecases.fakes import HandClock


def test_people_and_programs_are_called_by_their_label(sqlite_url: str) -> None:
    store, clock = open_store(sqlite_url), HandClock(at(IsoWeek(2026, 48).monday, 9))
    wanted = AccountWanted(login="bram.01", label="Planner 7", role=Role.PLANNER)
    create_account(store, clock, wanted, actor="toets")
    program = admit_system(store, clock, "koppeling", Role.PLANNER, "", actor="toets").client.id

    names = called(store, ["bram.01", program, "weg", "bram.01"])
    store.close()

    assert names == {"bram.01": "Planner 7", program: "koppeling", "weg": "weg"}
    assert called(store, []) == {}
