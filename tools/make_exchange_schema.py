"""Writes docs/schema/exchange-1.json from the domain classes; run it after adding a field."""

from pathlib import Path

import orjson

from planner.codec.schema import json_schema
from planner.domain.facts import FACT_TYPES
from planner.usecases.planning.exchange import SCHEMA, Exchange

TARGET = Path(__file__).parent.parent / "docs" / "schema" / "exchange-1.json"


def exchange_schema() -> bytes:
    """Return the JSON Schema of exchange files."""
    schema = json_schema(Exchange, identity=f"urn:{SCHEMA.replace('/', ':')}", extra={"facts": FACT_TYPES})
    return orjson.dumps(schema, option=orjson.OPT_INDENT_2) + b"\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(exchange_schema())
    print(f"{TARGET} is up to date")
