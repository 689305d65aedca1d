"""What would change by a delivery, on the screen: counts per table, changes field by field, what is refused and why.

Pure functions. Not allowed here: reading, comparing and storing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from api.casework.import_jobs import Job
from api.web.speech import _
from planner.domain.cases import Case
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import CaseId
from planner.intake.tables import tables_of

SHOWN = 200
"""Lines of one list; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """What the template shows."""

    id: str
    name: str
    source: str
    language: str
    size: str
    stage: str
    state: str
    busy: bool
    rows: int
    notes: tuple[tuple[str, str], ...]
    refusals: tuple[tuple[str, str, str, str, str, str], ...]
    refused: int
    counts: tuple[tuple[str, int, int, int, int], ...]
    changes: tuple[tuple[str, str, str, str, str], ...]
    changed: int
    vanished: tuple[tuple[str, str], ...]
    gone: int
    doubtful: tuple[tuple[str, str, str], ...]
    result: str
    problem: str
    cases: tuple[CaseId, ...]
    """Cases whose data are shown, for the log of reads."""


def import_page(job: Job) -> ImportPage:
    """Return the page of a delivery, in the language spoken now."""
    found = job.preview
    vanished = () if found is None else found.vanished
    changed = () if found is None else found.changed
    shown = [change.after for change in changed[:SHOWN]] + list(vanished[:SHOWN])
    delivery = job.delivery
    return ImportPage(
        id=job.id,
        name=job.name,
        source=job.source,
        language=job.language.value,
        size=_("%(kb)s kB", kb=f"{-(-job.size // 1000)}"),
        stage=_(job.stage.value),
        state=job.stage.name.lower(),
        busy=job.stage.busy,
        rows=0 if delivery is None else delivery.rows,
        notes=() if delivery is None else tuple((note.file, note.text) for note in delivery.notes[:SHOWN]),
        refusals=tuple(
            (r.file, "" if r.row is None else str(r.row), r.column or "", (r.value or "")[:60], r.problem, r.remedy)
            for r in job.refusals[:SHOWN]
        ),
        refused=job.refused,
        counts=_counts(job),
        changes=tuple(
            (_kind(change.after), _name(change.after), field.column, field.before, field.after)
            for change in changed[:SHOWN]
            for field in change.fields
        ),
        changed=len(changed),
        vanished=tuple((_kind(fact), _name(fact)) for fact in vanished[:SHOWN]),
        gone=len(vanished),
        doubtful=tuple((str(issue.subject), issue.what, issue.remedy) for issue in job.doubtful[:SHOWN]),
        result=_result(job),
        problem=job.problem,
        cases=tuple(dict.fromkeys(code for fact in shown for code in _cases(fact))),
    )


def _counts(job: Job) -> tuple[tuple[str, int, int, int, int], ...]:
    found = job.preview
    if found is None:
        return ()
    groups = (
        _kinds(found.new),
        _kinds(change.after for change in found.changed),
        _kinds(found.unchanged),
        _kinds(found.vanished),
    )
    names = sorted({name for group in groups for name in group})
    return tuple((name, *(group[name] for group in groups)) for name in names)  # type: ignore[misc]


def _kinds(facts: Iterable[Fact]) -> Counter[str]:
    return Counter(_kind(fact) for fact in facts)


def _kind(fact: Fact) -> str:
    return tables_of(fact)[0].name


def _name(fact: Fact) -> str:
    return fact_key(fact).replace("|", " · ")


def _cases(fact: Fact) -> tuple[CaseId, ...]:
    if isinstance(fact, Case):
        return (fact.id,)
    several: object = getattr(fact, "cases", None)
    if isinstance(several, tuple):
        return tuple(several)
    one: object = getattr(fact, "case", None)
    return (CaseId(one),) if isinstance(one, str) else ()


def _result(job: Job) -> str:
    done = job.imported
    if done is None:
        return ""
    if not done.stored:
        return _("Niets gewijzigd: dit stond er al zo.")
    new, changed = len(done.preview.new), len(done.preview.changed)
    return _(
        "Opgeslagen: %(new)s nieuw, %(changed)s gewijzigd, %(ended)s beëindigd.",
        new=new,
        changed=changed,
        ended=len(done.retired),
    )
