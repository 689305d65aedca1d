"""What every answer carries, whatever its status: nobody else may frame, keep, sniff or be told of it."""

import re

import pytest
from httpx2 import Headers
from starlette.responses import Response

from api.access.cookies import give
from planner.domain.access import Role
from tests.security.apart import apart
from tests.security.cells import cells, read_table
from tests.security.made import ANONYMOUS, Ask, Made, answers

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "x-frame-options": "DENY",
}
NEEDED = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
NEVER = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "http:", "*")
TELLS = ("server", "x-powered-by", "x-aspnet-version", "via")
BAD: tuple[tuple[str, str, dict[str, str], int], ...] = (
    ("GET", "/bestaat-niet", {}, 401),
    ("TRACE", "/zaken", {}, 405),
    ("GET", "/" + "a" * 600, {}, 414),
    ("POST", "/publiceren", {"content-length": "99999999999"}, 413),
    ("POST", "/publiceren", {"origin": "http://elders.example"}, 403),
    ("GET", "/", {"host": "elders.example"}, 421),
    ("POST", "/api/v1/why", {"content-type": "application/json"}, 400),
    ("GET", "/zaken/aaaaaaaaaaaaaaaa", {}, 404),
)


def test_every_route_answers_every_role_with_every_header(here: Made) -> None:
    asks = [cell.ask(here, visitor) for cell in cells(here) for visitor in (Role.PLANNER.value, ANONYMOUS)]

    found = apart(answers(here, asks))

    wrong = {
        (ask.method, ask.path, int(answer.status_code), fault)
        for ask, answer in zip(asks, found, strict=True)
        for fault in faults(answer.headers, int(answer.status_code))
    }
    assert sorted(wrong) == []


@pytest.mark.parametrize(("method", "path", "more", "status"), BAD)
def test_an_error_carries_them_too(here: Made, method: str, path: str, more: dict[str, str], status: int) -> None:
    ask = Ask(
        visitor=Role.PLANNER.value, method=method, path=path, headers=more, content=b"{" if method == "POST" else b""
    )

    (answer,) = apart(answers(here, [ask]))

    assert faults(answer.headers, int(answer.status_code)) == []
    assert answer.status_code in (status, 404 if path == "/bestaat-niet" else status)


def test_what_names_a_case_is_kept_by_nobody_else(here: Made) -> None:
    opened = [one for one in cells(here) if one.method == "GET" and read_table()[one.key][Role.PLANNER.value] == "200"]
    private = [one for one in opened if not one.route.startswith(("/static", "/favicon", "/gezondheid", "/ical"))]

    found = apart(answers(here, (one.ask(here, Role.PLANNER.value) for one in private)))

    kept = {answer.headers["cache-control"] for answer in found}
    assert kept <= {"no-store", "private, no-cache"}


def test_the_cookie_of_a_session_is_for_our_own_pages_alone() -> None:
    """Signing in itself is tried in a browser; here that nothing else hands out a cookie without its flags."""
    flags = [one.strip().lower() for one in give(Response(), "x" * 43).headers["set-cookie"].split(";")[1:]]

    assert {"httponly", "secure", "path=/"} <= set(flags)
    assert [one for one in flags if one.startswith("samesite=")] == ["samesite=strict"]
    assert [one for one in flags if one.startswith("domain=")] == []


def faults(headers: Headers, status: int) -> list[str]:
    """Return what an answer lacks, or tells too much."""
    found = {name.lower(): value for name, value in headers.items()}
    policy = found.get("content-security-policy", "")
    wrong = [name for name, value in ALWAYS.items() if found.get(name) != value]
    wrong += [part for part in NEEDED if part not in policy]
    wrong += [part for part in NEVER if re.search(rf"(?:^|[\s;]){re.escape(part)}", policy.replace("'", " "))]
    wrong += [name for name in TELLS if name in found]
    if status >= 400 and found.get("cache-control") != "no-store":
        wrong.append("kept")
    return wrong
