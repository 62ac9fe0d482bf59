"""The first schema. New files are made from the tables; this marks where migrations begin."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing leads here: no file is older."""


def downgrade() -> None:
    """Files never go back; their backups do."""
