"""Where checkpoints go: a folder, or a real nginx with the settings of the manual that keeps what it has."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.access.checkpoint_address import PLACE, checkpoints_place
from api.access.checkpoints import CheckpointFileError, FolderOfCheckpoints
from planner.domain.audit import Checkpoint
from planner.domain.time import Minute
from planner.ports.access import CheckpointPlaceError, Checkpoints
from tests.conftest import skip_unless_ci
from tests.journeys.proxy import AROUND, free_port, program

MANUAL = Path(__file__).parents[3] / "docs" / "KLOK.md"
PATIENCE = 20.0


def _point(batches: int) -> Checkpoint:
    return Checkpoint(batches=batches, hash=f"{batches:064d}", made_at=Minute(1), signature="s")


@contextmanager
def _nginx(folder: Path, port: int) -> Iterator[None]:
    found = re.search(r"```nginx\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    assert found is not None
    settings = found[1]
    for ours, here in (("listen 8443 ssl", f"listen 127.0.0.1:{port}"), ("/srv", str(folder / "srv"))):
        assert ours in settings
        settings = settings.replace(ours, here)
    settings = "\n".join(line for line in settings.splitlines() if "ssl_" not in line and "auth_" not in line)
    worker = f"user root;\n{AROUND}" if os.geteuid() == 0 else AROUND
    (folder / "nginx.conf").write_text(worker.format(folder=folder, settings=settings), "utf-8")
    command = [program(), "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", f"{folder}/start.log"]
    running = subprocess.Popen(command, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(PATIENCE)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Checkpoints, str]]:
    """Give the place at a real machine, and its address."""
    if not program():
        skip_unless_ci("nginx is not on this machine")
    port = free_port()
    (tmp_path / "srv" / "controlepunten").mkdir(parents=True)
    address = f"http://127.0.0.1:{port}/controlepunten"
    with _nginx(tmp_path, port):
        found = checkpoints_place({PLACE: address})
        assert found is not None
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                found.newest()
                break
            except CheckpointPlaceError:
                time.sleep(0.05)
        yield found, address


def test_checkpoints_at_an_address_are_added_listed_and_read(place: tuple[Checkpoints, str]) -> None:
    at, _ = place

    before = at.newest()
    names = [at.add(_point(number)) for number in (9, 10, 10, 2)]

    assert before is None
    assert names == [
        "logboek-000000009-00000000.json",
        "logboek-000000010-00000000.json",
        None,
        "logboek-000000002-00000000.json",
    ]
    assert at.newest() == _point(10)
    assert at.all() == (_point(2), _point(9), _point(10))


def test_the_machine_keeps_what_it_has(place: tuple[Checkpoints, str]) -> None:
    at, address = place
    name = at.add(_point(7))

    for method in ("PUT", "DELETE"):
        changed = urllib.request.Request(f"{address}/{name}", data=b"{}", method=method)  # noqa: S310 - this machine
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(changed)  # noqa: S310 - this machine

    assert at.newest() == _point(7)


def test_a_machine_that_does_not_answer_is_named_without_the_password() -> None:
    at = checkpoints_place({PLACE: f"http://klok:geheim@127.0.0.1:{free_port()}/x"})
    assert at is not None

    with pytest.raises(CheckpointPlaceError) as refused:
        at.newest()

    assert str(refused.value).startswith("127.0.0.1 antwoordt niet (ConnectionRefusedError)\nControleer")


def test_an_address_elsewhere_must_be_https() -> None:
    with pytest.raises(CheckpointPlaceError, match="alleen over https"):
        checkpoints_place({PLACE: "http://kluis.example/x"})


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = checkpoints_place({PLACE: str(tmp_path / "kluis")})
    assert missing == FolderOfCheckpoints(folder=tmp_path / "kluis")
    assert missing is not None

    with pytest.raises(CheckpointFileError):
        missing.add(_point(1))

    (tmp_path / "kluis").mkdir()
    assert (missing.newest(), missing.add(_point(1)), missing.newest()) == (
        None,
        "logboek-000000001-00000000.json",
        _point(1),
    )


def test_without_a_place_there_is_none() -> None:
    assert checkpoints_place({}) is None
