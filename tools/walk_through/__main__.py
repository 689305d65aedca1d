"""Write docs/EEN-ZAAK.md again, by running its commands: ``python -m tools.walk_through``."""

from tools.walk_through.document import TARGET, write

write()
print(f"geschreven: {TARGET}")
