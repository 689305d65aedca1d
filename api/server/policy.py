"""What a page may load: the content security policy of each answer."""

import re
from functools import lru_cache

STRICT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
WITH_FORM = STRICT.replace("form-action 'none'", "form-action 'self'")
"""For pages with a button."""
_HASHES = r"(?: 'sha256-[A-Za-z0-9+/=]{44}')*"
_ONE_FILE = re.compile(
    rb'<meta http-equiv="Content-Security-Policy" content="('
    rb"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
    + f"style-src{_HASHES}; script-src{_HASHES}".encode()
    + rb')">'
)
_HEAD_BYTES = 8192


@lru_cache(maxsize=512)
def _with_frames(policy: bytes) -> str:
    return f"{policy.decode('ascii')}; frame-ancestors 'none'"


def policy_of(content: bytes, pictures_from: str = "") -> str:
    """Return the policy for a page: strict, or the page's own when that allows nothing but listed hashes.

    A map that is one file carries the hashes of its own scripts; nothing looser than that is taken over. A map with
    tiles may load pictures from that one origin too.
    """
    if pictures_from:
        return STRICT.replace("img-src 'self' data:", f"img-src 'self' data: {pictures_from}")
    found = _ONE_FILE.search(content, 0, _HEAD_BYTES)
    return _with_frames(found[1]) if found else STRICT
