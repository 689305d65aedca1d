"""Whether the audit log is as it was written, and checkpoints that show when its end was cut off or made anew.

Not allowed here: files, and mending anything.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.domain.audit import BEGINNING, DROPPED, AuditBatch, Checkpoint, digest_of, hash_of, set_hash
from planner.domain.wording import Text
from planner.ports.access import Audit, SealedBatch
from planner.ports.store import Store
from planner.ports.surroundings import Clock

_NUMBER = Text("zegel {number} ontbreekt of staat niet op zijn plaats", "seal {number} is missing or out of place")
_PREVIOUS = Text("zegel {number} sluit niet aan op het vorige", "seal {number} does not follow from the one before")
_SEAL = Text("zegel {number} is gewijzigd", "seal {number} was changed")
_SIZE = Text(
    "onder zegel {number} {found:!staat|staan} {found:regel|regels}, en {size:!het was|het waren} er {size}",
    "under seal {number} there {found:!is|are} {found:line|lines} where there {size:!was|were} {size}",
)
_LINES = Text("onder zegel {number} is een regel gewijzigd", "under seal {number} a line was changed")
_TOO_FAR = Text(
    "onder zegel {number} staan geen regels meer; een regel van het logboek die zegt dat zij na hun bewaartermijn"
    " zijn verwijderd is er niet",
    "under seal {number} there are no lines any more; no line of the log says that they went past their term",
)
_NO_SET = Text(
    "de lijst van zaken {name} van een regel onder zegel {number} ontbreekt",
    "the set of cases {name} of a line under seal {number} is missing",
)
_SET = Text(
    "de lijst van zaken {name} van een regel onder zegel {number} is gewijzigd",
    "the set of cases {name} of a line under seal {number} was changed",
)
_UNSEALED = Text(
    "{count:regel|regels} zonder zegel, de eerste is {first}", "{count:line|lines} without a seal, the first is {first}"
)
_SIGNATURE = Text(
    "het controlepunt is niet door deze installatie ondertekend", "the checkpoint was not signed by this installation"
)
_SHORTER = Text(
    "het logboek heeft {found:zegel|zegels}, en bij het controlepunt waren het er {size}",
    "the log has {found:seal|seals} where the checkpoint counted {size}",
)
_FORKED = Text(
    "zegel {number} is een ander dan bij het controlepunt", "seal {number} is another than at the checkpoint"
)
MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a look at the whole log found; ``findings`` is empty when it is as it was written."""

    batches: int
    lines: int
    late: int
    """Batches that were sealed only after a break."""
    findings: tuple[str, ...]
    dropped: int = 0
    """The last seal whose lines went past their term; the seals themselves are looked at like all others."""

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def make_checkpoint(store: Store, clock: Clock) -> Checkpoint:
    """Return how long the log is and what its last hash is, signed, to be kept elsewhere."""
    with store.reading() as books:
        head = books.audit.head()
        bare = Checkpoint(
            batches=0 if head is None else head.number,
            hash=BEGINNING if head is None else head.hash,
            made_at=clock.now(),
        )
        return replace(bare, signature=books.audit.signature(_signed(bare)))


def differing(audit: Audit, checkpoint: Checkpoint) -> tuple[str, ...]:
    """Look at one checkpoint alone, without the lines: whether the log is still the one it was made of."""
    head, there = audit.head(), audit.seal(checkpoint.batches)
    found = BEGINNING if there is None else there.hash
    return tuple(_against(audit, checkpoint, 0 if head is None else head.number, found))


def verify_audit(store: Store, *checkpoints: Checkpoint) -> Verified:
    """Look at every line and every seal, and at checkpoints that were kept elsewhere."""
    with store.reading() as books:
        return verify(books.audit, *checkpoints)


def verify(audit: Audit, *checkpoints: Checkpoint) -> Verified:
    """Look at every line and every seal of a log within a transaction."""
    findings: list[str] = []
    number, lines, late, previous, dropped = 0, 0, 0, BEGINNING, 0
    wanted = {one.batches for one in checkpoints}
    hashes, empty, sets = {0: BEGINNING}, list[int](), dict[str, int]()
    for batch in audit.sealed():
        findings.extend(_wrong(batch, number + 1, previous))
        number, previous = batch.seal.number, batch.seal.hash
        lines, late = lines + len(batch.entries), late + batch.seal.late
        empty += [] if batch.entries else [number]
        dropped = max(dropped, _dropped_by(batch))
        for entry in batch.entries:
            if entry.case_set:
                sets.setdefault(entry.case_set, number)
        if number in wanted:
            hashes[number] = batch.seal.hash
    findings.extend(_TOO_FAR.say(number=one) for one in empty if one > dropped)
    findings.extend(_wrong_sets(audit, sets))
    without = audit.unsealed()
    if without:
        findings.append(_UNSEALED.say(count=len(without), first=without[0].number))
    for checkpoint in checkpoints:
        findings.extend(_against(audit, checkpoint, number, hashes.get(checkpoint.batches, BEGINNING)))
    shown = tuple(findings[:MOST_FINDINGS])
    return Verified(batches=number, lines=lines, late=late, findings=shown, dropped=dropped)


def _dropped_by(batch: SealedBatch) -> int:
    """Return up to which seal lines went by what a batch says; of itself it says nothing."""
    said = (int(line.object) for line in batch.entries if line.action == DROPPED and line.object.isdecimal())
    return max((through for through in said if through < batch.seal.number), default=0)


def _wrong(batch: SealedBatch, expected: int, previous: str) -> list[str]:
    seal: AuditBatch = batch.seal
    found = []
    if seal.number != expected:
        found.append(_NUMBER.say(number=expected))
    if seal.previous != previous:
        found.append(_PREVIOUS.say(number=seal.number))
    if seal.hash != hash_of(seal):
        found.append(_SEAL.say(number=seal.number))
    if not batch.entries:  # whether they were past their term, the rest of the log says
        return found
    if seal.size != len(batch.entries):
        found.append(_SIZE.say(number=seal.number, found=len(batch.entries), size=seal.size))
    elif seal.digest != digest_of(batch.entries):
        found.append(_LINES.say(number=seal.number))
    return found


def _wrong_sets(audit: Audit, sets: Mapping[str, int]) -> list[str]:
    """Return what is wrong with sets that lines refer to, each with the first seal that has such a line."""
    right, found = set[str](), set[str]()
    for name, content in audit.case_sets() if sets else ():
        found.add(name)
        if set_hash(content) == name:
            right.add(name)
    spoilt = ((name, number) for name, number in sets.items() if name not in right)
    return [(_SET if name in found else _NO_SET).say(name=name[:12], number=number) for name, number in spoilt]


def _against(audit: Audit, checkpoint: Checkpoint, batches: int, at_checkpoint: str) -> list[str]:
    found = []
    if not hmac.compare_digest(audit.signature(_signed(checkpoint)), checkpoint.signature):
        found.append(_SIGNATURE.say())
    if batches < checkpoint.batches:
        found.append(_SHORTER.say(found=batches, size=checkpoint.batches))
    elif at_checkpoint != checkpoint.hash:
        found.append(_FORKED.say(number=checkpoint.batches))
    return found


def _signed(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.batches} {checkpoint.hash} {checkpoint.made_at}"
