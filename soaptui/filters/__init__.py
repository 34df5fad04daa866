"""The language of the filters. It knows no kind of record."""
