"""What came since a version: steps of colleagues, another publication, reports. Asked often, so answered cheaply.

Not allowed here: the week itself, which is fetched when there is news.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.desk import answers
from api.desk.choice_shapes import NewsAnswer, NewsStep
from api.desk.drafts import DRAFT, JSON, Drafts, cases_of
from api.desk.known import known_of
from api.web.declare import asks
from api.web.guard import NotYoursError, visitor_of
from api.web.people import called
from api.web.speech import language_of
from planner.domain.access import Permission
from planner.domain.wording import speaking
from planner.domain.zones import quarter_of
from planner.ports.store import StoreConflictError, StoreError, StoreUnreachableError

MOST = 50
"""Steps that are told one by one; of more the newest."""
MOST_NAMED = 50
"""Items of one step that are named."""


def add_news(router: APIRouter, drafts: Drafts) -> None:
    """Add the route."""

    @router.get(DRAFT + "/news", summary="Wat er sinds een versie bij kwam", response_model=NewsAnswer)
    @asks(Permission.SEE_DESK)
    def news(
        request: Request,
        draft: int,
        after: Annotated[int, Query(ge=0, le=2**31 - 1, description="De versie die is gezien.")] = 0,
    ) -> Response:
        version, release, reports = _stand(drafts, draft)
        now = quarter_of(drafts.tools.editing.clock.now())
        tag = f'"{version}-{release}-{reports}-{now}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        own, steps = _steps(request, drafts, draft, after, version)
        shown = NewsAnswer(version=version, release=release, reports=reports, now=now, own=own, steps=steps)
        return Response(shown.model_dump_json(), headers=headers, media_type=JSON)


def _stand(drafts: Drafts, draft: int) -> tuple[int, int, int]:
    """Return the newest version, publication and number of reports, without reading any of them."""
    try:
        with drafts.tools.editing.store.reading() as books:
            return books.drafts.head(draft).version, books.releases.newest_number(), books.reports.count()
    except (StoreConflictError, StoreUnreachableError):
        raise
    except StoreError as error:
        raise NotYoursError from error


def _steps(request: Request, drafts: Drafts, draft: int, after: int, version: int) -> tuple[list[int], list[NewsStep]]:
    """Return the steps after a version: the numbers of one's own, and those of others in words."""
    if after >= version:
        return [], []
    opened, actor = drafts.opened(draft), visitor_of(request).account
    entries = drafts.entries(opened, max(after, version - MOST))
    others = [entry for entry in entries if entry.actor != actor]
    known = known_of(opened.desk)
    changed = [change.activity for entry in others for change in entry.deal.changes]
    handed = [str(one.case) for entry in others for one in entry.deal.hand_overs]
    drafts.note(request, [*cases_of(opened, changed), *handed], "bureau")
    names = called(drafts.tools.editing.store, (entry.actor for entry in others))
    with speaking(language_of(request)):
        steps = [
            NewsStep(
                number=entry.version,
                who=names[entry.actor],
                what=str(entry.kind),
                at=entry.at,
                text=answers.summary(known, entry),
                activities=[change.activity for change in entry.deal.changes[:MOST_NAMED]],
            )
            for entry in others
        ]
    return [entry.version for entry in entries if entry.actor == actor], steps
