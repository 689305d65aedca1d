"""What the description says of operations that may be repeated under a key."""

import json

from api.composition import SystemClock
from api.server.app import create_app
from api.v1.described import described
from planner.store import open_store


def test_whoever_sends_a_key_is_told_that_it_may_have_been_used_for_something_else(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    paths = json.loads(json.dumps(described(create_app(store, SystemClock()))["paths"]))
    keyed = {
        f"{method} {path}": operation["responses"]
        for path, operations in paths.items()
        for method, operation in operations.items()
        if any(one.get("name", "").lower() == "idempotency-key" for one in operation.get("parameters", ()))
    }
    store.close()

    assert [name for name, responses in keyed.items() if "422" not in responses] == []
    assert len(keyed) > 10
