"""Contacts of a place by function."""

import pytest

from planner.domain.places import PlaceContact
from planner.intake.kinds import CONTACTS
from planner.intake.moments import CellError


def test_contacts_are_read_by_function_in_their_order() -> None:
    assert CONTACTS.parse("receptie: 088-1234567|wacht (nacht):+31 88 1234568") == (
        PlaceContact(function="receptie", phone="088-1234567"),
        PlaceContact(function="wacht (nacht)", phone="+31 88 1234568"),
    )


@pytest.mark.parametrize("cell", ["088-1234567", "receptie", "receptie: bel maar", "receptie:", ": 088-1234567"])
def test_a_contact_without_function_or_number_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match="functie met telefoonnummer"):
        CONTACTS.parse(cell)
