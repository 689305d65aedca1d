"""``serve`` with a port for a proxy: only with an encrypted address, and never at the desk's own port."""

import pytest

from api.address import ADDRESS
from tests.api.cli.conftest import Run


@pytest.mark.parametrize(
    ("address", "options", "why"),
    [
        ("", ("--proxy", "8001"), "een adres met https"),
        ("http://rooster.example", ("--proxy", "8001"), "een adres met https"),
        ("rooster.example", ("--proxy", "8001"), "is geen adres"),
        ("https://rooster.example", ("--proxy", "8765", "--port", "8765"), "allebei 8765"),
    ],
)
def test_a_way_from_outside_that_is_not_safe_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: str, options: tuple[str, ...], why: str
) -> None:
    monkeypatch.setenv(ADDRESS, address)

    done = run("serve", *options)

    assert (done.code, why in done.err) == (2, True)
