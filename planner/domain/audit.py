"""What is kept of who did what: lines that nobody changes, chained batch by batch.

Not allowed here: names of persons, values of fields, and case codes (a line has pseudonyms of cases). The hashes are
plain SHA-256 over plain JSON, so that somebody else can work them out with a program of their own.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from planner.domain.ids import CaseId
from planner.domain.time import Minute

DROPPED = "audit dropped"
"""The action of a line that says that lines past their term went; its object is the last seal whose lines did."""
BEGINNING = "0" * 64
"""What the first batch of all has as the hash before it."""
PSEUDONYM_BYTES = 12
"""How long the pseudonym of a case is; in a line it is written as twice as many digits."""
FEW = 8
"""So many cases a line names itself; more are a set that it refers to."""


class Result(StrEnum):
    """What came of it."""

    DONE = "gedaan"
    REFUSED = "geweigerd"
    FAILED = "mislukt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something somebody did, as it is told to the log; the log keeps pseudonyms in place of case codes."""

    at: Minute
    actor: str
    action: str
    kind: str = ""
    """What kind of thing it was done to."""
    object: str = ""
    """Which one: a number or a code."""
    cases: tuple[CaseId, ...] = ()
    result: Result = Result.DONE
    fields: tuple[str, ...] = ()
    """Names of what changed, never values."""
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the log."""

    number: int
    batch: str
    at: Minute
    actor: str
    action: str
    kind: str
    object: str
    cases: tuple[str, ...]
    """Pseudonyms, in their own order; none where ``case_set`` says which."""
    result: Result
    fields: tuple[str, ...]
    purpose: str
    origin: str
    """Where it came from: the terminal, or the web and from which machine."""
    operation: str
    """The same for everything that one request or command did."""
    case_set: str = ""
    """The hash of a set of pseudonyms that is kept once for all lines about just these cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditBatch:
    """The seal on what one transaction added."""

    number: int
    batch: str
    size: int
    digest: str
    """Over its lines, in order."""
    sealed_at: int
    """Milliseconds since 1970, by the clock of the machine that sealed it."""
    late: bool
    """Sealed after a break: what happened to its lines until then is not shown by the seal."""
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How long the log was and what its last hash was, to be kept elsewhere; shows when its end is cut off."""

    batches: int
    hash: str
    made_at: Minute
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuery:
    """Which lines are asked for, newest first; empty fields ask for everything."""

    since: Minute | None = None
    until: Minute | None = None
    actor: str = ""
    action: str = ""
    case: CaseId | None = None
    before: int | None = None
    """Only lines with a lower number: the next page."""
    count: int = 50
    apart_from: str = ""
    """An action whose lines are left out."""


def set_bytes(pseudonyms: Iterable[str]) -> bytes:
    """Return a set of cases as it is kept: their pseudonyms in order, one after another."""
    return bytes.fromhex("".join(sorted(pseudonyms)))


def set_hash(kept: bytes) -> str:
    """Return what a line calls a set of cases."""
    return hashlib.sha256(kept).hexdigest()


def set_members(kept: bytes) -> tuple[str, ...]:
    """Return the pseudonyms of a set of cases, in order."""
    return tuple(kept[at : at + PSEUDONYM_BYTES].hex() for at in range(0, len(kept), PSEUDONYM_BYTES))


def digest_of(entries: Iterable[AuditEntry]) -> str:
    """Return the digest over lines in the order given."""
    whole = hashlib.sha256()
    for entry in entries:
        whole.update(hashlib.sha256(_plain(_shallow(entry))).digest())
    return whole.hexdigest()


def hash_of(batch: AuditBatch) -> str:
    """Return the hash that a batch must have."""
    return hashlib.sha256(_plain({key: value for key, value in asdict(batch).items() if key != "hash"})).hexdigest()


def _shallow(entry: AuditEntry) -> dict[str, object]:
    """Return the fields of a line, none of which has fields of its own; lines from before sets of cases have none."""
    values = {one.name: getattr(entry, one.name) for one in fields(entry)}
    return values if entry.case_set else {name: value for name, value in values.items() if name != "case_set"}


def _plain(values: dict[str, object]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
