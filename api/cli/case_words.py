"""A case on the terminal and as data for a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.console import heading, say, show, table, without_empty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.domain.time import Interval, Minute
    from planner.usecases.cases.case_record import Doing
    from planner.usecases.cases.case_view import CaseView
    from planner.usecases.cases.document_view import DocumentView


def as_data(view: CaseView) -> object:
    """Return the view for a script, in the codes of the exchange file."""
    from planner.codec.canonical import to_plain

    return to_plain(view)


def tell_case(view: CaseView) -> None:
    """Print the view, part by part; empty parts are left out."""
    say(f"Zaak {view.case.id}", style="bold")
    for name, value in _head(view):
        say(f"{name}: {value}")
    _tell_steps(view)
    _tell_plan(view)
    _tell_facts(view)
    _tell_doings(view)


def _head(view: CaseView) -> Iterable[tuple[str, str]]:
    from planner.domain.spelling import numeric_date, stamp

    yield "Fase", "nog geen" if view.phase is None else f"{view.phase.phase} sinds {stamp(view.phase.at)}"
    yield "Regievoerder", view.owner or "geen"
    if view.dossier is not None:
        ends = view.dossier.complete_on
        state = "onvolledig" if ends is None else f"volledig op {numeric_date(ends)}"
        yield "Dossier", f"van {view.dossier.handed_over_by}, {numeric_date(view.dossier.received_on)}, {state}"
    if view.family:
        yield "Gezin", f"{view.household}, met {', '.join(view.family)}"
    if view.procedure is not None:
        yield "Procedure", view.procedure.kind
    if view.stay is not None or view.reception is not None:
        kind = "" if view.reception is None else f" ({view.reception.kind})"
        yield "Verblijf", f"{'' if view.stay is None else view.stay.place}{kind}"
    if view.track is not None:
        yield "Traject", view.track.track
    if view.motivation is not None:
        yield "Wigk-fase", view.motivation.phase


def _tell_steps(view: CaseView) -> None:
    from api.cli.cases import command_of

    if view.next_step is not None:
        say(f"Volgende stap: {view.next_step.because}; {command_of(view.next_step)}")
    gaps = ((gap.what, gap.owner, "vertrek wacht" if gap.gate else "") for gap in view.gaps)
    _part("Ontbrekende gegevens", ("Wat", "Van wie", ""), gaps)
    corrected = [change for change in view.history if change not in view.life]
    phases = (
        (
            _when(change.at),
            change.phase,
            change.closing,
            change.actor,
            change.reason,
            "hersteld" * (change in corrected),
        )
        for change in view.history
    )
    _part("Fasen", ("Op", "Fase", "Sluiting", "Door", "Reden", ""), phases)


def _tell_plan(view: CaseView) -> None:
    from planner.domain.spelling import numeric_date

    work = view.work
    possible = ((one.country, one.state, numeric_date(one.since)) for one in view.possibilities)
    _part("Mogelijkheden", ("Land", "Status", "Sinds"), possible)
    states = (("over tijd", work.barriers_overdue), ("open", work.barriers_open), ("weggenomen", work.barriers_removed))
    barriers = ((b.number, b.kind, b.action, b.owner, numeric_date(b.due), word) for word, some in states for b in some)
    _part("Belemmeringen", ("Nr", "Soort", "Actie", "Eigenaar", "Uiterlijk", ""), barriers)
    asked = (
        ("te laat", work.questions_overdue),
        ("open", work.questions_open),
        ("beantwoord", work.questions_answered),
    )
    questions = ((q.party, q.item, numeric_date(q.due), word) for word, some in asked for q in some)
    _part("Vragen", ("Aan", "Vraag", "Uiterlijk", ""), questions)
    given = (
        (s.kind, s.through, numeric_date(s.agreed_on), "" if s.amount is None else s.amount) for s in view.supports
    )
    _part("Ondersteuning", ("Soort", "Via", "Afgesproken op", "Euro"), given)
    acting = ((r.role, r.reference, _span(r.valid)) for r in view.representatives)
    _part("Gemachtigden", ("Rol", "Kenmerk", "Periode"), acting)
    contacts = ((_when(c.at), c.party, c.channel, c.subject, c.actor) for c in view.contacts)
    _part("Contacten", ("Op", "Met", "Wijze", "Onderwerp", "Door"), contacts)


def _tell_facts(view: CaseView) -> None:
    from planner.domain.spelling import numeric_date

    _part("Reisdocumenten", ("Soort", "Status", "Verloopt op", "Vliegen", "Let op"), map(_document, view.documents))
    moments = ((m.kind, numeric_date(m.on)) for m in view.moments)
    _part("Rechtsmomenten", ("Moment", "Op"), moments)
    cleared = ((c.kind, c.state, _span(c.valid)) for c in view.clearances)
    _part("Akkoorden", ("Soort", "Status", "Periode"), cleared)
    conditions = ((c.condition, _span(c.valid)) for c in view.conditions)
    _part("Voorwaarden voor gedwongen vertrek", ("Voorwaarde", "Periode"), conditions)
    _part("Alle vier, zonder beletsel", ("Periode",), ((_span(one),) for one in view.removable))
    _part("Beletselen", ("Reden", "Periode"), ((b.reason, _span(b.valid)) for b in view.blocks))


def _tell_doings(view: CaseView) -> None:
    _part("Gepland", ("Wanneer", "Wat", "Kenmerk"), map(_planned, view.planned))
    done = (
        (_when(d.outcome.started), d.outcome.code, d.outcome.cause, d.key, d.outcome.actor)
        for d in view.done
        if d.outcome is not None
    )
    _part("Uitkomsten", ("Wanneer", "Uitkomst", "Oorzaak", "Kenmerk", "Door"), done)


def _document(view: DocumentView) -> Sequence[object]:
    from planner.domain.time import Minute

    ends = "" if view.expires is None else _day(Minute(view.expires - 1))
    flying = "" if view.flying is None else _span(view.flying)
    return view.document.kind, view.document.state, ends, flying, "; ".join(view.warnings)


def _planned(doing: Doing) -> Sequence[object]:
    kind = "" if doing.activity is None else doing.activity.kind
    return ("" if doing.appointment is None else _when(doing.appointment.start)), kind, doing.key


def _part(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    found = list(rows)
    if found:
        heading(title)
        show(table(*without_empty(columns, found)))


def _when(minute: Minute) -> str:
    from planner.domain.spelling import stamp

    return stamp(minute)


def _day(minute: Minute) -> str:
    from planner.domain.civil import day_of
    from planner.domain.spelling import numeric_date

    return numeric_date(day_of(minute))


def _span(valid: Interval) -> str:
    from planner.domain.time import Minute

    if valid.end is None:
        return f"vanaf {_day(valid.start)}"
    return f"{_day(valid.start)} tot en met {_day(Minute(valid.end - 1))}"
