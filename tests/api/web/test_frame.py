"""Where the switch of language leads back to: this page, or after a form the nearest page on the way to it."""

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from api.web.frame import shown_at


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
