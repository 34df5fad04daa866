"""python -m tests.faults: the whole campaign, and a table of it. A number makes it so many times as long."""

import sys

from tests.faults.campaign import FAULTS, run, table


def main() -> int:
    """Run every fault as often as it says; 1 where anything was lost unsaid."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    rows = []
    for fault in FAULTS:
        sys.stderr.write(f"{fault.name} ...\n")
        rows.append(run(fault, max(1, round(fault.often * share))))
        sys.stderr.write(table(rows[-1:]).splitlines()[-1] + "\n")
    sys.stdout.write(table(rows))
    return 1 if any(row.unsaid for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
