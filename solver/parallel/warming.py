"""Letting workers load what they will need while something else goes on. Not allowed here: waiting for it."""

from concurrent.futures import Future

from solver.parallel.workers import Workers


def begin_to_load(workers: Workers) -> list[Future[None]]:
    """Ask each worker to load the compiled search of diaries; a worker that cannot be asked loads it with its work."""
    try:
        executor = workers.executor()
        return [executor.submit(load_diaries) for _ in range(workers.count)]
    except workers.died:
        return []


def load_diaries() -> None:
    """Load the compiled search of diaries in this process."""
    from solver.diary.search import warm_up  # noqa: PLC0415 - whoever only asks for it need not load it

    warm_up()
