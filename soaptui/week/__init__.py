"""Match Week: its clock, its zones, its events and its rules. All pure but for the clock."""
