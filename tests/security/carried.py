"""What every answer must carry, and what none may tell. Not allowed here: which requests are made."""

import re

from httpx2 import Headers

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "x-frame-options": "DENY",
}
NEEDED = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
NEVER = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "http:", "*")
TELLS = ("server", "x-powered-by", "x-aspnet-version", "via")
SHARED = ("/static", "/favicon", "/gezondheid", "/ical", "/dav")
"""What is the same for everybody, or is kept by programs with a secret of their own."""
OURS_ALONE = frozenset({"no-store", "private, no-cache"})


def faults(headers: Headers, status: int) -> list[str]:
    """Return what an answer lacks, or tells too much."""
    found = {name.lower(): value for name, value in headers.items()}
    policy = found.get("content-security-policy", "")
    wrong = [name for name, value in ALWAYS.items() if found.get(name) != value]
    wrong += [part for part in NEEDED if part not in policy]
    wrong += [part for part in NEVER if re.search(rf"(?:^|[\s;]){re.escape(part)}", policy.replace("'", " "))]
    wrong += [name for name in TELLS if name in found]
    if status >= 400 and found.get("cache-control") != "no-store":
        wrong.append("kept")
    return wrong


def kept_by_others(headers: Headers, path: str) -> bool:
    """Return whether somebody between us and the reader might keep what may name a case."""
    return not path.startswith(SHARED) and headers.get("cache-control") not in OURS_ALONE
