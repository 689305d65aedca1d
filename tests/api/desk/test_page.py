"""The frame of the desk page: which week, who may, the texts in two languages, and nothing inline."""

import json
import re
from collections.abc import Mapping

import pytest
from fastapi.testclient import TestClient

from api.desk import words
from api.desk.texts import TEXTS, spoken_texts
from api.web.assets import STATIC
from planner.domain.access import Role
from planner.domain.wording import Language, speaking
from planner.store.transactions import SqlStore
from tests.api.desk.conftest import PLACE
from tests.api.desk.made_app import made_app
from tests.api.desk.made_desk import MadeDesk
from tests.api.example_release import add_example_release
from tests.api.web.visiting import visiting

PAGE = "/bureau/2026-W48"
_SAID = re.compile(r'(?<![.\w])(say|count)\("(\w+)"')
_EITHER = re.compile(r'say\((?!")[^")]*\? "([a-z_]{3,})" : "([a-z_]{3,})"')


def reader(store: SqlStore, desk: MadeDesk, role: Role = Role.PLANNER) -> TestClient:
    return visiting(made_app(store, desk), store, role, page=True)


def data_of(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="bureau-gegevens">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    loaded: dict[str, object] = json.loads(found[1])
    return loaded


def test_the_desk_begins_at_the_week_of_the_newest_release(store: SqlStore, desk: MadeDesk) -> None:
    add_example_release(store)

    answer = reader(store, desk).get("/bureau")

    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)


@pytest.mark.parametrize("week", ["2026-W54", "48", "2026-W48%0d"])
def test_what_is_no_week_is_not_found(store: SqlStore, desk: MadeDesk, week: str) -> None:
    assert reader(store, desk).get(f"/bureau/{week}").status_code == 404


@pytest.mark.parametrize("role", [Role.KMAR, Role.MISSION_DESK, Role.IND, Role.ADMINISTRATOR])
def test_others_than_planning_are_refused(store: SqlStore, desk: MadeDesk, role: Role) -> None:
    assert reader(store, desk, role).get(PAGE).status_code == 403


def test_the_page_holds_what_the_scripts_need_and_no_case(store: SqlStore, desk: MadeDesk) -> None:
    answer = reader(store, desk).get(f"{PAGE}/tabel")
    data = data_of(answer.text)

    assert (data["week"], data["view"], data["may_edit"]) == ("2026-W48", "tabel", True)
    assert data["frozen"] == {
        "regievoerder": 24, "kamer": 24, "zitting": 48, "voertuig": 12, "escort": 36, "vlucht": 36,
    }  # fmt: skip
    places = data["places"]
    assert isinstance(places, list)
    assert [(one["id"], one["building"]) for one in places] == [(PLACE.id, PLACE.with_town)]
    assert re.findall(r"Z-\d\d-\d+", answer.text) == []


def test_nothing_is_inline_and_nobody_keeps_the_page(store: SqlStore, desk: MadeDesk) -> None:
    answer = reader(store, desk).get(PAGE)

    assert re.findall(r"<script(?![^>]*(?: src=| type=\"application/json\"))|<style| style=| on\w+=", answer.text) == []
    assert answer.headers["cache-control"] == "no-store"


def test_an_english_reader_gets_english(store: SqlStore, desk: MadeDesk) -> None:
    client = reader(store, desk)
    client.headers["Cookie"] += "; taal=en"

    answer = client.get(PAGE)
    texts = data_of(answer.text)["texts"]

    assert isinstance(texts, Mapping)
    assert (answer.headers["content-language"], texts["waarom_hier"]) == ("en", "Why here?")
    assert "Not planned" in answer.text


def test_every_text_of_the_scripts_is_there_in_both_languages() -> None:
    with speaking(Language.ENGLISH):
        english = spoken_texts()
        same = {
            word: words.translated({word: word})[word]
            for table in (words.CANCEL_CODES, words.CAUSES, words.CHANGES, words.ROWS, words.ONLY)
            for word in table.values()
        }

    alike = {text for text in (*english.values(), *same.values()) if text in {*TEXTS.values(), *same}}
    assert alike == {"conflict", "{n} min", "was", "was {when}", "Stop · {clock}", "Zone", "Escort", "1 conflict"}


def test_scripts_ask_for_texts_that_there_are() -> None:
    asked = set[str]()
    for path in sorted((STATIC / "desk").glob("*.js")):
        source = path.read_text("utf-8").replace("this.say(", "").replace("state.say(", "")
        for how, name in _SAID.findall(source):
            asked |= {name} if how == "say" else {f"{name}_1", f"{name}_n"}
        asked |= {name for pair in _EITHER.findall(source) for name in pair}

    assert sorted(asked - set(TEXTS)) == []


def test_texts_keep_their_values_in_english() -> None:
    with speaking(Language.ENGLISH):
        english = spoken_texts()

    holes = re.compile(r"\{\w+\}")
    assert [
        name for name, text in TEXTS.items() if sorted(holes.findall(text)) != sorted(holes.findall(english[name]))
    ] == []
