"""A provider that signs what it is told to: for everything that a real one would never say."""

import base64
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

Claims = dict[str, object]
Sign = Callable[["Cheat", Claims], str]


@dataclass
class Cheat:
    """What the provider says next, and what it was asked."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    nonce: str = ""
    change: Mapping[str, object] = field(default_factory=dict)
    """Claims that are not as they should be; None takes one away."""
    sign: Sign | None = None
    description: Mapping[str, object] = field(default_factory=dict)
    token_status: int = 200
    asked: list[str] = field(default_factory=list)

    def token(self) -> str:
        """Return the next token."""
        now = int(time.time())
        claims: Claims = {
            "iss": self.issuer,
            "aud": "vertrekplanner",
            "sub": "sub-1",
            "exp": now + 300,
            "iat": now,
            "auth_time": now,
            "nonce": self.nonce,
            **self.change,
        }
        told = {name: value for name, value in claims.items() if value is not None}
        return (self.sign or signed)(self, told)

    def described(self) -> Claims:
        """Return the description of the provider."""
        places = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "jwks"}
        return {
            "issuer": self.issuer,
            **{name: f"{self.issuer}/{path}" for name, path in places.items()},
            "code_challenge_methods_supported": ["S256"],
            **self.description,
        }


def signed(cheat: Cheat, claims: Claims) -> str:
    """Sign as a provider should."""
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, cheat.key)


def unsigned(_cheat: Cheat, claims: Claims) -> str:
    """Sign with nothing."""
    return f"{_written({'alg': 'none'})}.{_written(claims)}."


def by_secret(secret: str) -> Sign:
    """Sign with what the client knows too."""

    def made(_cheat: Cheat, claims: Claims) -> str:
        return _by_hand({"alg": "HS256"}, claims, secret.encode())

    return made


def by_public_key(cheat: Cheat, claims: Claims) -> str:
    """Sign with the public key as if it were a secret."""
    return _by_hand({"alg": "HS256", "kid": "1"}, claims, cheat.key.as_pem(private=False))


def _by_hand(head: Claims, claims: Claims, secret: bytes) -> str:
    told = f"{_written(head)}.{_written(claims)}"
    return f"{told}.{_text(hmac.digest(secret, told.encode(), 'sha256'))}"


def _written(told: Claims) -> str:
    return _text(json.dumps(told).encode())


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def by_another(_cheat: Cheat, claims: Claims) -> str:
    """Sign with a key of somebody else under the same name."""
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, RSAKey.generate_key(2048, {"kid": "1"}))


def by_enclosed_key(_cheat: Cheat, claims: Claims) -> str:
    """Sign with a key that the token itself brings along."""
    own = RSAKey.generate_key(2048, {"kid": "2"})
    return jwt.encode({"alg": "RS256", "kid": "2", "jwk": own.as_dict(private=False)}, claims, own)


def changed_afterwards(cheat: Cheat, claims: Claims) -> str:
    """Change what is said after signing."""
    head, _, signature = signed(cheat, claims).split(".")
    _, body, _ = signed(cheat, {**claims, "sub": "sub-2"}).split(".")
    return f"{head}.{body}.{signature}"


@contextmanager
def running_cheat() -> Iterator[Cheat]:
    """Run the provider as long as the block lasts."""
    cheat = Cheat()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Describe, or give the keys."""
            path = urlsplit(self.path).path
            cheat.asked.append(path)
            if path in {"/elders", "/.well-known/openid-configuration"}:
                self._answer(cheat.described())
            elif path == "/jwks":
                self._answer({"keys": [cheat.key.as_dict(private=False)]})
            else:
                self._answer({}, 404)

        def do_POST(self) -> None:
            """Give a token."""
            read = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            cheat.asked.append(f"/token {sorted(read)}")
            self._answer({"id_token": cheat.token(), "access_token": "x"}, cheat.token_status)

        def _answer(self, told: Mapping[str, object], status: int = 200) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{cheat.issuer}/elders")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    cheat.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield cheat
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
