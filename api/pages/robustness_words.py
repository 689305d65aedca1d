"""Dutch words for failing, falling out and coming free. Not allowed here: numbers."""

from planner.domain.bookings import CancelReason
from planner.domain.failing import FailStage

REASONS = {
    CancelReason.NEW_APPLICATION: "Nieuwe aanvraag",
    CancelReason.DISAPPEARED: "Verdwenen",
    CancelReason.RESISTANCE: "Verzet",
    CancelReason.DOCUMENT_LATE: "Document te laat",
    CancelReason.MEDICAL: "Medisch",
    CancelReason.CARRIER: "Maatschappij of gezagvoerder",
    CancelReason.TRANSPORT: "Vervoer of escort",
    CancelReason.ADMINISTRATIVE: "Administratief",
    CancelReason.OTHER: "Overig",
}
STAGES = {
    FailStage.PICKUP: "Bij het ophalen",
    FailStage.HAND_OVER: "Bij de overdracht",
    FailStage.GATE: "Bij de gate",
    FailStage.CAPTAIN: "Door de gezagvoerder",
}
KINDS = (
    ("seats", "Stoelen (met escorts)"),
    ("escort_hours", "Escorturen"),
    ("rides", "Ritten naar de luchthaven"),
    ("ride_minutes", "Ritminuten"),
)
"""Fields of the simulated week that are used, spent in vain or freed, in reading order."""
