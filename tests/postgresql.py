"""A real PostgreSQL server for the tests, started in a temporary folder and stopped by its own process id.

No test stands here and nothing of the product is imported. Durability is off (``fsync``): tests about losing
power or killing the server must start one of their own with ``durable=True``.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

LOOPBACK = "127.0.0.1"
START_SECONDS = 30.0
OWNER = "postgres"


class PostgresUnavailableError(RuntimeError):
    """No PostgreSQL server programs on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """A running server: where it listens and which process it is."""

    port: int
    pid: int
    folder: Path

    def url(self, database: str) -> str:
        """Return the SQLAlchemy address of a database on this server."""
        return f"postgresql+psycopg://{OWNER}@{LOOPBACK}:{self.port}/{database}"

    def create_database(self, database: str) -> str:
        """Make an empty database and return its address."""
        self._run_sql(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def drop_database(self, database: str) -> None:
        """Remove a database, ending whatever is still connected to it."""
        self._run_sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _run_sql(self, statement: str) -> None:
        with psycopg.connect(self._admin_address(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _admin_address(self) -> str:
        return f"host={LOOPBACK} port={self.port} user={OWNER} dbname=postgres connect_timeout=5"


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Run a server of its own for the length of the block; it leaves no process and no file behind."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="vertrekplanner-pg-"))
    process: subprocess.Popen[bytes] | None = None
    try:
        _give_to_owner(folder)
        _init_cluster(programs, folder)
        port = _free_port()
        process = _start(programs, folder, port, durable=durable)
        _wait_until_ready(process, port, folder)
        yield PostgresServer(port=port, pid=process.pid, folder=folder)
    finally:
        if process is not None:
            _stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """Return the folder of ``initdb`` and ``postgres``, the newest version first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_major_version, reverse=True)
    on_path = shutil.which("initdb")
    candidates = [*debian, *([Path(on_path)] if on_path else [])]
    if not candidates:
        message = "PostgreSQL is not installed\nremedy: apt-get install postgresql"
        raise PostgresUnavailableError(message)
    return candidates[0].resolve().parent


def _major_version(initdb: Path) -> int:
    return int(initdb.parts[-3])


def _as_owner() -> dict[str, int | str]:
    """Return how to run as an ordinary user: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwnam(OWNER)
    return {"user": owner.pw_uid, "group": owner.pw_gid}


def _give_to_owner(folder: Path) -> None:
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _init_cluster(programs: Path, folder: Path) -> None:
    command = [
        str(programs / "initdb"),
        f"--pgdata={folder / 'data'}",
        f"--username={OWNER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    done = _run_as_owner(command, folder)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def _run_as_owner(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    owner = _as_owner()
    return subprocess.run(
        command,
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        user=owner.get("user"),
        group=owner.get("group"),
        extra_groups=[] if owner else None,
    )


def _start(programs: Path, folder: Path, port: int, *, durable: bool) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": LOOPBACK,
        "port": str(port),
        "unix_socket_directories": str(folder),
        "max_connections": "60",
        "fsync": "on" if durable else "off",
        "synchronous_commit": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
    }
    owner = _as_owner()
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [*_ends_with_parent(), str(programs / "postgres"), "-D", str(folder / "data"), *options],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=owner.get("user"),
            group=owner.get("group"),
            extra_groups=[] if owner else None,
        )


def _ends_with_parent() -> list[str]:
    """Return the prefix that stops the server also when the test process is killed; same process id."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(f"host={LOOPBACK} port={port} user={OWNER} dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError((folder / "server.log").read_text(encoding="utf-8", errors="replace"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the server by its process id: at once but in order, and by force when it does not listen."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
