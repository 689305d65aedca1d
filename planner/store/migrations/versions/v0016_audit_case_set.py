"""Which cases a line of the audit log is about: a long list is stored once, and lines refer to it by its hash.

Lines that are there keep their own list; what was worked out of them does not change.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_SAID = "regels van het logboek worden niet gewijzigd en niet verwijderd"
_REFERRED = "EXISTS (SELECT 1 FROM audit_entry e WHERE e.case_set = OLD.hash)"
_INDEX = "audit_entry_case_set"
_KEY = "audit_entry_case_set_fkey"


def upgrade() -> None:
    """Make the table, and let the database keep what a line refers to."""
    op.create_table(
        "audit_case_set",
        sa.Column("hash", sa.Text(), primary_key=True),
        sa.Column("cases", sa.LargeBinary(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE audit_entry ADD COLUMN case_set TEXT REFERENCES audit_case_set (hash)")
        op.execute(
            "CREATE TRIGGER audit_case_set_no_update BEFORE UPDATE ON audit_case_set "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )
        op.execute(
            f"CREATE TRIGGER audit_case_set_no_delete BEFORE DELETE ON audit_case_set WHEN {_REFERRED} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )
    else:
        op.add_column("audit_entry", sa.Column("case_set", sa.Text(), nullable=True))
        op.create_foreign_key(_KEY, "audit_entry", "audit_case_set", ["case_set"], ["hash"])
        op.execute(
            "CREATE TRIGGER audit_case_set_is_kept BEFORE UPDATE OR TRUNCATE ON audit_case_set "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()"
        )
        op.execute(
            "CREATE FUNCTION audit_case_set_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {_REFERRED} THEN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'restrict_violation'; END IF; "
            "RETURN OLD; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_case_set_row_is_kept BEFORE DELETE ON audit_case_set "
            "FOR EACH ROW EXECUTE FUNCTION audit_case_set_is_kept()"
        )
    named = sa.text("case_set IS NOT NULL")
    op.create_index(_INDEX, "audit_entry", ["case_set"], sqlite_where=named, postgresql_where=named)


def downgrade() -> None:
    """Let the lists go again; refused while a line refers to one, for then it would say less than it did."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM audit_entry WHERE case_set IS NOT NULL")):
        msg = "regels van het logboek verwijzen naar lijsten van zaken; deze versie van de tabellen kan niet terug"
        raise RuntimeError(msg)
    op.drop_index(_INDEX, "audit_entry")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_case_set_no_delete")
    op.drop_column("audit_entry", "case_set")
    op.drop_table("audit_case_set")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_case_set_is_kept()")
