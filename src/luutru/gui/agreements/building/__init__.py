"""The builder: a query put together from rows, by people who do not type its signs."""
