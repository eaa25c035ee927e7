"""Counts of the lists, ready made."""

from peewee import BooleanField, CharField, CompositeKey, IntegerField

from models.tables.base import Table


class CountRow(Table):
    """How many persons of a list are alike in everything that is chosen from a set of values.

    Kept by the transaction that changes a report row. An empty municipality stands for all of them;
    year 0, no reason and `by_engine` 2 for who has no active termination.
    """

    subject = CharField(10)
    law = CharField(20)
    municipality = CharField(4)
    category = CharField(20)
    status = CharField(20)
    year = IntegerField()
    reason = CharField(30)
    by_engine = IntegerField()
    persons = IntegerField()

    class Meta:  # noqa: D106
        table_name = "list_count"
        primary_key = CompositeKey(
            *("subject", "municipality", "law", "category", "status", "year", "reason", "by_engine")
        )


class LetterRow(Table):
    """How many persons of a group have one letter, or two in a row, in their name or DUF number.

    Kept as the text index is, which holds no words so short.
    """

    of_number = BooleanField()
    letters = CharField(2)
    text_group = IntegerField()
    persons = IntegerField()

    class Meta:  # noqa: D106
        table_name = "letter_count"
        primary_key = CompositeKey("of_number", "letters", "text_group")
