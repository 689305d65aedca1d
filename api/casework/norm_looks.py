"""What a value would change in the newest plan, worked out beside the requests: judging a whole plan takes seconds.

Not allowed here: storing the value, and the screen.
"""

import secrets
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.ports.search import Judge
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.norms.change_setting import SettingChange, checked_setting
from planner.usecases.norms.preview_setting import SettingEffect, effect_on_plan
from planner.usecases.planning.current_plan import stored_plan

KEPT, MOST = 30, 10
"""Minutes that an answer is kept, and how many of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The effect on a plan, and the cases that its sentences speak of."""

    plan: int
    effect: SettingEffect
    cases: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NormLook:
    """One question, of one account."""

    id: str
    account: str
    change: SettingChange
    began: Minute
    answer: "Future[Looked]"


class NormLooks:
    """Works them out one at a time, and keeps them for a while."""

    def __init__(self, store: Store, clock: Clock, judge: Judge) -> None:
        self._store, self._clock, self._judge = store, clock, judge
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="normen")
        self._looks: dict[str, NormLook] = {}
        self._lock = threading.Lock()

    def begin(self, change: SettingChange, account: str) -> NormLook:
        """Ask what a value would change; raise SettingRefusedError for one that may not be."""
        with self._store.reading() as books:
            checked_setting(books, change)
        look = NormLook(
            id=secrets.token_urlsafe(12),
            account=account,
            change=change,
            began=self._clock.now(),
            answer=self._pool.submit(self._work_out, change),
        )
        with self._lock:
            ended = [old.id for old in self._looks.values() if old.answer.done()]
            for old in ended[: max(0, len(self._looks) - MOST + 1)]:
                del self._looks[old]
            self._looks[look.id] = look
        return look

    def find(self, number: str, account: str, seconds: float) -> NormLook | None:
        """Return a question of an account, waiting so long for its answer; None when it is not there (any more)."""
        with self._lock:
            found = self._looks.get(number)
        if found is None or found.account != account or self._clock.now() - found.began > KEPT:
            return None
        wait([found.answer], seconds)
        return found

    def _work_out(self, change: SettingChange) -> Looked:
        with self._store.reading() as books:
            setting, _ended = checked_setting(books, change)
            found = stored_plan(books, None)
        effect = effect_on_plan(self._judge, found.problem, found.plan, setting)
        touched = {key for breach in (*effect.appeared, *effect.gone) for key in breach.activities}
        concerned = (case for a in found.problem.activities if a.key in touched for case in a.cases)
        return Looked(plan=found.number, effect=effect, cases=tuple(dict.fromkeys(concerned)))
