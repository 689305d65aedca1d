"""Deliveries that somebody uploaded and looks at before they are stored: read beside the requests, kept for a while.

What is kept belongs to one account; nothing is in the books until it is confirmed, and then all of it or nothing.
That a delivery waits stands in the store, its content does not: after a restart its sender is told. Not allowed here:
the screen, and reading files (the intake does).
"""

import logging
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from api.casework.uploads import UploadError, stored
from api.web.speech import _
from planner.domain.asked_work import AskedDelivery
from planner.domain.issues import Issue
from planner.domain.time import Minute
from planner.domain.wording import Language, language, speaking
from planner.intake import compare, read_delivery
from planner.ports.intake import Delivery, Preview, Refusal
from planner.ports.store import Store, StoreError
from planner.ports.surroundings import Clock, Worker
from planner.usecases.delivering.doubtful_delivery import doubtful_in
from planner.usecases.delivering.import_facts import (
    DeliveryRefusedError,
    Imported,
    import_facts,
    known_keys,
    preview_delivery,
    ref_of,
)

KEPT = 30
"""Minutes that a delivery waits to be confirmed."""
MOST = 6
"""Deliveries that are kept at a time; the oldest goes."""

logger = logging.getLogger("vertrekplanner")
Renew = Callable[[Store, Clock, str], None]
"""Does what follows from an import for calendars; the last is who."""


class Stage(StrEnum):
    """How far a delivery is; the value is the word on the screen."""

    READING = "lezen en controleren"
    COMPARING = "vergelijken met wat er is"
    LOOKED_AT = "klaar om te bevestigen"
    STORING = "opslaan"
    STORED = "opgeslagen"
    REFUSED = "geweigerd"
    BROKEN = "mislukt"
    INTERRUPTED = "onderbroken"

    @property
    def busy(self) -> bool:
        """Whether something goes on."""
        return self in (Stage.READING, Stage.COMPARING, Stage.STORING)


