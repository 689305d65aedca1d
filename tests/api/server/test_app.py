"""The server: each viewer's pages by release, nothing twice, nothing for the unknown."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.cli.folder import write_release
from api.composition import SystemClock
from api.pages.site import pages, viewers
from api.pages.templating import inside
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.example_release import SECRETS, add_example_release
from tests.api.web.visiting import HERE, visiting


def test_every_page_of_every_viewer_is_served_as_it_is_made_in_the_frame_of_all_pages(
    reader: TestClient, store: SqlStore
) -> None:
    with store.reading() as books:
        release = books.releases.load(1)
    expected = {
        f"/publicaties/1/{viewer}/{path}": (held(page.render()), page.media_type)
        for viewer in viewers(release)
        for path, page in pages(release, viewer, served=True).items()
        if not path.endswith(".png")  # drawn when asked for; tested with the maps
    }

    answers = {path: reader.get(path) for path in expected}

    found = {path: (held(answer.content), answer.headers["content-type"]) for path, answer in answers.items()}
    assert found == expected


def held(content: bytes) -> bytes:
    """Return what a page of a release holds, wherever it stands; of anything else all."""
    _, framed, rest = content.partition(b'<div class="uitgave">\n')
    if framed:
        return rest.rpartition(b"\n</div>\n</main>")[0]
    alone = inside(content) if content.startswith(b"<!doctype html>") else None
    return content if alone is None else alone.content.encode()


def test_what_is_served_is_what_is_written_to_disk_but_for_links_that_only_a_server_has(
    reader: TestClient, store: SqlStore, tmp_path: Path
) -> None:
    with store.reading() as books:
        files = write_release(books.releases.load(1), tmp_path).files

    def on_disk(path: str) -> str:
        return held((tmp_path / path).read_bytes()).decode()

    answers = {path: reader.get(f"/publicaties/1/{path}") for path in files if not path.endswith(".png")}

    other = {path for path, answer in answers.items() if without_what_only_a_server_has(answer) != on_disk(path)}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert other == set()
    kinds = {path.partition("/")[0] + Path(path).suffix for path in answers}
    assert {"planner.html", "kmar.html", "dji.html", "kmar.ics", "dji.ics", "regievoerder-RV-0001.ics"} <= kinds


def without_what_only_a_server_has(answer: Response) -> str:
    """Return a page without the links to what is made when asked for, and to where a calendar is connected."""
    only_served = r'<li><a href="(?:kaarten/rit-[^"]*\.png|/agenda/[^"]*|/rapporten)">[^<]*</a></li>\n'
    listed = re.sub(only_served, "", held(answer.content).decode())
    return re.sub(r'<a href="[^"]*\.png">Kaart voor papier</a> ', "", listed)


def test_the_newest_release_is_served_under_a_lasting_address(reader: TestClient, store: SqlStore) -> None:
    before = reader.get("/nieuwste/planner/").text

    add_example_release(store, 2)

    assert "Publicatie 1</h1>" in before
    assert "Publicatie 2</h1>" in reader.get("/nieuwste/planner/").text
    assert "Publicatie 1</h1>" in reader.get("/publicaties/1/planner/").text


def test_an_unchanged_calendar_of_a_newer_release_need_not_be_fetched_again(
    reader: TestClient, store: SqlStore
) -> None:
    tag = reader.get("/nieuwste/regievoerder-RV-0001/rooster.ics").headers["etag"]

    add_example_release(store, 2)
    answer = reader.get("/nieuwste/regievoerder-RV-0001/rooster.ics", headers={"If-None-Match": f'"x", W/{tag}'})

    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)


def test_a_changed_page_is_sent_whole(reader: TestClient) -> None:
    answer = reader.get("/nieuwste/planner/", headers={"If-None-Match": '"something else"'})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/publicaties/2/planner/",
        "/publicaties/0/planner/",
        "/publicaties/-1/planner/",
        "/publicaties/een/planner/",
        "/publicaties/99999999999999999999999/planner/",
        "/publicaties/1/gemeente/",
        "/publicaties/1/inspectie/escortbladen/2026-11-26.html",
        "/publicaties/1/regievoerder-RV-9999/",
        "/publicaties/1/regievoerder-RV-9999/rooster.ics",
        "/publicaties/1/regievoerder/rooster.ics",
        "/publicaties/1/dji/escortbladen/2026-11-26.html",
        "/publicaties/1/planner/..%2f..%2fpyproject.toml",
        "/publicaties/1/planner/%2e%2e/kmar/index.html",
        "/static/..%2fapp.py",
        "/static/desk.html",
        "/bestaat-niet",
        "/docs",
        "/redoc",
    ],
)
def test_what_does_not_exist_and_what_is_not_yours_get_the_same_answer(reader: TestClient, path: str) -> None:
    answer = reader.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Niet gevonden",
        "status": 404,
        "detail": "Het is er niet, of niet voor u. Begin bij de voorpagina en volg de verwijzingen, "
        "of vraag het de planning.",
    }


def test_no_word_that_gives_away_a_country_reaches_dji(reader: TestClient, store: SqlStore) -> None:
    with store.reading() as books:
        release = books.releases.load(1)
    dji = next(viewer for viewer in viewers(release) if str(viewer) == "dji")

    everything = b"".join(reader.get(f"/nieuwste/dji/{path}").content for path in pages(release, dji))

    assert [word for word in SECRETS if word.encode() in everything] == []


def test_the_planted_words_do_reach_those_who_may_read_them(reader: TestClient) -> None:
    sheet = reader.get("/nieuwste/kmar/escortbladen/2026-11-26.html").text

    assert [word for word in SECRETS if word in sheet] == ["XQ 4321", "Marokko"]


def test_the_list_says_so_when_nothing_is_published(sqlite_url: str) -> None:
    empty = open_store(sqlite_url)
    client = visiting(create_app(empty, SystemClock()), empty, Role.PLANNER)

    answers = [client.get(path) for path in ("/publicaties", "/nieuwste/planner/")]
    empty.close()

    assert [answer.status_code for answer in answers] == [200, 404]
    assert "Er is nog geen publicatie." in answers[0].text


@pytest.mark.parametrize(
    ("role", "code", "shown"),
    [
        (Role.SUPERVISOR, "", {"planner", "kmar", "dji", "inspectie", "regievoerder-RV-0001"}),
        (Role.PLANNER, "", {"planner", "kmar", "dji", "inspectie", "regievoerder-RV-0001"}),
        (Role.KMAR, "", {"kmar"}),
        (Role.DJI, "", {"dji"}),
        (Role.INSPECTORATE, "", {"inspectie"}),
        (Role.REGIEVOERDER, "RV-0001", {"regievoerder-RV-0001"}),
        (Role.REGIEVOERDER, "RV-0002", set()),
        (Role.AUDITOR, "", set()),
    ],
)
def test_each_role_opens_its_own_pages_of_a_release_and_no_others(
    store: SqlStore, role: Role, code: str, shown: set[str]
) -> None:
    with store.reading() as books:
        release = books.releases.load(1)
    client = visiting(create_app(store, SystemClock()), store, role, code)

    opened = {str(viewer) for viewer in viewers(release) if client.get(f"/nieuwste/{viewer}/").status_code == 200}

    assert opened == shown


def test_who_did_not_sign_in_is_sent_there_and_programs_are_told(store: SqlStore) -> None:
    client = TestClient(create_app(store, SystemClock()), base_url=HERE, follow_redirects=False)

    paged = client.get("/nieuwste/planner/", headers={"Accept": "text/html"})
    told = client.get("/nieuwste/planner/", headers={"Accept": "application/json"})

    assert (paged.status_code, paged.headers["location"]) == (303, "/aanmelden?verder=%2Fnieuwste%2Fplanner%2F")
    assert told.status_code == 401


def test_the_list_links_to_every_viewer(reader: TestClient, store: SqlStore) -> None:
    with store.transaction() as books:
        books.facts.record(books.releases.load(1).resources.regievoerders, source="test", at=Minute(0))
    text = reader.get("/publicaties").text

    links = [part.partition('"')[0] for part in text.partition("<main")[2].split('href="')[1:]]
    assert [link for link in links if link.startswith("/nieuwste/")] == [
        "/nieuwste/planner/",
        "/nieuwste/kmar/",
        "/nieuwste/dji/",
        "/nieuwste/inspectie/",
    ]
    assert [link for link in links if link.startswith("/agenda/")] == ["/agenda/RV-0001"]
    assert {reader.get(link).status_code for link in links} == {200}


def test_a_browser_asking_for_an_icon_gets_no_error(reader: TestClient) -> None:
    assert reader.get("/favicon.ico").status_code == 204


def test_health_holds_no_case_data(reader: TestClient) -> None:
    answer = reader.get("/gezondheid").json()

    assert answer == {"status": "goed", "database": "bereikbaar", "publicatie": 1, "versie": answer["versie"]}


def test_health_says_when_the_database_is_gone(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    client = visiting(create_app(store, SystemClock()), store, Role.PLANNER)
    with store.transaction() as books:
        books.releases.newest_number()
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE release")

    answers = [client.get("/gezondheid"), client.get("/publicaties")]
    store.close()

    assert [answer.status_code for answer in answers] == [503, 503]
    assert "release" not in answers[1].text


def test_the_description_names_every_address_of_openapi(reader: TestClient) -> None:
    document = reader.get("/openapi.json").json()
    description = reader.get("/api").text

    assert document["openapi"].startswith("3.1")
    assert [path for path in document["paths"] if f"<code>{path}</code>" not in description] == []


def test_who_signed_in_and_asks_for_what_is_not_there_keeps_the_menu(store: SqlStore) -> None:
    with visiting(create_app(store, SystemClock()), store, Role.KMAR, page=True) as reader:
        answer = reader.get("/bestaat-niet")

    assert (answer.status_code, answer.text.count('href="/uitvoering"')) == (404, 1)
