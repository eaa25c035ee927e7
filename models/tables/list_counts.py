"""Precomputed counts for the lists."""

from peewee import BooleanField, CharField, CompositeKey, IntegerField

from models.tables.base import Table


class CountRow(Table):
    """The number of persons in a list who have the same values in all columns of the key.

    Updated in the transaction that changes a list row. An empty municipality means all of them.
    Persons without an active termination have year 0, an empty reason and `by_engine` 2. Only the
    list of persons is filtered by `parts`; in the counts of terminations it is 0.
    """

    subject = CharField(10)
    law = CharField(20)
    municipality = CharField(4)
    category = CharField(20)
    status = CharField(20)
    year = IntegerField()
    reason = CharField(30)
    by_engine = IntegerField()
    parts = IntegerField()
    persons = IntegerField()

    class Meta:  # noqa: D106
        table_name = "list_count"
        primary_key = CompositeKey(
            *("subject", "municipality", "law", "category", "status"),
            *("year", "reason", "by_engine", "parts"),
        )


class LetterRow(Table):
    """The number of persons in a text group with one or two given letters in a row.

    The letters are in the name or, if `of_number`, in the DUF number. Updated together with the
    text index, which does not find texts this short.
    """

    of_number = BooleanField()
    letters = CharField(2)
    text_group = IntegerField()
    persons = IntegerField()

    class Meta:  # noqa: D106
        table_name = "letter_count"
        primary_key = CompositeKey("of_number", "letters", "text_group")
