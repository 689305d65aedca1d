"""Identifiers. Codes come from the source systems; nothing here is derived from solver order."""

from functools import lru_cache
from typing import NewType
from uuid import UUID, uuid5

CaseId = NewType("CaseId", str)
HouseholdId = NewType("HouseholdId", str)
RegievoerderId = NewType("RegievoerderId", str)
PlaceId = NewType("PlaceId", str)
MissionId = NewType("MissionId", str)
SessionId = NewType("SessionId", str)
FlightId = NewType("FlightId", str)
CarrierCode = NewType("CarrierCode", str)
EscortTeamId = NewType("EscortTeamId", str)
VehicleId = NewType("VehicleId", str)
OfficerId = NewType("OfficerId", str)
CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-2."""
NETHERLANDS = CountryCode("NL")
LanguageCode = NewType("LanguageCode", str)
"""ISO 639 code."""
ActivityKey = NewType("ActivityKey", str)
"""Key of what is due: the source system's, or ``case/step/occurrence``."""
AppointmentId = NewType("AppointmentId", UUID)
ParticipationId = NewType("ParticipationId", UUID)
RuleId = NewType("RuleId", str)

_NAMESPACE = UUID("6f0b1d52-3f0e-4c5e-9a51-6d7f5b1c9e20")
_REMEMBERED = 2**16
"""Identities that are not worked out again: a search asks for the same ones time and again."""


def activity_key(case: CaseId, step: str, occurrence: int) -> ActivityKey:
    """Return the key of a generated activity: the n-th time a protocol step is due for a case."""
    return ActivityKey(f"{case}/{step}/{occurrence}")


@lru_cache(maxsize=_REMEMBERED)
def appointment_id(activity: ActivityKey) -> AppointmentId:
    """Return the one identity an activity's appointment keeps through moves, re-solves and re-imports."""
    return AppointmentId(uuid5(_NAMESPACE, activity))


@lru_cache(maxsize=_REMEMBERED)
def participation_id(appointment: AppointmentId, kind: str, resource: str) -> ParticipationId:
    """Return the identity of one person's or resource's part: the calendar UID."""
    return ParticipationId(uuid5(appointment, f"{kind}:{resource}"))
