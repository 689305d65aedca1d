"""Whether a sheet on paper still holds: the same, newer, or cancelled; and the picture that leads to that answer.

Nothing of a case is in the address or in the answer. Not allowed here: HTTP.
"""

import io
import re
from enum import StrEnum

import segno

from api.pages.lookup import Lookup
from api.pages.sheets.escort import EscortOperation, escort_operations
from api.pages.sheets.transport import TransportOperation, transport_operations

OPERATION = re.compile(r"V-[0-9A-F]{6}")


class Standing(StrEnum):
    """What became of a sheet; the value is the word on the screen."""

    SAME = "geldig"
    NEWER = "verouderd"
    CANCELLED = "vervallen"


def sheet_address(address: str, operation: str, release: int) -> str:
    """Return where to ask whether there is a newer sheet: the operation's number and the release, and nothing else."""
    return f"{address}/blad/{operation}/{release}"


def code_picture(text: str) -> str:
    """Return a QR code as SVG to stand in a page."""
    found = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        found, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, dark="#000", light="#fff", nl=False
    )
    return found.getvalue().decode()


def standing(printed: Lookup, newest: Lookup, operation: str) -> Standing | None:
    """Return what became of the operation on a sheet of an earlier release; None when that held no such sheet."""
    before, now = _sheet(printed, operation), _sheet(newest, operation)
    if before is None:
        return None
    if now is None:
        return Standing.CANCELLED
    return Standing.SAME if before == now else Standing.NEWER


def _sheet(lookup: Lookup, operation: str) -> EscortOperation | TransportOperation | None:
    escort = next((one for one in escort_operations(lookup) if one.reference == operation), None)
    return escort or next((one for one in transport_operations(lookup) if one.reference == operation), None)
