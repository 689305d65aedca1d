"""Who may what, as files for the yearly look at rights: every role and permission, and every account.

Not allowed here: secrets and hashes.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from planner.domain.access import GRANTS, Field, Permission, Visitor
from planner.domain.accounts import Account, SystemClient
from planner.domain.civil import local

_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width forms count too
_YES = {True: "ja", False: "nee"}


def rights_csv() -> str:
    """Return every role with every permission and every kind of information, yes or no."""
    permissions, fields = tuple(Permission), tuple(Field)
    head = ("rol", "bereik", *(f"mag: {one.value}" for one in permissions), *(f"ziet: {one.value}" for one in fields))
    rows = []
    for role, grant in GRANTS.items():
        visitor = Visitor(account="", role=role)
        may = (_YES[visitor.may(one)] for one in permissions)
        rows.append((role.value, grant.reach.value, *may, *(_YES[visitor.sees(one)] for one in fields)))
    return _csv(head, rows)


def accounts_csv(accounts: Iterable[Account], systems: Iterable[SystemClient]) -> str:
    """Return every account and system with its role and standing."""
    head = ("soort", "naam", "omschrijving", "rol", "code", "actief", "kan aanmelden", "kenmerk", "gemaakt")
    rows: list[Sequence[str]] = [
        (
            "account",
            one.login,
            one.label,
            one.role.value,
            one.code,
            _YES[one.active],
            _YES[one.ready],
            one.subject,
            local(one.created_at).date().isoformat(),
        )
        for one in accounts
    ]
    rows.extend(
        (
            "systeem",
            one.id,
            one.label,
            one.role.value,
            one.code,
            _YES[one.active],
            _YES[one.active],
            "",
            local(one.created_at).date().isoformat(),
        )
        for one in systems
    )
    return _csv(head, rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue()


def _text(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(_LIVE) else cell
