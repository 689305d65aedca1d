"""Tokens of links that we send: whoever has one got it from us. They are worked out anew and stored nowhere.

Not allowed here: what a link leads to.
"""

import hmac

from planner.domain.release import Release


def secret_of(release: Release | None) -> str:
    """Return the installation's secret, carried on by each release; empty before the first."""
    return release.secret if release is not None else ""


def link_token(secret: str, purpose: str) -> str:
    """Return the token of one link: 128 bits that cannot be found without the secret."""
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")[:16].hex()
