"""A real nginx that ends TLS, with the settings that the manual gives, for the tests of what comes from outside."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MANUAL = Path(__file__).parents[2] / "docs" / "BUITEN.md"
NAME = "localhost"
"""The name that the certificate is for; it leads to this machine everywhere."""
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/start.log warn;
events {{ }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{settings}
}}
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running proxy: the port for TLS, the certificate that proves it, and where it writes."""

    port: int
    certificate: Path
    folder: Path

    @property
    def address(self) -> str:
        """The address under which programs come."""
        return f"https://{NAME}:{self.port}"

    def written(self) -> str:
        """Return everything that the proxy wrote down."""
        return "".join(path.read_text("utf-8") for path in self.folder.glob("*.log"))


def program() -> str:
    """Return where nginx is, nothing when it is not on this machine."""
    return shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else "")


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def manual_settings() -> str:
    """Return the settings as the manual gives them."""
    found = re.search(r"```nginx\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@contextmanager
def running_proxy(folder: Path, *, port: int, behind: int) -> Iterator[Proxy]:
    """Run nginx at a port, before the server's port for a proxy."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    _make_certificate(certificate, key)
    settings = manual_settings()
    for ours, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("rooster.example;", f"{NAME};"),
        ("/etc/ssl/rooster.example.pem", str(certificate)),
        ("/etc/ssl/rooster.example.key", str(key)),
        ("/var/log/nginx/rooster.log", f"{folder}/rooster.log"),
        ("127.0.0.1:8001", f"127.0.0.1:{behind}"),
    ):
        assert ours in settings, f"the manual has no {ours}"
        settings = settings.replace(ours, here)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, settings=settings), "utf-8")
    command = [program(), "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", f"{folder}/start.log"]
    running = subprocess.Popen(command, start_new_session=True)
    try:
        _wait_for(port, running)
        yield Proxy(port, certificate, folder)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(timeout=20)


def _make_certificate(certificate: Path, key: Path) -> None:
    new = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")
    name = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
    files = ("-keyout", str(key), "-out", str(certificate))
    subprocess.run(["openssl", *new, *name, *files], check=True, capture_output=True)


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert running.poll() is None, "nginx did not start"
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
