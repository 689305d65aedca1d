"""What follows on a solve: the draft of the week takes it over; what people edited since it began wins.

Not allowed here: solving, and how the two are put together (``rebase_solve``).
"""

from collections.abc import Callable

from api.runs.jobs import Job
from api.runs.solving import Done
from api.web.speech import _, ngettext
from planner.domain.civil import IsoWeek, day_of
from planner.ports.store import StoreError
from planner.ports.surroundings import Clock
from planner.usecases.editing.apply_edit import Editing, Officer
from planner.usecases.editing.open_draft import Opening
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError
from planner.usecases.planning.solve_week import SolveRequest

WEEKS_READY = 2
"""The drafts of so many weeks from now on are kept at hand."""


class TakingOver:
    """Takes solves over into drafts. ``tools`` is asked when the first solve ends."""

    def __init__(self, tools: Callable[[], Editing]) -> None:
        self._tools = tools

    def version(self, request: SolveRequest) -> int | None:
        """Return the version that the draft of a week has now, None where there is no draft."""
        editing = self._tools()
        with editing.store.reading() as books:
            draft = books.drafts.of_week(request.cut.first)
            return None if draft is None else books.drafts.head(draft.id).version

    def __call__(self, job: Job, solved: Done) -> str:
        """Let the drafts of the weeks take a solve over, and return what to say about it."""
        if solved.reused:
            return ""
        weeks = [job.request.cut.first.plus(number) for number in range(job.request.cut.weeks)]
        return " ".join(filter(None, (self._taken(job, solved, week) for week in weeks)))

    def _taken(self, job: Job, solved: Done, week: IsoWeek) -> str:
        editing = self._tools()
        with editing.store.reading() as books:
            draft = books.drafts.of_week(week)
            head = None if draft is None else books.drafts.head(draft.id)
        if draft is None or head is None:
            return ""
        officer = Officer(actor=job.request.actor, seen=head.version, key=f"solve {job.id}")
        begun = job.draft_version if week == job.request.cut.first else None
        try:
            done = rebase_solve(editing, draft.id, solved.plan_id, officer, begun=begun, found=solved.found)
        except (DraftConflictError, EditRefusedError, StoreError) as error:
            why = str(error).splitlines()[0]
            return _("Het concept van week %(week)s nam dit niet over: %(why)s", week=week, why=why)
        version, kept = done.applied.entry.version, len(done.offers)
        said = _("Het concept van week %(week)s is nu versie %(version)s.", week=week, version=version)
        more = ngettext(
            "%(num)s onderdeel bleef zoals mensen het zetten.",
            "%(num)s onderdelen bleven zoals mensen ze zetten.",
            kept,
        )
        return f"{said} {more}" if kept else said


def heads_ready(tools: Callable[[], tuple[Opening, Editing]], clock: Clock) -> None:
    """Read the drafts of this week and the ones that come, before anybody asks for them."""
    this = IsoWeek.of(day_of(clock.now()))
    opening, editing = tools()
    weeks = [this.plus(number) for number in range(WEEKS_READY)]
    with editing.store.reading() as books:
        found = [books.drafts.of_week(week) for week in weeks]
    for draft in found:
        if draft is not None:
            editing.heads.of(draft.id)
    opening.ready.make(opening, weeks)
