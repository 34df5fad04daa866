"""What was confirmed of an import, taken in as one change."""

from soaptui.imports.dry_run import refreshed
from soaptui.imports.import_plan import ImportPlan
from soaptui.imports.import_words import import_label
from soaptui.records import replace
from soaptui.refusal import Refusal
from soaptui.screens.session import Session
from soaptui.store.change import build_change


def take_in(session: Session, plan: ImportPlan) -> str | None:
    """Take it in, with a backup before it, and say what it did; None where nothing was imported, which is told."""
    try:
        session.store.try_checkpoint("import")
    except (Refusal, OSError) as error:
        session.tell(f"Nothing was imported: {error}")
        return None
    # The list was taken in now, however long ago it was looked at.
    records = [replace(each, at=session.now) if each is plan.version else each for each in plan.records]
    if not session.commit(build_change(import_label(plan), session.state, *records, remove=plan.removed)):
        return None
    return " ".join([f"{plan.new} new, {plan.changed} changed, {plan.gone} gone.", *refreshed(plan)])
