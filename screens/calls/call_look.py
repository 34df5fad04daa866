"""How the call dialog looks: where its parts lie, and the keys that its last lines name."""

HINT = (
    "Ctrl+S ended · Esc leave, keeping all · Tab next · Ctrl+O program\n"
    "F4 interview  F5 asked  F6 promise  F7 commit?  F8 where else?  F9 email"
)
