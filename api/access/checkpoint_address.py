"""Checkpoints of the audit log at an address of another machine, and which place this installation uses.

The machine takes a file by PUT and lists them by GET as JSON, ``[{"name": "..."}]``: what nginx does with
``dav_methods PUT`` and ``autoindex_format json``. It should refuse to replace or remove a file that it has.
Not allowed here: what a checkpoint shows (``planner.usecases.access.verify_audit``).
"""

import base64
import http.client
import json
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from api.access.checkpoints import MOST_BYTES, PATTERN, FolderOfCheckpoints, name_of, parsed, text_of
from api.outbox.settings import LOOPBACK
from planner.domain.audit import Checkpoint
from planner.ports.access import CheckpointPlaceError, Checkpoints

PLACE = "VERTREKPLANNER_CONTROLEPUNTEN"
"""A folder, or ``https://name:password@host/folder`` (http on this machine alone)."""
PATIENCE = 10.0
MOST_LISTED = 20_000_000
_FINE = range(200, 300)


def checkpoints_place(environ: Mapping[str, str] = os.environ) -> Checkpoints | None:
    """Return where this installation keeps checkpoints, None where nothing was set; raise CheckpointPlaceError."""
    chosen = environ.get(PLACE, "").strip()
    if not chosen:
        return None
    target = urlsplit(chosen)
    if target.scheme not in ("http", "https"):
        return FolderOfCheckpoints(folder=Path(chosen))
    if target.scheme == "http" and target.hostname not in LOOPBACK:
        msg = f"{PLACE}: controlepunten gaan alleen over https\nSchrijf https://, of geef een map."
        raise CheckpointPlaceError(msg)
    return AddressOfCheckpoints(target=target)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressOfCheckpoints:
    """Implements ``planner.ports.access.Checkpoints`` over HTTP; redirects are not followed."""

    target: SplitResult

    def newest(self) -> Checkpoint | None:
        """Return the one of the longest log, None before the first; raise CheckpointPlaceError."""
        names = self._names()
        return self._read(names[-1]) if names else None

    def all(self) -> tuple[Checkpoint, ...]:
        """Return all, the shortest log first; raise CheckpointPlaceError."""
        return tuple(self._read(name) for name in self._names())

    def add(self, made: Checkpoint) -> str | None:
        """Add one and return its name; None where this end of the log has one. Raise CheckpointPlaceError."""
        name = name_of(made)
        if name in self._names():
            return None
        status, _ = self._asked("PUT", name, text_of(made).encode())
        if status not in _FINE:
            raise self._trouble(f"antwoordde {status} op {name}")
        return name

    def _names(self) -> list[str]:
        status, content = self._asked("GET", "")
        try:
            listed = [str(one["name"]) for one in json.loads(content)] if status in _FINE else None
        except (ValueError, KeyError, TypeError) as error:
            raise self._trouble("geeft geen lijst van bestanden") from error
        if listed is None:
            raise self._trouble(f"antwoordde {status}")
        return sorted(name for name in listed if fnmatchcase(name, PATTERN))

    def _read(self, name: str) -> Checkpoint:
        status, content = self._asked("GET", name)
        try:
            if status in _FINE:
                return parsed(content[:MOST_BYTES])
        except (ValueError, KeyError, TypeError) as error:
            raise self._trouble(f"{name} is geen controlepunt") from error
        raise self._trouble(f"antwoordde {status} op {name}")

    def _asked(self, method: str, name: str, content: bytes | None = None) -> tuple[int, bytes]:
        host, port = self.target.hostname or "", self.target.port
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, port, timeout=PATIENCE, context=context
            )
        else:
            connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
        try:
            path = f"{self.target.path.rstrip('/')}/{name}"
            connection.request(method, path, body=content, headers=self._headers())
            answer = connection.getresponse()
            return answer.status, answer.read(MOST_LISTED)
        except (OSError, http.client.HTTPException) as error:
            raise self._trouble(f"antwoordt niet ({type(error).__name__})") from error
        finally:
            connection.close()

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self.target.username:
            who = f"{unquote(self.target.username)}:{unquote(self.target.password or '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(who.encode()).decode('ascii')}"
        return headers

    def _trouble(self, what: str) -> CheckpointPlaceError:
        """Return an error that names the machine and never the password."""
        host = self.target.hostname
        return CheckpointPlaceError(f"{host} {what}\nControleer {PLACE} en de machine die controlepunten bewaart.")
