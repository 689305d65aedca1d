"""The database behind the store port; the only package that may import SQLAlchemy and Alembic."""
