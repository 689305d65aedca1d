"""Where the switch of language leads back to: this page, or after a form the nearest page on the way to it."""

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from api.web.frame import menu_of, shown_at
from planner.domain.access import Role, Visitor


def _app() -> FastAPI:
    app = FastAPI()
    for path in ("/", "/zaken/{handle}", "/zaken/{handle}/stap"):
        app.add_api_route(path, _answer, methods=["GET"])
    for path in ("/zaken/zoek", "/zaken/{handle}/stap", "/zaken/{handle}/fase", "/capaciteit"):
        app.add_api_route(path, _answer, methods=["POST"])
    return app


def _answer(request: Request) -> str:
    return shown_at(request)


@pytest.mark.parametrize(
    ("method", "asked", "back"),
    [
        ("GET", "/zaken/Z1?deel=2", "/zaken/Z1?deel=2"),
        ("POST", "/zaken/Z1/stap", "/zaken/Z1/stap"),
        ("POST", "/zaken/Z1/fase", "/zaken/Z1"),
        ("POST", "/zaken/zoek", "/"),
        ("POST", "/capaciteit", "/"),
    ],
)
def test_the_switch_leads_to_a_page_that_can_be_asked_for(method: str, asked: str, back: str) -> None:
    assert TestClient(_app()).request(method, asked).json() == back


@pytest.mark.parametrize(
    ("path", "entry"),
    [("/nieuwste/dji/dagen.html", "/publicaties"), ("/publicaties/2/kmar/", "/publicaties"), ("/zaken/Z1", "/zaken")],
)
def test_the_menu_says_where_somebody_is_also_on_a_page_of_the_newest_publication(path: str, entry: str) -> None:
    app = FastAPI()
    for one in ("/zaken", "/publicaties"):
        app.add_api_route(one, _answer, methods=["GET"])
    visitor = Visitor(account="p", role=Role.PLANNER)
    request = Request({"type": "http", "path": path, "app": app, "headers": []})

    assert [address for address, _title, here in menu_of(request, visitor) if here] == [entry]
