"""Lines of the audit log may go once they are past their term; their seals stay.

How far they may go is written down first, in a table that only grows; the database refuses every other removal.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_SAID = "regels van het logboek worden niet gewijzigd en niet verwijderd"
_PAST = "EXISTS (SELECT 1 FROM audit_batch b JOIN audit_term t ON t.through >= b.number WHERE b.batch = OLD.batch)"


def upgrade() -> None:
    """Make the table, and let what it covers go."""
    op.create_table(
        "audit_term",
        sa.Column("through", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.Integer(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_term_no_{verb.lower()} BEFORE {verb} ON audit_term "
                f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            )
        op.execute("DROP TRIGGER audit_entry_no_delete")
        op.execute(
            f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry WHEN NOT {_PAST} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION audit_line_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {_PAST} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    op.execute("DROP TRIGGER audit_entry_is_kept ON audit_entry")
    op.execute(
        "CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_line_is_kept BEFORE DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_line_is_kept()"
    )
    op.execute(
        "CREATE TRIGGER audit_term_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_term "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()"
    )


def downgrade() -> None:
    """Keep every line again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_delete")
        op.execute(
            f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )
    else:
        op.execute("DROP TRIGGER audit_entry_line_is_kept ON audit_entry")
        op.execute("DROP TRIGGER audit_entry_is_kept ON audit_entry")
        op.execute(
            "CREATE TRIGGER audit_entry_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()"
        )
    op.drop_table("audit_term")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_line_is_kept()")
