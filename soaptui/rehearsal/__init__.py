"""A rehearsal of Match Week: a clock that can be moved, a script of what happens, and a report on what was done."""
