"""What every answer carries, what is never let in, and what the log may hold."""

import logging

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.composition import SystemClock
from api.server.app import create_app
from api.server.policy import STRICT, policy_of
from api.web.frame import POLICY
from planner.store.transactions import SqlStore
from tests.api.web.visiting import HERE

EVERYTHING = (
    "/",
    "/publicaties",
    "/publicaties/1/planner/",
    "/publicaties/1/planner/stijl.css",
    "/nieuwste/regievoerder-RV-0001/rooster.ics",
    "/gezondheid",
    "/api",
    "/openapi.json",
    "/static/kader/kader.css",
    "/static/none",
    "/none",
)
FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", EVERYTHING)
def test_every_answer_carries_the_headers(reader: TestClient, path: str, method: str) -> None:
    answer = reader.request(method, path)

    assert {name: answer.headers.get(name) for name in FIXED} == FIXED
    assert answer.headers["content-security-policy"] in (STRICT, POLICY)
    assert answer.headers["cache-control"] == ("no-store" if kept_by_nobody(answer) else "private, no-cache")
    assert "server" not in answer.headers


def kept_by_nobody(answer: Response) -> bool:
    """Return whether an answer is an error, leads elsewhere, or is a page of the desk."""
    return answer.status_code >= 300 or answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("policy", [STRICT, POLICY])
def test_nothing_unsafe_is_in_the_policy(policy: str) -> None:
    assert [word for word in ("unsafe", "*", "http:", "https:") if word in policy] == []


def test_a_map_in_one_file_may_run_its_own_scripts_and_no_others() -> None:
    digest = "'sha256-" + "a" * 43 + "='"
    own = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src {digest}; script-src {digest}"
    )
    page = f'<!DOCTYPE html>\n<meta http-equiv="Content-Security-Policy" content="{own}">\n'

    assert policy_of(page.encode()) == f"{own}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "own",
    [
        "default-src *",
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src",
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src; script-src https://elders.nl",
    ],
)
def test_a_looser_policy_of_a_page_is_not_taken_over(own: str) -> None:
    page = f'<meta http-equiv="Content-Security-Policy" content="{own}">'

    assert policy_of(page.encode()) == STRICT


@pytest.mark.parametrize(
    "host", ["elders.example", "127.0.0.1.elders.example", "127.0.0.1@elders.example", "", "[::1]"]
)
def test_another_name_than_this_machine_is_refused(reader: TestClient, host: str) -> None:
    answer = reader.get("/", headers={"Host": host})

    assert answer.status_code == 421
    assert "Publicatie" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost", "localhost:1"])
def test_this_machine_is_let_in(reader: TestClient, host: str) -> None:
    assert reader.get("/publicaties", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_possible(reader: TestClient, method: str) -> None:
    answer = reader.request(method, "/publicaties/1/planner/")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_content_and_endless_addresses_are_refused(reader: TestClient) -> None:
    with_content = reader.request("GET", "/", content=b"x")
    too_long = reader.get("/publicaties/1/planner/" + "a" * 600)

    assert (with_content.status_code, too_long.status_code) == (413, 414)


def test_head_gives_the_headers_of_get_and_no_content(reader: TestClient) -> None:
    whole, head = reader.get("/publicaties/1/planner/"), reader.head("/publicaties/1/planner/")

    assert head.content == b""
    assert dict(head.headers) == dict(whole.headers)


def test_the_log_holds_routes_and_no_address_query_or_code(
    reader: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="vertrekplanner.toegang")

    reader.get("/nieuwste/regievoerder-RV-0001/rooster.ics?zaak=Z-26-00001")
    reader.get("/Z-26-00001%0d%0aINFO")
    reader.request("Z-26", "/")

    lines = [record.getMessage().rpartition(" ms")[0].rpartition(" ")[0] for record in caplog.records]
    assert lines == ["GET /nieuwste/{viewer}/{path:path} 200", "GET - 404", "- - 405"]


def test_an_error_inside_shows_a_number_and_logs_no_text(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(store, SystemClock())

    @app.get("/kapot")
    def broken() -> None:
        msg = "Z-26-00001 naar GEHEIMLAND"
        raise RuntimeError(msg)

    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        answer = client.get("/kapot")

    body = answer.json()
    assert (answer.status_code, body["title"], len(body["reference"])) == (500, "Er ging iets mis", 12)
    assert "GEHEIMLAND" not in caplog.text + answer.text
    assert body["reference"] in caplog.text
