"""Reading calendars with a real Thunderbird without a screen: a profile is written, and its own store read afterwards.

Not allowed here: what is expected of it.
"""

import base64
import ctypes
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.calendars.readers.programs import Seen

PROGRAM = "thunderbird"
NSS = Path("/usr/lib/thunderbird/libnss3.so")
PATIENCE = 120
"""Seconds until Thunderbird has to have read everything."""
WHOLE_DAY = 8
"""Its flag of an event without hours."""
PREFERENCES: Mapping[str, str | bool] = {
    "calendar.timezone.local": "Europe/Amsterdam",
    "calendar.timezone.useSystemTimezone": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mailnews.start_page.enabled": False,
    "app.normandy.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed:
    """One calendar that Thunderbird is told of: ``ics`` or ``caldav``, and with what it signs in."""

    kind: str
    server: str
    path: str
    user: str
    password: str
    realm: str

    @property
    def id(self) -> str:
        """The name under which Thunderbird keeps it."""
        return {"ics": "11111111-1111-4111-8111-111111111111", "caldav": "22222222-2222-4222-8222-222222222222"}[
            self.kind
        ]


def missing() -> str:
    """Return what is not on this machine, or nothing."""
    if shutil.which(PROGRAM) is None:
        return PROGRAM
    return "" if NSS.exists() else str(NSS)


def write_profile(profile: Path, calendars: Iterable[Subscribed]) -> None:
    """Write a fresh profile that knows the calendars, with their passwords in its own store of passwords."""
    known = tuple(calendars)
    profile.mkdir()
    preferences: dict[str, str | bool] = dict(PREFERENCES)
    for one in known:
        at = f"calendar.registry.{one.id}."
        preferences |= {f"{at}type": one.kind, f"{at}uri": one.server + one.path, f"{at}name": one.kind}
        preferences |= {f"{at}username": one.user, f"{at}cache.enabled": True, f"{at}calendar-main-in-composite": True}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
    (profile / "user.js").write_text("".join(lines), "utf-8")
    _write_passwords(profile, known)


def synchronised(profile: Path, expected: Mapping[str, frozenset[Seen]]) -> dict[str, frozenset[Seen]]:
    """Run Thunderbird until it holds what is expected of each calendar, or too long; return what it holds then."""
    with (profile / "output.txt").open("ab") as sink:
        running = subprocess.Popen(
            [PROGRAM, "--headless", "--no-remote", "--profile", str(profile)],
            stdout=sink,
            stderr=sink,
            env={**os.environ, "HOME": str(profile)},
            start_new_session=True,
        )
        try:
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until and running.poll() is None and held(profile) != expected:
                time.sleep(1)
        finally:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(timeout=30)
    return held(profile)


def held(profile: Path) -> dict[str, frozenset[Seen]]:
    """Return what Thunderbird understood, by calendar; its store is copied, since it keeps it to itself."""
    store, copy = profile / "calendar-data" / "cache.sqlite", profile / "copy.sqlite"
    for ending in ("", "-wal"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
        if store.with_name(store.name + ending).exists():
            shutil.copyfile(store.with_name(store.name + ending), copy.with_name(copy.name + ending))
    found: dict[str, set[Seen]] = {}
    connection = sqlite3.connect(copy)
    try:
        rows = connection.execute("SELECT cal_id, id, event_start, event_end, ical_status, flags FROM cal_events")
        for calendar, uid, start, end, status, flags in rows:
            found.setdefault(calendar, set()).add(_seen(uid, start, end, status, whole=bool(flags & WHOLE_DAY)))
    except sqlite3.DatabaseError:
        return {}  # it is still making the store, or writing while it was copied
    finally:
        connection.close()
    return {calendar: frozenset(events) for calendar, events in found.items()}


def _seen(uid: str, start: int, end: int, status: str, *, whole: bool) -> Seen:
    first, last = start / 1_000_000, end / 1_000_000
    return Seen(uid, _day(first), _day(last), status) if whole else Seen(uid, first, last, status)


def _day(second: float) -> str:
    return datetime.fromtimestamp(second, UTC).date().isoformat()


class _Item(ctypes.Structure):
    """Bytes as NSS passes them."""

    _fields_ = [  # type: ignore[mutable-override]  # ctypes asks for it so
        ("type", ctypes.c_uint),
        ("data", ctypes.c_void_p),
        ("length", ctypes.c_uint),
    ]


def _write_passwords(profile: Path, calendars: Iterable[Subscribed]) -> None:
    """Fill Thunderbird's store of passwords, sealed by its own library with the key of the profile."""
    ctypes.CDLL(str(NSS.with_name("libnssutil3.so")), mode=ctypes.RTLD_GLOBAL)  # the machine may have an older one
    nss = ctypes.CDLL(str(NSS))
    nss.PK11_GetInternalKeySlot.restype = ctypes.c_void_p
    nss.PK11_InitPin.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
    assert nss.NSS_InitReadWrite(f"sql:{profile}".encode()) == 0
    try:
        assert nss.PK11_InitPin(nss.PK11_GetInternalKeySlot(), b"", b"") == 0
        logins = [_login(nss, number, one) for number, one in enumerate(calendars, 1)]
    finally:
        nss.NSS_Shutdown()
    content = {"nextId": len(logins) + 1, "logins": logins, "version": 3}
    (profile / "logins.json").write_text(json.dumps(content), "utf-8")


def _login(nss: ctypes.CDLL, number: int, one: Subscribed) -> dict[str, str | int | None]:
    return {
        "id": number,
        "hostname": one.server,
        "httpRealm": one.realm,
        "formSubmitURL": None,
        "usernameField": "",
        "passwordField": "",
        "encryptedUsername": _sealed(nss, one.user),
        "encryptedPassword": _sealed(nss, one.password),
        "guid": f"{{{number:08d}-0000-4000-8000-000000000000}}",
        "encType": 1,
        "timeCreated": 1,
        "timeLastUsed": 1,
        "timePasswordChanged": 1,
        "timesUsed": 1,
    }


def _sealed(nss: ctypes.CDLL, text: str) -> str:
    plain = ctypes.create_string_buffer(text.encode())
    key, sealed = _Item(0, None, 0), _Item(0, None, 0)
    given = _Item(0, ctypes.cast(plain, ctypes.c_void_p), len(text.encode()))
    assert nss.PK11SDR_Encrypt(ctypes.byref(key), ctypes.byref(given), ctypes.byref(sealed), None) == 0
    return base64.b64encode(ctypes.string_at(sealed.data, sealed.length)).decode()
