"""Every text in the models, and what it is: a code, said by the program, or free for somebody to write.

Not allowed here: tests, and planting (``poison``).
"""

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from typing import get_type_hints

from planner import domain
from planner.domain.wording import Text
from tests.security.poison import RUN, within

CODES = frozenset(
    {"account", "action", "activity", "actor", "agent", "airport", "apart_from", "approved_by", "batch", "body",
     "by", "calendar", "case_set", "code", "credential", "decided_by", "destination", "digest", "done_by", "field",
     "fingerprint", "flight", "hash", "holder", "id", "issuer", "key", "kind", "login", "number", "object",
     "operation", "origin", "owner", "party", "password_hash", "previous", "problem_hash", "protocol", "purpose",
     "recurrence", "regievoerder", "row", "rulebook_version", "secret", "secret_hash", "signature", "slot",
     "solver_version", "step", "table", "token_hash", "travel_source", "uid", "value"}
)  # fmt: skip
"""What is named so is known to the program: who, which thing, or a seal."""
SAID = frozenset(
    {"Action.words", "AtCourt.what", "Answer.no_repair", "AskedSolve.note", "BlockingTable.note", "Breach.because",
     "Change.what", "Change.why", "Conflict.frame_words", "Conflict.note", "Evaluation.note", "Fallback.because",
     "FreedUse.why", "GateItem.because", "Gap.what", "Issue.remedy", "Issue.subject", "Issue.what",
     "LeftOut.because", "LeftOut.what", "Message.address", "Message.trouble", "MissingFact.title",
     "Obstacle.because", "Reason.because", "Remedy.what", "Repair.what", "RuleRight.title", "Run.result",
     "Share.because", "Share.what", "Slot.name", "Task.subject", "Task.text", "WrongStep.problem",
     "WrongStep.remedy"}
)  # fmt: skip
"""What the program says, made of the rest."""
READ = frozenset(
    {
        "AbsenceProposal.name",  # the part of an address under which a calendar program wrote it, checked there
        "AskedDelivery.name",  # checked to be the name of a file before it is kept
        "AskedDelivery.source",  # read as a code
        "Draft.name",  # of a what-if: its number
        "Edit.reason",  # kept as that of an entry
        "InformationRequest.item",  # read as a code
        "PartnerReference.reference",  # read as a code
        "Place.opening_hours",  # read as hours
        "PlaceContact.phone",  # read as a telephone number
        "Representative.reference",  # read as a code
        "Thawed.reason",  # that of an edit
        "TravelTable.source",  # of a road network, from a file of the installation
        "Waiver.reason",  # kept as that of an override
        "Why.by_whom",  # an account
    }
)
"""What is checked where it comes in, or is held elsewhere as well."""


def texts_of_models() -> frozenset[str]:
    """Return ``Class.field`` of every text in the domain that is no code and not said by the program."""
    found = set[str]()
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        for name, made in vars(importlib.import_module(module.name)).items():
            if (
                made is not Text
                and isinstance(made, type)
                and dataclasses.is_dataclass(made)
                and made.__module__ == module.name
            ):
                hints = get_type_hints(made)
                texts = (one.name for one in dataclasses.fields(made) if hints[one.name] in (str, Text))
                found |= {f"{name}.{text}" for text in texts if text not in CODES}
    return frozenset(found - SAID - READ)


def holding_script(stored: Iterable[object]) -> frozenset[str]:
    """Return ``Class.field`` of every text with script in it, among things and all that they hold."""
    return frozenset(name for one in stored for name in _holding(one))


def _holding(stored: object) -> Iterator[str]:
    for value in within(stored):
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            for one in dataclasses.fields(value):
                if RUN in str(getattr(value, one.name, "")) and isinstance(getattr(value, one.name), str | Text):
                    yield f"{type(value).__name__}.{one.name}"
