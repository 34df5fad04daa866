"""`python -m soaptui`: the same program as the `soaptui` command."""

from soaptui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
