"""The store on SQLite or PostgreSQL. Not allowed here: deciding anything; see ``planner.usecases``."""

from planner.store.opening import open_store
from planner.store.worker import ThisProcess

__all__ = ["ThisProcess", "open_store"]
