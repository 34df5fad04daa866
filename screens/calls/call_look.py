"""How the call dialog looks: where its parts lie, and the keys that its last lines name."""

HINT = (
    "Ctrl+S ended · Esc leave, keeping all · Tab next · Ctrl+O program\n"
    "F4 interview  F5 asked  F6 promise  F7 commit?  F8 where else?  F9 email"
)

CALL_CSS = """
CallDialog { background: $background; }
CallDialog > .dialog { width: 100%; max-width: 160; height: 100%; max-height: 100%; overflow-y: hidden; }
CallDialog #program { text-style: bold; color: $text-accent; height: auto; }
CallDialog #head { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
CallDialog #rule { height: auto; }
CallDialog #rule { color: $text-warning; text-style: bold; }
CallDialog #sides { height: 1fr; }
CallDialog #left { width: 1fr; height: 1fr; overflow-y: auto; scrollbar-size-vertical: 1; }
CallDialog #card { width: 34; height: 1fr; border-left: solid $panel; }
CallDialog.-wide #card { width: 44%; }
CallDialog.-narrow #sides { layout: vertical; }
CallDialog.-narrow #card { width: 1fr; height: 6; border-left: none; border-top: solid $panel; }
CallDialog TextArea { height: 1fr; min-height: 4; border: round $panel; padding: 0; }
CallDialog TextArea:focus { border: round $accent; }
CallDialog .row { height: auto; }
CallDialog .row Label { width: auto; padding: 0 1 0 0; color: $text-muted; }
CallDialog .row LineField { height: 1; border: none; padding: 0 1; width: 1fr; background: $boost; }
CallDialog .row LineField:focus { border: none; background: $primary 40%; }
CallDialog #impression { width: 4; }
CallDialog #came { width: 8; }
CallDialog #number { width: 1fr; }
CallDialog Choosing Input:focus { background: $primary 40%; }
CallDialog ToastRack { align: right top; dock: top; margin-top: 3; }
CallDialog Toast { max-width: 33; }
CallDialog #words-row { display: none; }
CallDialog OneOf { width: 1fr; }
CallDialog #direction { width: 16; }
"""
