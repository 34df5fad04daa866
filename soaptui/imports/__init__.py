"""From a file to records: what goes in. The mirror of exports."""
