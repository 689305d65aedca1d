"""The audit log: lines added within the transaction of what they tell.

Not allowed here: sealing them (``audit_seals``), and what is worth a line.
"""

import hmac
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sqlalchemy import BigInteger, RowMapping, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from planner.codec.canonical import from_bytes
from planner.domain.activities import Activity
from planner.domain.audit import FEW, PSEUDONYM_BYTES, AuditBatch, AuditEntry, AuditQuery, Deed, Result, set_bytes
from planner.domain.audit_actions import kind_of, object_in
from planner.domain.cases import Case
from planner.domain.ids import CaseId
from planner.domain.operation import Operation, operation
from planner.domain.time import Minute
from planner.ports.access import SealedBatch
from planner.ports.store import Event
from planner.store.access_rows import AuditBatchRow, AuditRow, SecretRow
from planner.store.audit_sets import counts, drop_unused, keep, kept_sets, sets_with
from planner.store.audit_terms import let_go, past_term
from planner.store.rows import FactRow

_ENTRIES = select(AuditRow.__table__)
_SECRET = select(SecretRow.secret)
_SEALS = select(AuditBatchRow.__table__)
_LOWEST = -(2**63)
"""No seal can have a lower number, whoever gave it."""
_PIECE = 500
_SEALS_FROM = _SEALS.where(AuditBatchRow.number >= bindparam("lowest", type_=BigInteger))
_SEALS_FROM = _SEALS_FROM.order_by(AuditBatchRow.number).limit(_PIECE)
_LINES_OF = _ENTRIES.where(AuditRow.batch.in_(bindparam("batches", expanding=True))).order_by(AuditRow.number)
_BETWEEN_CODES = re.compile(r"[\s,:;|]+")
_TOKENS = 12


@lru_cache(maxsize=50_000)
def _pseudonym(key: bytes, case: CaseId) -> str:
    return hmac.digest(key, f"zaak {case}".encode(), "sha256")[:PSEUDONYM_BYTES].hex()


@lru_cache(maxsize=64)
def _many(key: bytes, cases: tuple[CaseId, ...]) -> bytes:
    """Return a set of many cases as it is kept; who looks at a desk again and again asks for the same."""
    return set_bytes({_pseudonym(key, case) for case in cases})


