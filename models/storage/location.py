"""Where a register may be; imported without Peewee, which takes time."""

SERVERS = ("postgresql://", "postgres://")
"""What the address of a register on a server begins with. All other locations are files."""

SERVER_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi")
"""The modules that Peewee imports for a server, if they are installed."""
