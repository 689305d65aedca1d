"""What the routes of drafts share: the newest version of a draft, who looks at which cases, and answers as JSON.

Not allowed here: routes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Header, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from api.desk import answers
from api.desk.edit_shapes import Refusal
from api.desk.known import known_of
from api.desk.reported import Reports
from api.kept import Kept
from api.server.problems import MEDIA_TYPE
from api.web.guard import NotYoursError, visitor_of
from api.web.handles import Handles
from api.web.people import called
from api.web.reads import Reads
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.clearances import OverrideRight
from planner.domain.editing import Entry
from planner.domain.ids import ActivityKey
from planner.domain.last_asked import LastAsked
from planner.domain.thawed import Thawed
from planner.domain.wording import speaking
from planner.ports.editing import EditImpossibleError, StepHead
from planner.ports.store import StoreConflictError, StoreError, StoreUnreachableError
from planner.usecases.editing.apply_edit import Applied, Editing, Officer
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.open_draft import Opening
from planner.usecases.editing.refusals import (
    DraftConflictError,
    EditRefusedError,
    NothingToUndoError,
    UnknownVersionError,
)
from planner.usecases.editing.thawed_items import standing_thaws

THAWED_KEPT = 8
"""Versions of which is kept who overrode the frozen zone."""
DRAFTS = "/api/v1/drafts"
DRAFT = DRAFTS + "/{draft}"
JSON = "application/json"
NOT_KEPT = {"Cache-Control": "no-store"}
REFUSALS: dict[int | str, dict[str, object]] = {
    status: {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Refusal"}}},
    }
    for status, text in (
        (409, "Een ander wijzigde intussen hetzelfde: wat, wie en wanneer"),
        (412, "Deze versie bestaat nog niet"),
        (422, "De regels verbieden het, of het bestaat niet: welke regels, in woorden"),
        (428, "De versie waarvan wordt uitgegaan ontbreekt (If-Match)"),
    )
}
Version = Annotated[
    str, Header(alias="If-Match", max_length=20, description="Versie die de medewerker zag.", examples=['"12"'])
]


class VersionMissingError(ValueError):
    """The request does not say which version the officer saw."""


STATUSES: Mapping[type[Exception], int] = {
    VersionMissingError: 428,
    UnknownVersionError: 412,
    DraftConflictError: 409,
    NothingToUndoError: 409,
    StoreConflictError: 409,
    EditRefusedError: 422,
    EditImpossibleError: 422,
}


@dataclass(frozen=True, slots=True)
class Tools:
    """What the routes need of use cases."""

    opening: Opening
    editing: Editing


class Drafts:
    """Drafts of weeks; the solver library is loaded at the first request."""

    def __init__(self, tools: Callable[[], Tools], reads: Reads, handles: Handles) -> None:
        self._make, self._reads, self.handles = tools, reads, handles
        self._tools: Tools | None = None
        self._thawed: Kept[tuple[int, int], Mapping[ActivityKey, Thawed]] = Kept(self._read_thawed, THAWED_KEPT)

    @property
    def tools(self) -> Tools:
        """Return the tools, made when first needed."""
        if self._tools is None:
            self._tools = self._make()
        return self._tools

    def opened(self, draft: int) -> Opened:
        """Return the newest version of a draft; raise NotYoursError for one that is not there."""
        try:
            return self.tools.editing.heads.of(draft)
        except (StoreConflictError, StoreUnreachableError):
            raise
        except StoreError as error:
            raise NotYoursError from error

    def steps(self, opened: Opened) -> tuple[StepHead, ...]:
        """Return the log up to a version, without what was changed."""
        with self.tools.editing.store.reading() as books:
            return books.drafts.steps(opened.draft.id, until=opened.version)

    def entries(self, opened: Opened, after: int) -> tuple[Entry, ...]:
        """Return the steps after a version."""
        with self.tools.editing.store.reading() as books:
            return books.drafts.entries(opened.draft.id, after=after, until=opened.version)

    def reports(self, opened: Opened) -> tuple[int, Reports]:
        """Return how many reports there are, and those about what is planned in a version."""
        keys = [appointment.activity for appointment in opened.desk.plan.appointments]
        with self.tools.editing.store.reading() as books:
            number = books.reports.count()
            return number, books.reports.of(keys) if number else {}

    def thawed(self, opened: Opened) -> Mapping[ActivityKey, Thawed]:
        """Return what stands in a version, or was published last, by an override of the frozen zone."""
        return self._thawed((opened.plan, opened.newest))

    def _read_thawed(self, asked: tuple[int, int]) -> Mapping[ActivityKey, Thawed]:
        plan, newest = asked
        with self.tools.editing.store.reading() as books:
            head = books.drafts.of_plan(plan)
            published = {} if not newest else {one.activity: one for one in books.releases.load(newest).thawed}
            return published if head is None else {**published, **standing_thaws(books, head)}

    def note(self, request: Request, cases: Iterable[str], purpose: str) -> None:
        """Note who looks at which cases."""
        self._reads(request, cases=cases, purpose=purpose)

    def asked(
        self, request: Request, draft: int, activity: str, answer: Callable[[Opened, ActivityKey], BaseModel]
    ) -> Response:
        """Return the answer to a question about one item."""
        opened, key = self.opened(draft), ActivityKey(activity)
        found = known_of(opened.desk).activities.get(key)
        self.note(request, () if found is None else found.cases, "plaats zoeken")
        return answered(request, opened, lambda: answer(opened, key))

    def stepped(
        self, request: Request, draft: int, asked: tuple[str, str], step: Callable[[Editing, Officer], Applied]
    ) -> Response:
        """Take a step and return what it did; ``asked`` is the version that was seen, and the key."""
        account, (version, key) = visitor_of(request).account, asked
        seen = version.strip().strip('"')
        with speaking(language_of(request)):
            opened = self.opened(draft)
            if not seen.isdecimal():
                return refused(opened, VersionMissingError(_("Geef met If-Match de versie waarvan je uitgaat.")))
            officer = Officer(actor=account, seen=int(seen), key=f"{account} {key}" if key else "")
            try:
                done = step(self.tools.editing, officer)
            except DraftConflictError as error:
                newest = self.opened(draft)
                names = called(self.tools.editing.store, (one.actor for one in error.changed))
                return _conflict(newest, error, names, self.entries(newest, min(officer.seen, newest.version)))
            except tuple(STATUSES) as error:
                return refused(self.opened(draft), error)
            self.note(request, _changed_cases(done), "concept wijzigen")
            shown = answers.answer_of(done, self.steps(done.opened), account)
            return json_of(shown, etag=done.opened.version)


def answered(request: Request, opened: Opened, answer: Callable[[], BaseModel]) -> Response:
    """Return an answer in the language of who asks, or why there is none."""
    with speaking(language_of(request)):
        try:
            return json_of(answer())
        except EditImpossibleError as error:
            return refused(opened, error)


def right_of(request: Request) -> OverrideRight:
    """Return what who asks may make exceptions as."""
    may = visitor_of(request).may(Permission.OVERRIDE_RULES)
    return OverrideRight.SUPERVISOR if may else OverrideRight.REGIEVOERDER


def json_of(shown: BaseModel, *, etag: int | None = None) -> Response:
    """Return a shape as JSON."""
    headers = dict(NOT_KEPT) if etag is None else {**NOT_KEPT, "ETag": f'"{etag}"'}
    return Response(shown.model_dump_json(), headers=headers, media_type=JSON)


def refused(opened: Opened, error: Exception) -> Response:
    """Return why a step was not taken, with which rules are in the way."""
    status = next(status for kind, status in STATUSES.items() if isinstance(error, kind))
    if isinstance(error, EditRefusedError):
        return _refusal(answers.rule_refusal(opened, error.objections, status, str(error)))
    title = _("Kan zo niet") if status == HTTPStatus.UNPROCESSABLE_ENTITY else _("Niet gedaan")
    shown = Refusal(title=title, status=status, detail=str(error), version=opened.version)
    return _refusal(shown, later=isinstance(error, StoreConflictError))


def _conflict(
    opened: Opened, error: DraftConflictError, names: Mapping[str, str], entries: Iterable[Entry]
) -> Response:
    status = STATUSES[DraftConflictError]
    return _refusal(answers.conflict_refusal(opened, error.changed, status, names, entries))


def _refusal(shown: Refusal, *, later: bool = False) -> Response:
    headers = {**NOT_KEPT, "ETag": f'"{shown.version}"', **({"Retry-After": "1"} if later else {})}
    return JSONResponse(shown.model_dump(mode="json"), shown.status, headers, MEDIA_TYPE)


def all_cases(opened: Opened) -> Sequence[str]:
    """Return the cases of everything in a version."""
    return _ALL_CASES.of(opened)


def _cases_in(opened: Opened) -> tuple[str, ...]:
    return tuple(sorted({case for activity in opened.desk.problem.activities for case in activity.cases}))


_ALL_CASES = LastAsked(_cases_in)


def cases_of(opened: Opened, keys: Iterable[str]) -> list[str]:
    """Return the cases of some items."""
    activities = known_of(opened.desk).activities
    found = (activities.get(ActivityKey(key)) for key in keys)
    return [case for activity in found if activity is not None for case in activity.cases]


def _changed_cases(done: Applied) -> list[str]:
    deal = done.entry.deal
    given = [str(one.case) for one in deal.hand_overs]
    return [*cases_of(done.opened, (change.activity for change in deal.changes)), *given]