class SqlAudit:
    """Implements ``planner.ports.access.Audit``; ``batch`` is the name of what this transaction adds."""

    def __init__(self, session: Session, batch: str) -> None:
        self._session = session
        self._secret: bytes | None = None
        self.batch = batch
        self.added = False

    def add(self, deed: Deed) -> None:
        """Add a line; origin, operation and who is signed in come from the operation that goes on."""
        goes_on = operation() or Operation(id="")
        many = len(set(deed.cases)) > FEW
        self.added = True
        self._session.add(
            AuditRow(
                batch=self.batch,
                at=deed.at,
                actor=goes_on.actor or deed.actor,
                action=deed.action,
                kind=deed.kind or kind_of(deed.action),
                object=deed.object,
                cases=json.dumps([] if many else sorted({self.pseudonym(case) for case in deed.cases})),
                result=deed.result.value,
                fields=json.dumps(deed.fields),
                purpose=deed.purpose,
                origin=goes_on.origin,
                operation=goes_on.id,
                case_set=keep(self._session, _many(self._key(), deed.cases)) if many else None,
            )
        )

    def add_event(self, event: Event) -> None:
        """Add the line of an event of the product's own log: nothing of it but what the catalogue lists."""
        self.add(
            Deed(
                at=event.at,
                actor=event.actor,
                action=event.what,
                object=object_in(event.what, event.subject),
                cases=event.cases or self._cases_in(event.subject),
                fields=event.fields,
                purpose=event.purpose,
            )
        )

    def find(self, query: AuditQuery) -> tuple[AuditEntry, ...]:
        """Return the lines asked for, newest first."""
        asked = _ENTRIES.order_by(AuditRow.number.desc()).limit(query.count)
        if query.since is not None:
            asked = asked.where(AuditRow.at >= query.since)
        if query.until is not None:
            asked = asked.where(AuditRow.at < query.until)
        if query.actor:
            asked = asked.where(AuditRow.actor == query.actor)
        if query.action:
            asked = asked.where(AuditRow.action == query.action)
        if query.apart_from:
            asked = asked.where(AuditRow.action != query.apart_from)
        if query.case is not None:
            name = self.pseudonym(query.case)
            asked = asked.where(
                or_(AuditRow.cases.contains(f'"{name}"'), AuditRow.case_set.in_(sets_with(self._session, name)))
            )
        if query.before is not None:
            asked = asked.where(AuditRow.number < query.before)
        return tuple(entry_of(row) for row in self._session.execute(asked).mappings())

    def counts(self, sets: Iterable[str]) -> Mapping[str, int]:
        """Return of sets of cases that lines refer to how many are in each; one that is not there is left out."""
        return counts(self._session, sets)

    def case_sets(self) -> Iterator[tuple[str, bytes]]:
        """Return every set of cases as it is kept: what lines call it, and what is in it."""
        return kept_sets(self._session)

    def actions(self) -> tuple[str, ...]:
        """Return every action there is a line of, in the order of the alphabet."""
        return tuple(self._session.scalars(select(AuditRow.action).distinct().order_by(AuditRow.action)))

    def sealed(self) -> Iterator[SealedBatch]:
        """Return every batch in the order of its number, with its lines in theirs."""
        lowest, seals = _LOWEST, list[RowMapping]()
        while lowest == _LOWEST or len(seals) == _PIECE:
            seals = list(self._session.execute(_SEALS_FROM, {"lowest": lowest}).mappings())
            lines = defaultdict[str, list[AuditEntry]](list)
            for row in self._session.execute(_LINES_OF, {"batches": [seal["batch"] for seal in seals]}).mappings():
                lines[row["batch"]].append(entry_of(row))
            for seal in seals:
                yield SealedBatch(seal=seal_of(seal), entries=tuple(lines[seal["batch"]]))
            lowest = min(seals[-1]["number"], -_LOWEST - 2) + 1 if seals else 0

    def unsealed(self) -> tuple[AuditEntry, ...]:
        """Return the lines that no seal is on."""
        without = ~exists().where(AuditBatchRow.batch == AuditRow.batch)
        rows = self._session.execute(_ENTRIES.where(without).order_by(AuditRow.number)).mappings()
        return tuple(entry_of(row) for row in rows)

    def head(self) -> AuditBatch | None:
        """Return the last seal."""
        row = self._session.execute(_SEALS.order_by(AuditBatchRow.number.desc()).limit(1)).mappings().first()
        return None if row is None else seal_of(row)

    def seal(self, number: int) -> AuditBatch | None:
        """Return a seal by its number."""
        row = self._session.execute(_SEALS.where(AuditBatchRow.number == number)).mappings().first()
        return None if row is None else seal_of(row)

    def past_term(self, before: Minute) -> tuple[int, int]:
        """Return the last seal under which every line is older, and how many lines there are up to it."""
        return past_term(self._session, before)

    def let_go(self, through: int, *, at: Minute) -> int:
        """Remove the lines up to a seal, and the sets of cases of no other line; return how many lines. Seals stay."""
        gone = let_go(self._session, through, at)
        drop_unused(self._session)
        return gone

    def pseudonym(self, case: CaseId) -> str:
        """Return what a case is called in the log."""
        return _pseudonym(self._key(), case)

    def signature(self, text: str) -> str:
        """Return the signature of a text with the installation's secret."""
        return hmac.digest(self._key(), f"logboek {text}".encode(), "sha256").hex()

    def _key(self) -> bytes:
        if self._secret is None:
            self._secret = bytes.fromhex(self._session.connection().execute(_SECRET).scalars().one())
        return self._secret

    def _cases_in(self, subject: str) -> tuple[CaseId, ...]:
        """Return the cases that a text names, by their code or by an activity of theirs."""
        words = _BETWEEN_CODES.split(subject)[:_TOKENS]
        tokens = {token for word in words for token in (word, word.partition("/")[0]) if token}
        kinds = (Case.__name__, Activity.__name__)
        query = select(FactRow.kind, FactRow.key, FactRow.body).where(
            FactRow.kind.in_(kinds), FactRow.key.in_(tokens), FactRow.retired_at.is_(None)
        )
        found: set[CaseId] = set()
        for kind, key, body in self._session.execute(query) if tokens else ():
            found.update((CaseId(key),) if kind == Case.__name__ else from_bytes(body, Activity).cases)
        return tuple(sorted(found))


def entry_of(row: RowMapping) -> AuditEntry:
    """Return a line as it is kept."""
    return AuditEntry(
        number=row["number"],
        batch=row["batch"],
        at=Minute(row["at"]),
        actor=row["actor"],
        action=row["action"],
        kind=row["kind"],
        object=row["object"],
        cases=tuple(json.loads(row["cases"])),
        result=Result(row["result"]),
        fields=tuple(json.loads(row["fields"])),
        purpose=row["purpose"],
        origin=row["origin"],
        operation=row["operation"],
        case_set=row["case_set"] or "",
    )


def seal_of(row: RowMapping) -> AuditBatch:
    """Return a seal as it is kept."""
    return AuditBatch(
        number=row["number"],
        batch=row["batch"],
        size=row["size"],
        digest=row["digest"],
        sealed_at=row["sealed_at"],
        late=bool(row["late"]),
        previous=row["previous"],
        hash=row["hash"],
    )
