"""A real identity provider (the npm package oidc-provider) on this machine, and a browser that goes there and back."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import httpx2
from fastapi.testclient import TestClient

NODE = Path(__file__).parents[3] / "node"
PACKAGE = NODE / "node_modules" / "oidc-provider" / "package.json"
SECRET = "geheim van de client"
RETURN = "https://127.0.0.1/aanmelden/terug"


def missing() -> str:
    """Return what is missing to run the provider, empty when all is there."""
    if shutil.which("node") is None or not PACKAGE.exists():
        return "oidc-provider is not there; run make test, or npm ci in tests/node"
    return ""


@dataclass(frozen=True)
class RealProvider:
    """A provider that runs."""

    issuer: str

    def sign_in_as(self, subject: str) -> None:
        """Let everybody who comes be one account."""
        with urlopen(f"{self.issuer}/test/account?name={subject}", timeout=10) as answer:  # noqa: S310 - our own
            assert answer.read().decode() == subject

    def visited(self, address: str, browser: httpx2.Client | None = None) -> str:
        """Go to an address of the provider as a browser does; return the path and query it sends one back to."""
        with browser or httpx2.Client(timeout=10) as client:
            for _ in range(8):
                answer = client.get(address)
                location = answer.headers["location"]
                address = location if "://" in location else f"{self.issuer}{location}"
                if address.startswith(RETURN):
                    parts = urlsplit(address)
                    return f"{parts.path}?{parts.query}"
        raise AssertionError(address)

    def way_back(self, browser: TestClient, after: str = "/regelboek") -> str:
        """Leave for the provider from our page and return the way back."""
        answer = browser.get("/aanmelden/extern", params={"verder": after})
        assert answer.status_code == 303
        return self.visited(answer.headers["location"])


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running_provider(host: str = "127.0.0.1", port: int = 0, back: str = RETURN) -> Iterator[RealProvider]:
    """Run the provider as long as the block lasts, under a name of this machine; ``back``: where it sends people to."""
    port = port or free_port()
    process = subprocess.Popen(
        ["node", "provider.mjs", host, str(port), back, SECRET],
        cwd=NODE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield RealProvider(f"http://{host}:{port}")
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()
