"""The missing-information list of a case: what should be on record by now and is not.

Pure functions of the record. Not allowed here: guessing what is missing, and what a departure waits for in all.
"""

from collections.abc import Callable, Iterator
from datetime import date

from planner.domain.case_life import present
from planner.domain.cases import DocumentState, Regime, Specialism, TargetGroup
from planner.domain.casework import CasePhase, LegalMomentKind, ReceptionKind
from planner.domain.civil import day_of
from planner.domain.departure_plan import Party, Representing
from planner.domain.gaps import Gap, GapCode
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.spelling import numeric_date
from planner.domain.time import Minute
from planner.usecases.cases.case_record import CaseRecord, holding

UNKNOWN_LANGUAGES = frozenset({"und", "mis", "zxx"})
"""ISO 639 codes that say that a language is not known."""
_ORDER = tuple(CasePhase)
_DECIDED = (TargetGroup.REJECTED, TargetGroup.WITHDRAWN)
_DECISIONS = frozenset({LegalMomentKind.DECISION, LegalMomentKind.RULING, LegalMomentKind.FINAL_RULING})
_ANCHORS: tuple[tuple[GapCode, LegalMomentKind, Regime | None, ReceptionKind | None, str], ...] = (
    (
        GapCode.NO_DETENTION_ORDER,
        LegalMomentKind.DETENTION_ORDER,
        Regime.DETENTION,
        ReceptionKind.DETENTION,
        "de persoon is in bewaring, maar de dag van de maatregel ontbreekt",
    ),
    (
        GapCode.NO_BORDER_START,
        LegalMomentKind.BORDER_STARTED,
        Regime.BORDER,
        None,
        "de dag waarop de grensprocedure begon ontbreekt",
    ),
    (
        GapCode.NO_FAMILY_PLACEMENT,
        LegalMomentKind.FAMILY_PLACED,
        Regime.FAMILY_FACILITY,
        ReceptionKind.CLOSED_FAMILY,
        "de dag van plaatsing in de gesloten gezinsvoorziening ontbreekt",
    ),
    (
        GapCode.NO_RESTRICTED_PLACEMENT,
        LegalMomentKind.RESTRICTED_PLACED,
        Regime.VBL,
        ReceptionKind.RESTRICTED,
        "de dag van plaatsing in de VBL ontbreekt",
    ),
    (
        GapCode.NO_DUBLIN_ACCEPTANCE,
        LegalMomentKind.DUBLIN_ACCEPTED,
        Regime.DUBLIN,
        None,
        "de dag van het dublinakkoord ontbreekt",
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
        yield _gap(record, GapCode.NO_DOSSIER, "er is geen dossier ontvangen", Party.IND)
        return
    last = max(record.dossiers, key=lambda dossier: dossier.received_on)
    if last.complete_on is None:
        what = f"het dossier van {last.handed_over_by} ({numeric_date(last.received_on)}) is niet volledig"
        yield _gap(record, GapCode.DOSSIER_INCOMPLETE, what, Party.REGIEVOERDER)


def _basics(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    if holding(record.ownerships, at) is None and record.published_owner is None:
        yield _gap(record, GapCode.NO_OWNER, "de zaak heeft geen regievoerder", Party.REGIEVOERDER)
    if record.case.language in UNKNOWN_LANGUAGES:
        yield _gap(record, GapCode.NO_LANGUAGE, "de taal van de persoon is niet bekend", Party.REGIEVOERDER)
    if holding(record.stays, at) is None:
        yield _gap(record, GapCode.NO_STAY, "er staat niet waar de persoon verblijft", Party.COA)


def _decision(record: CaseRecord, _: Minute) -> Iterator[Gap]:
    if record.case.target_group in _DECIDED and not any(m.kind in _DECISIONS for m in record.moments):
        what = "er staat geen besluit of uitspraak; de vertrektermijn kan niet lopen"
        yield _gap(record, GapCode.NO_DECISION, what, Party.IND)


def _minor(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    """Ask for a special regievoerder and a guardian for a minor without family (AMV)."""
    special = Specialism.MINORS in record.case.specialisms
    alone = record.case.minor and not _with_family(record, at)
    if alone and not special:
        what = "een minderjarige zonder gezin vraagt een regievoerder voor minderjarigen (amv)"
        yield _gap(record, GapCode.MINOR_WITHOUT_SPECIALISM, what, Party.REGIEVOERDER, gate=True)
    guardians = tuple(one for one in record.representatives if one.role is Representing.GUARDIAN)
    if (alone or special) and holding(guardians, at) is None:
        yield _gap(record, GapCode.NO_GUARDIAN, "er is geen voogd vastgelegd", Party.NIDOS, gate=True)


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
            yield _gap(record, code, what, Party.IND, gate=True)


def _plan(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    now = present(change for change in record.phases if change.at <= at)
    reached = -1 if now is None else _ORDER.index(now.phase)
    if reached >= _ORDER.index(CasePhase.PLANNING) and not record.documents:
        yield _gap(record, GapCode.NO_DOCUMENT_STATE, "van geen reisdocument staat de status", Party.LP_DESK)
    if reached >= _ORDER.index(CasePhase.GUIDANCE) and holding(record.tracks, at) is None:
        yield _gap(record, GapCode.NO_TRACK, "er staat niet op welk traject de zaak is", Party.REGIEVOERDER)
    for document in record.documents:
        granted = document.state is DocumentState.GRANTED and document.kind == LAISSEZ_PASSER
        if granted and (document.valid is None or document.valid.end is None):
            what = f"van {document.kind} staat niet tot wanneer het geldt"
            yield _gap(record, GapCode.DOCUMENT_WITHOUT_END, what, Party.LP_DESK)


def _questions(record: CaseRecord, at: Minute) -> Iterator[Gap]:
    today = day_of(at)
    for asked in record.questions:
        if asked.answered_on is not None and asked.answered_on <= today:
            continue
        late = asked.due < today
        code = GapCode.REQUEST_OVERDUE if late else GapCode.REQUEST_OPEN
        when = f"had er {numeric_date(asked.due)} moeten zijn" if late else f"verwacht {numeric_date(asked.due)}"
        what = f"antwoord van {asked.party} over {asked.item}, {when}"
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
