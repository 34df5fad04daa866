"""`soaptui --helper`: the window of whoever sits beside the user, in a terminal."""

from soaptui import __version__
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.cli.dashboard_commands import needs_terminal
from soaptui.cli.early_screen import taken_over
from soaptui.ending import Ending
from soaptui.store.store import Store


def helper_command(context: Context) -> int:
    """Show the day of the data, and take messages for the inbox, until it is left."""
    needs_terminal()
    with taken_over() as early:
        ending = Ending(modes=early.attributes)
        with ending.guarded():
            store = Store.open(context.folder, context.clock.now, app=__version__, write=False)
            context.hold(store)
            from soaptui.helper_app import HelperApp
            from soaptui.screens.textual_internals.first_frame_driver import continuing

            app = HelperApp(store, context.clock)
            app.driver_class = continuing(app.driver_class, early)
            app.terminal_gone = ending.terminal_gone
            ending.leave = app.ask_to_leave
            ending.go_on()
            app.run()
            code = app.return_code or DONE
    return ending.code if ending.reason and code == DONE else code
