"""The process as holder of a claim."""

import subprocess
import sys

from planner.store.worker import ThisProcess


def test_a_live_process_is_not_gone_and_an_ended_one_is() -> None:
    worker = ThisProcess()
    command = "from planner.store.worker import ThisProcess; print(ThisProcess().name)"

    ended = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout.strip()

    assert not worker.is_gone(worker.name)
    assert worker.is_gone(ended)


def test_a_reused_process_number_is_another_process() -> None:
    worker = ThisProcess()
    host, pid, start = worker.name.split("/")

    assert worker.is_gone(f"{host}/{pid}/{int(start) - 1}")


def test_a_process_of_another_machine_is_never_taken_for_gone() -> None:
    assert not ThisProcess().is_gone("elsewhere/1/1")
