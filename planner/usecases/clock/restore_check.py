"""Whether a back-up that was put back is whole: its tables, its log, its rows, and the newest release made anew.

Not allowed here: putting it back (a port), pages, and the database in use beyond reading it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.domain.audit import Checkpoint
from planner.domain.release import Release
from planner.domain.spelling import count
from planner.domain.wording import Text
from planner.ports.backup import RowCounts, Rows
from planner.ports.store import Store
from planner.usecases.access.verify_audit import verify_audit

_LOG = Text("logboek: {finding}", "log: {finding}")
_FEWER = Text(
    "tabel {table} heeft {found:rij|rijen} waar de lopende database er tot dezelfde plaats {there} heeft",
    "table {table} has {found:row|rows} where the database in use has {there} up to the same place",
)
_OTHER = Text(
    "tabel {table} zegt iets anders dan de lopende database", "table {table} says another thing than the one in use"
)
_EMPTY = Text("er staat niets in", "there is nothing in it")
_PAGES = Text("publicatie {number} is niet opnieuw te maken: {why}", "release {number} cannot be made again: {why}")
_KINDS = {"fact": ("feit", "feiten"), "plan": ("plan", "plannen"), "release": ("publicatie", "publicaties")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A database: its books and what counts its rows."""

    store: Store
    rows: RowCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a look at a copy that was put back found; ``findings`` is empty when it is whole."""

    rows: Mapping[str, Rows]
    seals: int
    release: int
    """Number of the newest publication, 0 when there is none."""
    pages: int
    """So many pages of it were made anew."""
    findings: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def __str__(self) -> str:
        """Say on one line what is in it."""
        held = [count(self.rows[table].count, one, more) for table, (one, more) in _KINDS.items()]
        made = f"publicatie {self.release} opnieuw gemaakt ({count(self.pages, 'bladzijde', 'bladzijden')})"
        return ", ".join([*held, count(self.seals, "zegel", "zegels"), *([made] if self.release else [])])


def look_at_restored(
    copy: Beside,
    live: Beside | None,
    checkpoints: tuple[Checkpoint, ...],
    make_pages: Callable[[Store, Release], int],
) -> Restored:
    """Look at a copy that was put back; ``live`` is the database that it was made of, where there is one.

    ``checkpoints`` of a longer log than the copy has are left out: they are younger than the copy.
    """
    with copy.store.reading() as books:
        head, release = books.audit.head(), books.releases.newest()
    seals = 0 if head is None else head.number
    log = verify_audit(copy.store, *(one for one in checkpoints if one.batches <= seals))
    rows = copy.rows.all()
    findings = [_LOG.say(finding=finding) for finding in log.findings]
    if not any(held.count for held in rows.values()):
        findings.append(_EMPTY.say())
    if live is not None:
        findings += _against(rows, live.rows.through({name: held.through for name, held in rows.items()}))
    pages = 0
    if release is not None:
        try:
            pages = make_pages(copy.store, release)
        except Exception as error:  # noqa: BLE001 - whatever keeps the pages from being made is what is asked for
            findings.append(_PAGES.say(number=release.number, why=str(error) or type(error).__name__))
    number = 0 if release is None else release.number
    return Restored(rows=rows, seals=seals, release=number, pages=pages, findings=tuple(findings))


def _against(copy: Mapping[str, Rows], live: Mapping[str, Rows]) -> list[str]:
    found = []
    for table, held in copy.items():
        there = live[table]
        if held.count != there.count:
            found.append(_FEWER.say(table=table, found=held.count, there=there.count))
        elif held.digest != there.digest:
            found.append(_OTHER.say(table=table))
    return found
