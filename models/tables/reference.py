"""Reference data: municipalities with their counties, and districts."""

from peewee import CharField

from models.tables.base import DayField, Table


class MunicipalityRow(Table):
    """A municipality under one number and name, with the days these are valid.

    `successor` is the number that followed; a divided municipality has several, with commas.
    """

    number = CharField(4)
    name = CharField()
    county_number = CharField(2)
    county = CharField()
    valid_from = DayField()
    valid_to = DayField(null=True)
    successor = CharField(40, null=True)

    class Meta:  # noqa: D106
        table_name = "municipality"


class DistrictRow(Table):
    """A district (`bydel`) of a city."""

    number = CharField(6, primary_key=True)
    municipality = CharField(4)
    name = CharField()

    class Meta:  # noqa: D106
        table_name = "district"
