"""How the call dialog looks: where its parts lie, and the keys that its last lines name."""

HINT = (
    "{call-open.done} call ended · {call-open.leave} close: it stays open · {call-open.program} program"
    " · {call-open.email+} email\n"
    "{call-open.interview+} interview  {call-open.asked+} asked  {call-open.promise+} promise  "
    "{call-open.commit+} commit? {call-open.where-else+} where else?"
)

HEIGHTS = [(0, "-low"), (18, "-high")]
"""From which height on the dialog of a call has which class."""