_OVER = frozenset({Stage.STORED, Stage.REFUSED, Stage.BROKEN})
"""Stages after which nothing is lost when the server ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One delivery as it stands."""

    id: str
    account: str
    source: str
    name: str
    size: int
    began: Minute
    language: Language = Language.DUTCH
    """What is said of it is said in the language of who brought it."""
    stage: Stage = Stage.READING
    delivery: Delivery | None = None
    preview: Preview | None = None
    doubtful: tuple[Issue, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    refused: int = 0
    imported: Imported | None = None
    problem: str = ""
    folder: Path | None = field(default=None, compare=False)


class ImportJobs:
    """Keeps the deliveries; safe to ask from several threads."""

    def __init__(self, store: Store, clock: Clock, renew: Renew, worker: Worker) -> None:
        self._store, self._clock, self._renew, self._worker = store, clock, renew, worker
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def find(self, number: str, account: str) -> Job | None:
        """Return a delivery of an account, None when it is not there (any more)."""
        now = self._clock.now()
        with self._lock:
            gone = [job for job in self._jobs.values() if not job.stage.busy and now - job.began > KEPT]
            for old in gone:
                del self._jobs[old.id]
            found = self._jobs.get(number)
        self._forget(gone)
        if found is None:
            found = next((job for job in self.broken_off(account) if job.id == number), None)
        return found if found is not None and found.account == account else None

    def broken_off(self, account: str) -> tuple[Job, ...]:
        """Return the deliveries of an account that a server had when it ended: nothing of them was stored by halves."""
        with self._store.reading() as books:
            left = [one for one in books.asked_work.deliveries(account) if self._worker.is_gone(one.holder)]
        return tuple(_interrupted(one) for one in left)

    def begin(self, name: str, content: BinaryIO, *, source: str, account: str) -> Job:
        """Take an upload and begin reading it; raise UploadError for what is no delivery."""
        folder = Path(tempfile.mkdtemp(prefix="vertrekplanner-levering-"))
        try:
            path = stored(name, content, folder)
        except UploadError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        size = sum(part.stat().st_size for part in ([path] if path.is_file() else path.iterdir()))
        job = Job(
            id=secrets.token_urlsafe(12),
            account=account,
            source=source,
            name=name[:100],
            size=size,
            began=self._clock.now(),
            language=language(),
            folder=folder,
        )
        with self._lock:
            idle = [old for old in self._jobs.values() if not old.stage.busy]
            gone = idle[: max(0, len(self._jobs) - MOST + 1)]
            for old in gone:
                del self._jobs[old.id]
            self._jobs[job.id] = job
        self._forget([*gone, *self.broken_off(account)])
        self._note(job)
        self._start(job, lambda: self._read(job, path))
        return job

    def confirm(self, job: Job, *, actor: str, retire: bool) -> None:
        """Begin storing what was looked at; once."""
        with self._lock:
            now = self._jobs.get(job.id)
            if now is None or now.stage is not Stage.LOOKED_AT:
                return
            self._jobs[job.id] = replace(now, stage=Stage.STORING)
        self._note(job, storing=True)
        self._start(job, lambda: self._store_it(now, actor, retire=retire))

    def drop(self, job: Job) -> None:
        """Forget a delivery that is not wanted."""
        with self._lock:
            found = self._jobs.get(job.id)
            if found is not None and not found.stage.busy:
                del self._jobs[job.id]
        self._forget([job])

    def wait(self, job: Job, seconds: float) -> None:
        """Wait until nothing goes on with it, or so long."""
        for thread in threading.enumerate():
            if thread.name == f"levering-{job.id}":
                thread.join(seconds)

    def _start(self, job: Job, work: Callable[[], None]) -> None:
        spoken = language()

        def run() -> None:
            try:
                with speaking(spoken):
                    work()
            except StoreError as error:
                self._put(job.id, _broken(str(error)))
            except Exception as error:  # noqa: BLE001 - whatever it is, who waits is told; the text may hold codes
                logger.warning("a delivery was not taken: %s", type(error).__name__)
                self._put(job.id, _broken(""))

        threading.Thread(target=run, name=f"levering-{job.id}", daemon=True).start()

    def _put(self, number: str, change: Callable[[Job], Job]) -> None:
        with self._lock:
            found = self._jobs.get(number)
            if found is not None:
                found = self._jobs[number] = change(found)
        if found is not None and found.stage in _OVER:
            self._forget([found])

    def _note(self, job: Job, *, storing: bool = False) -> None:
        """Write down that a delivery waits here."""
        waiting = AskedDelivery(
            id=job.id,
            holder=self._worker.name,
            account=job.account,
            source=job.source,
            name=job.name,
            size=job.size,
            began=job.began,
            storing=storing,
        )
        with self._store.transaction() as books:
            books.asked_work.put_delivery(waiting)

    def _forget(self, jobs: Iterable[Job]) -> None:
        """Write down that deliveries do not wait any more."""
        numbers = [job.id for job in jobs]
        if numbers:
            with self._store.transaction() as books:
                for number in numbers:
                    books.asked_work.drop_delivery(number)

    def _read(self, job: Job, path: Path) -> None:
        try:
            with self._store.reading() as books:
                mapping = books.deliveries.mapping(job.source)
            delivery = read_delivery(path, source=job.source, known=known_keys(self._store), mapping=mapping)
        finally:
            if job.folder is not None:
                shutil.rmtree(job.folder, ignore_errors=True)
        if not delivery.accepted:
            self._refuse(job, delivery, delivery.refusals, delivery.refusal_count)
            return
        self._put(job.id, lambda now: replace(now, stage=Stage.COMPARING, delivery=delivery))
        try:
            found = preview_delivery(self._store, compare, delivery)
        except DeliveryRefusedError as error:
            self._refuse(job, delivery, error.refusals, len(error.refusals))
            return
        doubtful = doubtful_in(self._store, found)
        self._put(job.id, lambda now: replace(now, stage=Stage.LOOKED_AT, preview=found, doubtful=doubtful))

    def _refuse(self, job: Job, delivery: Delivery, refusals: tuple[Refusal, ...], count: int) -> None:
        self._put(
            job.id,
            lambda now: replace(now, stage=Stage.REFUSED, delivery=delivery, refusals=refusals, refused=count),
        )

    def _store_it(self, job: Job, actor: str, *, retire: bool) -> None:
        if job.delivery is None or job.preview is None:
            return
        gone = [ref_of(fact) for fact in job.preview.vanished] if retire else []
        try:
            done = import_facts(self._store, self._clock, compare, job.delivery, actor=actor, retire=gone)
        except DeliveryRefusedError as error:
            self._refuse(job, job.delivery, error.refusals, len(error.refusals))
            return
        except ValueError as error:  # what vanished is there again, or values of rules contradict each other
            self._put(job.id, _broken(str(error)))
            return
        self._renew(self._store, self._clock, actor)
        self._put(job.id, lambda now: replace(now, stage=Stage.STORED, imported=done))


def _broken(problem: str) -> Callable[[Job], Job]:
    return lambda now: replace(now, stage=Stage.BROKEN, problem=problem)


def _interrupted(one: AskedDelivery) -> Job:
    """Return a delivery that an earlier server had, with what is to be done."""
    said = (
        _("De server is gestopt terwijl dit werd opgeslagen: het is helemaal bewaard of helemaal niet.\n"
          "Lever het bestand opnieuw in; wat er al staat, verandert dan niet.")
        if one.storing
        else _("De server is gestopt voordat dit was bevestigd; er is niets bewaard.\nLever het bestand opnieuw in.")
    )  # fmt: skip
    return Job(
        id=one.id,
        account=one.account,
        source=one.source,
        name=one.name,
        size=one.size,
        began=one.began,
        stage=Stage.INTERRUPTED,
        problem=said,
    )
