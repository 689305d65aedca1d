"""Run by Alembic: applies the steps on the connection that ``planner.store.opening`` hands over."""

from alembic import context
from sqlalchemy import Connection

from planner.store.rows import Row

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True)
context.run_migrations()
