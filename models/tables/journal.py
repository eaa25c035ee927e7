"""The journal: user, time, action, and the values before and after. Append-only."""

from peewee import AutoField, CharField, TextField

from models.tables.base import MomentField, Table


class JournalRow(Table):
    """One journal entry; `before` and `after` are JSON objects or empty.

    `duf`, `before` and `after` are the personal part. `digest` covers it and the salt; `chain`
    covers everything else and the previous entry. Erasure empties the personal part and the salt.
    `history` is the sum of all terminations' digests after this entry; the chain covers it too.
    Entries of an earlier version have no `history`.
    """

    id = AutoField()
    at = MomentField()
    by = CharField()
    action = CharField(40)
    duf = CharField(12, null=True, index=True)
    before = TextField(null=True)
    after = TextField(null=True)
    salt = CharField(32, null=True)
    digest = CharField(64)
    chain = CharField(64)
    history = CharField(64, null=True)

    class Meta:  # noqa: D106
        table_name = "journal"
