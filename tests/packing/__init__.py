"""A folder that runs where nothing may be installed: `python -m tests.packing` packs it, and zips it."""
