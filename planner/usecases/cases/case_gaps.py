"""The missing-information list of a case: what should be on record by now and is not.

Pure functions of the record. Not allowed here: guessing what is missing, and what a departure waits for in all.
"""

from collections.abc import Callable, Iterator
from datetime import date

from planner.domain.case_life import present
from planner.domain.cases import DocumentState, Regime, Specialism, TargetGroup
from planner.domain.casework import CasePhase, LegalMomentKind, ReceptionKind
from planner.domain.civil import day_of
from planner.domain.code_words import code_words
from planner.domain.departure_plan import Party, Representing
from planner.domain.gaps import Gap, GapCode
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.spelling import numeric_date
from planner.domain.time import Minute
from planner.domain.wording import Text
from planner.usecases.cases.case_record import CaseRecord, holding

UNKNOWN_LANGUAGES = frozenset({"und", "mis", "zxx"})
"""ISO 639 codes that say that a language is not known."""
_ORDER = tuple(CasePhase)
_DECIDED = (TargetGroup.REJECTED, TargetGroup.WITHDRAWN)
_DECISIONS = frozenset({LegalMomentKind.DECISION, LegalMomentKind.RULING, LegalMomentKind.FINAL_RULING})
_ORDER_DAY = Text(
    nl="de persoon is in bewaring, maar de dag van de maatregel ontbreekt",
    en="the person is in detention, but the day of the order is missing",
)
_BORDER_DAY = Text(
    nl="de dag waarop de grensprocedure begon ontbreekt", en="the day on which the border procedure began is missing"
)
_FAMILY_DAY = Text(
    nl="de dag van plaatsing in de gesloten gezinsvoorziening ontbreekt",
    en="the day of placement in the closed family facility is missing",
)
_VBL_DAY = Text(nl="de dag van plaatsing in de VBL ontbreekt", en="the day of placement in the VBL is missing")
_DUBLIN_DAY = Text(nl="de dag van het dublinakkoord ontbreekt", en="the day of the Dublin agreement is missing")
_NO_DOSSIER = Text(nl="er is geen dossier ontvangen", en="no dossier was received")
_NO_OWNER = Text(nl="de zaak heeft geen regievoerder", en="the case has no regievoerder")
_NO_LANGUAGE = Text(nl="de taal van de persoon is niet bekend", en="the language of the person is not known")
_NO_STAY = Text(nl="er staat niet waar de persoon verblijft", en="it is not recorded where the person stays")
_NO_DECISION = Text(
    nl="er staat geen besluit of uitspraak; de vertrektermijn kan niet lopen",
    en="no decision or ruling is recorded; the departure term cannot run",
)
_ALONE = Text(
    nl="een minderjarige zonder gezin vraagt een regievoerder voor minderjarigen (amv)",
    en="a minor without family asks for a regievoerder for minors (AMV)",
)
_NO_GUARDIAN = Text(nl="er is geen voogd vastgelegd", en="no guardian is recorded")
_NO_STATE = Text(nl="van geen reisdocument staat de status", en="the state of no travel document is recorded")
_NO_TRACK = Text(nl="er staat niet op welk traject de zaak is", en="it is not recorded on which track the case is")
_INCOMPLETE = Text(
    nl="het dossier van {who} ({day}) is niet volledig", en="the dossier of {who} ({day}) is not complete"
)
_NO_END = Text(
    nl="van {document} staat niet tot wanneer het geldt", en="it is not recorded until when the {document} is valid"
)
_ANSWER = Text(nl="antwoord van {who} over {item}, verwacht {day}", en="answer of {who} about {item}, expected {day}")
_ANSWER_LATE = Text(
    nl="antwoord van {who} over {item}, had er {day} moeten zijn", en="answer of {who} about {item}, was due {day}"
)
_ANCHORS: tuple[tuple[GapCode, LegalMomentKind, Regime | None, ReceptionKind | None, Text], ...] = (
    (
        GapCode.NO_DETENTION_ORDER,
        LegalMomentKind.DETENTION_ORDER,
        Regime.DETENTION,
        ReceptionKind.DETENTION,
        _ORDER_DAY,
    ),
    (
        GapCode.NO_BORDER_START,
        LegalMomentKind.BORDER_STARTED,
        Regime.BORDER,
        None,
        _BORDER_DAY,
    ),
    (
        GapCode.NO_FAMILY_PLACEMENT,
        LegalMomentKind.FAMILY_PLACED,
        Regime.FAMILY_FACILITY,
        ReceptionKind.CLOSED_FAMILY,
        _FAMILY_DAY,
    ),
    (
        GapCode.NO_RESTRICTED_PLACEMENT,
        LegalMomentKind.RESTRICTED_PLACED,
        Regime.VBL,
        ReceptionKind.RESTRICTED,
        _VBL_DAY,
    ),
    (
        GapCode.NO_DUBLIN_ACCEPTANCE,
        LegalMomentKind.DUBLIN_ACCEPTED,
        Regime.DUBLIN,
        None,
        _DUBLIN_DAY,
    ),
)
"""Days from which terms run, by legal regime or kind of reception."""


