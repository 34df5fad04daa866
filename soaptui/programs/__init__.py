"""What a program is: its code, names, facts, tier, slot, and the table of all of them. All pure."""
