"""A Dask cluster as the workers of a search. The only file that knows Dask; without the extra it says what to install.

What goes over the wire are arrays of whole numbers (``diary.parts``). Not allowed here: what a sub-problem is about.
"""

from concurrent.futures import BrokenExecutor, Executor

CONNECT_SECONDS = 10.0


class NoClusterError(RuntimeError):
    """The cluster cannot be used; the text says why and what to do."""


class Cluster:
    """The workers of a Dask scheduler, at ``tcp://`` or ``tls://``; certificates come from Dask's own settings.

    A worker that dies hands its task to another; a task that ends several workers is given up. ``most`` keeps to so
    many of the workers that are there now. Raise NoClusterError.
    """

    def __init__(self, address: str, seconds: float = CONNECT_SECONDS, most: int | None = None) -> None:
        try:
            from distributed import Client, KilledWorker  # noqa: PLC0415 - only with the extra
            from distributed.comm import CommClosedError  # noqa: PLC0415
        except ImportError:
            raise NoClusterError(
                "voor een cluster is meer nodig dan geïnstalleerd is\n"
                "Installeer het met: pip install 'vertrekplanner[cluster]'."
            ) from None
        self.died: tuple[type[BaseException], ...] = (KilledWorker, CommClosedError, BrokenExecutor, OSError)
        try:
            self._client = Client(address, timeout=seconds, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NoClusterError(
                f"het cluster {address} antwoordt niet ({type(error).__name__})\n"
                "Start er de planner van Dask en minstens één werker, zie docs/CLUSTER.md."
            ) from error
        chosen = None if most is None else sorted(self._client.nthreads())[:most]
        self._chosen: tuple[str, ...] = () if chosen is None else tuple(chosen)
        self._executor: Executor = self._client.get_executor(pure=False, workers=chosen)

    @property
    def count(self) -> int:
        """How many threads all workers have together now, at least one."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(count for worker, count in threads.items() if not self._chosen or worker in self._chosen))

    def executor(self) -> Executor:
        """Return the executor of the cluster."""
        return self._executor

    def close(self) -> None:
        """Leave the cluster; it goes on for others."""
        self._client.close()