def case_gaps(record: CaseRecord, at: Minute) -> tuple[Gap, ...]:
    """Return what is missing at a moment, in the order in which a case is worked on.

    Of a case whose life is not recorded here (no phases) only what planning needs is asked.
    """
    checks = _CHECKS if record.phases else _BARE
    return tuple(gap for find in checks for gap in find(record, at))


def _dossier(record: CaseRecord, _: Minute) -> Iterator[Gap]:
    if not record.dossiers:
        yield _gap(record, GapCode.NO_DOSSIER, str(_NO_DOSSIER), Party.IND)
        return
    last = max(record.dossiers, key=lambda dossier: dossier.received_on)
    if last.complete_on is None:
        what = _INCOMPLETE.say(who=code_words(last.handed_over_by), day=numeric_date(last.received_on))
        yield _gap(record, GapCode.DOSSIER_INCOMPLETE, what, Party.REGIEVOERDER)


def _basics(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    if holding(record.ownerships, at) is None and record.published_owner is None:
        yield _gap(record, GapCode.NO_OWNER, str(_NO_OWNER), Party.REGIEVOERDER)
    if record.case.language in UNKNOWN_LANGUAGES:
        yield _gap(record, GapCode.NO_LANGUAGE, str(_NO_LANGUAGE), Party.REGIEVOERDER)
    if holding(record.stays, at) is None:
        yield _gap(record, GapCode.NO_STAY, str(_NO_STAY), Party.COA)


def _decision(record: CaseRecord, _: Minute) -> Iterator[Gap]:
    if record.case.target_group in _DECIDED and not any(m.kind in _DECISIONS for m in record.moments):
        what = str(_NO_DECISION)
        yield _gap(record, GapCode.NO_DECISION, what, Party.IND)


def _minor(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    """Ask for a special regievoerder and a guardian for a minor without family (AMV)."""
    special = Specialism.MINORS in record.case.specialisms
    alone = record.case.minor and not _with_family(record, at)
    if alone and not special:
        what = str(_ALONE)
        yield _gap(record, GapCode.MINOR_WITHOUT_SPECIALISM, what, Party.REGIEVOERDER, gate=True)
    guardians = tuple(one for one in record.representatives if one.role is Representing.GUARDIAN)
    if (alone or special) and holding(guardians, at) is None:
        yield _gap(record, GapCode.NO_GUARDIAN, str(_NO_GUARDIAN), Party.NIDOS, gate=True)


def _with_family(record: CaseRecord, at: Minute) -> bool:
    mine = {fact.household for fact in record.household if fact.case == record.case.id and fact.valid.contains(at)}
    return any(
        fact.household in mine and fact.case != record.case.id and fact.valid.contains(at) for fact in record.household
    )


def _anchors(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    reception = holding(record.receptions, at)
    kind = None if reception is None else reception.kind
    known = {moment.kind for moment in record.moments}
    for code, moment, regime, staying, what in _ANCHORS:
        concerned = record.case.regime is regime or (staying is not None and kind is staying)
        if concerned and moment not in known:
            yield _gap(record, code, str(what), Party.IND, gate=True)


def _plan(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    now = present(change for change in record.phases if change.at <= at)
    reached = -1 if now is None else _ORDER.index(now.phase)
    if reached >= _ORDER.index(CasePhase.PLANNING) and not record.documents:
        yield _gap(record, GapCode.NO_DOCUMENT_STATE, str(_NO_STATE), Party.LP_DESK)
    if reached >= _ORDER.index(CasePhase.GUIDANCE) and holding(record.tracks, at) is None:
        yield _gap(record, GapCode.NO_TRACK, str(_NO_TRACK), Party.REGIEVOERDER)
    for document in record.documents:
        granted = document.state is DocumentState.GRANTED and document.kind == LAISSEZ_PASSER
        if granted and (document.valid is None or document.valid.end is None):
            what = _NO_END.say(document=document.kind)
            yield _gap(record, GapCode.DOCUMENT_WITHOUT_END, what, Party.LP_DESK)


def _questions(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    today = day_of(at)
    for asked in record.questions:
        if asked.answered_on is not None and asked.answered_on <= today:
            continue
        late = asked.due < today
        code = GapCode.REQUEST_OVERDUE if late else GapCode.REQUEST_OPEN
        who, item = code_words(asked.party), code_words(asked.item)
        what = (_ANSWER_LATE if late else _ANSWER).say(who=who, item=item, day=numeric_date(asked.due))
        yield _gap(record, code, what, asked.party, due=asked.due, gate=asked.gate)


def _gap(
    record: CaseRecord, code: GapCode, what: str, owner: Party, *, due: date | None = None, gate: bool = False
) -> Gap:
    return Gap(case=record.case.id, code=code, what=what, owner=owner, due=due, gate=gate)


_CHECKS: tuple[Callable[[CaseRecord, Minute], Iterator[Gap]], ...] = (
    _dossier,
    _basics,
    _decision,
    _minor,
    _anchors,
    _plan,
    _questions,
)
_BARE = (_basics, _minor, _questions)
