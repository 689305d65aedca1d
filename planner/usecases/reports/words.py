"""Words for what reports count by. Not allowed here: figures and sentences of single reports."""

from collections.abc import Mapping
from enum import StrEnum

from planner.domain.bookings import CancelReason
from planner.domain.cases import TargetGroup
from planner.domain.casework import Closing, HandedOverBy, ReceptionKind
from planner.domain.vocabulary import vocabulary
from planner.domain.wording import Text

TOTAL = Text(nl="Totaal", en="Total")
UNKNOWN = Text(nl="Niet vastgelegd", en="Not recorded")

TARGET_GROUPS: Mapping[TargetGroup, Text] = {
    TargetGroup.SUPERVISION: Text(nl="Binnenlands toezicht", en="Found in supervision"),
    TargetGroup.BORDER: Text(nl="Geweigerd aan de grens", en="Refused at the border"),
    TargetGroup.WITHDRAWN: Text(nl="Vergunning ingetrokken", en="Permit withdrawn"),
    TargetGroup.REJECTED: Text(nl="Asiel afgewezen", en="Asylum refused"),
}
STAYS: Mapping[ReceptionKind, Text] = {
    ReceptionKind.AZC: Text(nl="Azc", en="Reception centre (azc)"),
    ReceptionKind.FAMILY_SITE: Text(nl="Gezinslocatie (GLO)", en="Family site (GLO)"),
    ReceptionKind.RESTRICTED: Text(nl="Vrijheidsbeperkende locatie (VBL)", en="Restricted site (VBL)"),
    ReceptionKind.HTL: Text(nl="Handhavings- en toezichtlocatie (HTL)", en="Enforcement site (HTL)"),
    ReceptionKind.DETENTION: Text(nl="Bewaring", en="Detention"),
    ReceptionKind.CLOSED_FAMILY: Text(nl="Gesloten gezinsvoorziening", en="Closed family facility"),
    ReceptionKind.NONE: Text(nl="Elders of niet vastgelegd", en="Elsewhere or not recorded"),
}
CLOSINGS: Mapping[Closing, Text] = {
    Closing.INDEPENDENT: Text(nl="Zelfstandig vertrek", en="Independent departure"),
    Closing.INDEPENDENT_IOM: Text(nl="Zelfstandig vertrek met IOM", en="Independent departure with IOM"),
    Closing.FORCED: Text(nl="Gedwongen vertrek", en="Forced departure"),
    Closing.ADMINISTRATIVE: Text(nl="Zonder toezicht (administratief)", en="Without supervision (administrative)"),
    Closing.STAY_GRANTED: Text(nl="Verblijf verleend", en="Residence granted"),
    Closing.OTHER: Text(nl="Andere reden", en="Other reason"),
}
SENDERS: Mapping[HandedOverBy, Text] = {
    HandedOverBy.IND: Text(nl="IND", en="IND"),
    HandedOverBy.POLICE: Text(nl="Politie", en="Police"),
    HandedOverBy.KMAR: Text(nl="KMar", en="KMar"),
    HandedOverBy.OTHER: Text(nl="Anders", en="Other"),
}


def both(member: StrEnum) -> Text:
    """Return the word that a fact is entered with, in both languages, to begin a line with."""
    english = vocabulary()[type(member)][member.value]
    return Text(nl=_line(member.value), en=_line(english))


def _line(words: str) -> str:
    text = words.replace("-", " ")
    return text[:1].upper() + text[1:]


REASONS: Mapping[CancelReason, Text] = {reason: both(reason) for reason in CancelReason}
