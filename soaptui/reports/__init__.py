"""What is written of a whole season: a report, the pack for a power failure, an archive that can be read back."""
