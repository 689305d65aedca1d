"""What errors carry, and cookies; what the answers of every route carry is looked at with the access matrix."""

import pytest
from starlette.responses import Response

from api.access.cookies import give
from planner.domain.access import Role
from tests.security.asking import Ask
from tests.security.carried import faults
from tests.security.made import Made, answers

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


@pytest.mark.parametrize(("method", "path", "more", "status"), BAD)
def test_an_error_carries_them_too(here: Made, method: str, path: str, more: dict[str, str], status: int) -> None:
    ask = Ask(
        visitor=Role.PLANNER.value, method=method, path=path, headers=more, content=b"{" if method == "POST" else b""
    )

    (answer,) = answers(here, [ask])

    assert faults(answer.headers, int(answer.status_code)) == []
    assert answer.status_code in (status, 404 if path == "/bestaat-niet" else status)


def test_the_cookie_of_a_session_is_for_our_own_pages_alone() -> None:
    """Signing in itself is tried in a browser; here that nothing else hands out a cookie without its flags."""
    flags = [one.strip().lower() for one in give(Response(), "x" * 43).headers["set-cookie"].split(";")[1:]]

    assert {"httponly", "secure", "path=/"} <= set(flags)
    assert [one for one in flags if one.startswith("samesite=")] == ["samesite=strict"]
    assert [one for one in flags if one.startswith("domain=")] == []
