"""Following a solve while it goes on, as server-sent events.

Not allowed here: routes, and who may follow.
"""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse

from api.runs.jobs import Jobs
from api.runs.shapes import shown
from planner.domain.wording import Language, speaking

LOOK_AGAIN = 0.3
"""Seconds between two looks at a job for who follows it."""
STILL_THERE = 15
"""Seconds after which a sign of life is sent when nothing happens."""
FOLLOWED_AT_MOST = 3900
"""Seconds; who still follows then asks again."""
_EVENTS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def followed(jobs: Jobs, identity: str, spoken: Language) -> StreamingResponse:
    """Return the answer that tells a job each time it changed, until it ended."""
    return StreamingResponse(_events(jobs, identity, spoken), headers=_EVENTS, media_type="text/event-stream")


async def _events(jobs: Jobs, identity: str, spoken: Language) -> AsyncIterator[str]:
    """Yield the job each time it changed, until it ended."""
    version, quiet, lived = -1, 0.0, 0.0
    while lived < FOLLOWED_AT_MOST:
        job = jobs.find(identity)
        if job is None:
            return
        if job.version != version:
            version, quiet = job.version, 0.0
            with speaking(spoken):
                data = json.dumps(shown(job, jobs.names((job,))).model_dump(mode="json"), ensure_ascii=False)
            yield f"id: {version}\nevent: {'einde' if job.state.ended else 'stand'}\ndata: {data}\n\n"
            if job.state.ended:
                return
        elif quiet >= STILL_THERE:
            quiet = 0.0
            yield ": nog bezig\n\n"
        await asyncio.sleep(LOOK_AGAIN)
        quiet, lived = quiet + LOOK_AGAIN, lived + LOOK_AGAIN
