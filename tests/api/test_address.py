"""The address under which others reach the server."""

import pytest

from api.address import ADDRESS, configured_address, host_of


def test_no_setting_is_no_address() -> None:
    assert (configured_address({}), host_of("")) == ("", "")


def test_the_address_is_without_a_slash_and_its_host_in_small_letters() -> None:
    address = configured_address({ADDRESS: "https://Planner.intern:8443/"})

    assert (address, host_of(address)) == ("https://Planner.intern:8443", "planner.intern:8443")


@pytest.mark.parametrize(
    "wrong", ["planner.intern", "ftp://x", "https://x/pad", "https://a b", "https://x?y", "http://"]
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is geen adres"):
        configured_address({ADDRESS: wrong})
