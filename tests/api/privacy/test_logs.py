"""No secret reaches the log of the real server, or what is published."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from api.feeds import ADDRESSES
from api.pages.site import pages, viewers
from api.web.guard import COOKIE
from planner.domain.access import Role
from planner.domain.commitments import PartnerRequest
from planner.domain.feeds import CalendarKind, DetailLevel
from planner.domain.release import Release
from planner.store.transactions import SqlStore
from planner.usecases.agendas.feed_access import Granted, hash_of
from planner.usecases.partners.partner_links import Invitation
from planner.usecases.publishing.tell_changes import seen_token
from tests.api.example_release import CASE
from tests.api.privacy.planted import granted
from tests.api.web.visiting import token_for


def test_no_secret_reaches_the_log_of_the_real_server_or_what_is_published(
    store: SqlStore, sqlite_url: str, release: Release, link: Invitation, tmp_path: Path
) -> None:
    device = granted(store, CalendarKind.PERSONAL, DetailLevel.FULL)
    address = granted(store, CalendarKind.PERSONAL, DetailLevel.BUSY, address=True)
    token = seen_token(release.secret, 1)
    session = token_for(store, Role.REGIEVOERDER, "RV-0001")
    log = tmp_path / "log.txt"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(Path(sys.executable).with_name("vertrekplanner")), "serve", "--port", str(port)]
    environment = {**os.environ, "VERTREKPLANNER_DATABASE": sqlite_url, ADDRESSES: "ja"}
    with log.open("wb") as sink:
        server = subprocess.Popen(command, stdout=sink, stderr=sink, env=environment)
        try:
            made = _ask_everything(port, device, address, token, link, session)
        finally:
            server.terminate()
            server.wait(timeout=20)

    secrets = (session, device.secret, address.secret, made, token, link.token, release.secret, "guessed-secret")
    pages_on_disk = b"".join(
        page.render()
        for who in viewers(release)
        for path, page in pages(release, who).items()
        if "kaarten/" not in path
    )
    written = log.read_text("utf-8") + pages_on_disk.decode(errors="replace")
    hashes = [hash_of(secret) for secret in secrets]
    assert written.count(" vertrekplanner.toegang ") >= 13  # a line for each request
    assert [text for text in (*secrets, *hashes) if text in written] == []
    assert CASE not in log.read_text("utf-8")
    with store.reading() as books:
        assert len(books.facts.in_force(PartnerRequest)) == 1


def _ask_everything(port: int, device: Granted, address: Granted, token: str, link: Invitation, session: str) -> str:
    """Ask the server with every kind of secret, right and wrong; return a password that it made."""
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        for _ in range(300):
            try:
                client.get("/gezondheid")
                break
            except httpx2.TransportError:
                time.sleep(0.2)
        for secret in (device.secret, "guessed-secret"):
            pair = (device.credential.id, secret)
            client.get("/ical/regievoerder/RV-0001.ics", auth=pair, headers={"referer": f"http://x/{address.secret}"})
            client.request("PROPFIND", "/dav/RV-0001/", auth=("RV-0001", secret))
            client.request("PUT", "/dav/RV-0001/afwezig/x.ics", auth=("RV-0001", secret), content=f"BROKEN {secret}")
        for path in (
            f"/ical/a/{address.secret}.ics",
            "/ical/a/guessed-secret.ics",
            f"/bericht/1/{token}",
            f"/voorstel/{link.number}/{link.token}",
            f"/none/{device.secret}?geheim={device.secret}",
        ):
            client.get(path)
        own = {"cookie": f"{COOKIE}={session}"}
        page = client.post("/agenda/RV-0001", data={"doe": "toestel", "label": "telefoon"}, headers=own)
    found = re.search(r"<code>([^<]{30,})</code>", page.text)
    assert found is not None
    return found[1]
