"""`soaptui serve`: the dashboard, or the window of whoever sits beside the user, in a browser."""

import asyncio
import contextlib
import gc
import signal
import socket
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from soaptui import __version__
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.own_program import own_command
from soaptui.refusal import Refusal

if TYPE_CHECKING:
    import ssl

    from soaptui.web.day_page import DayPage
    from soaptui.web.server import Server

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8347
NEEDS = (
    "A browser needs two more libraries: uv tool install 'soaptui[web]' brings them, or pip install 'soaptui[web]'."
)
NOWHERE = ("192.0.2.1", 9)
"""An address of nobody (RFC 5737). Nothing is sent to it: the system only says from where it would be."""


def serve_command(context: Context) -> int:
    """Serve until Ctrl+C. Raises Refusal where a library is missing, the port is taken, or nobody said yes twice."""
    if any(find_spec(name) is None for name in ("aiohttp", "textual_serve")):
        raise Refusal(NEEDS)
    from soaptui.web.doors import Doors

    arguments = context.arguments
    port = getattr(arguments, "port", USUAL_PORT)
    address = _address_in_the_network(port) if getattr(arguments, "lan", False) else LOOPBACK
    listening = _listening(address, port)
    port = listening.getsockname()[1]
    lan = address != LOOPBACK
    names = {f"{address}:{port}"} | (set() if lan else {f"localhost:{port}"})
    doors = Doors(frozenset(names), "https" if lan else "http")
    beside = _beside(context) if getattr(arguments, "helper", False) else None
    encrypted = None
    if lan:
        from soaptui.web.certificate import own_certificate

        encrypted, fingerprint = own_certificate(address, context.true.now())
        context.print_lines(
            [
                "The browser will warn that it does not know this certificate. Go on only if the fingerprint that it "
                "shows (SHA-256) is this one:",
                f"  {fingerprint}",
            ]
        )

    def announce() -> None:
        print(f"  {min(doors.origins)}/?token={doors.token}", flush=True)

    def announce_next() -> None:
        print("A browser has opened it. The address for one more browser:")
        announce()

    from soaptui.web.server import Server

    command = own_command("--data", str(context.folder), *(("--at", context.at) if context.at else ()))
    server = Server(doors, command, beside, announce_next, port)
    what = "The day, for the person beside you" if beside else "The dashboard"
    context.print_lines([f"{what}, in a browser. Open this address; it works once. It runs until you stop it here."])
    announce()
    gc.enable()  # it runs for days
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(server, listening, encrypted))
    return DONE


def _listening(address: str, port: int) -> socket.socket:
    try:
        return socket.create_server((address, port))
    except OSError as error:
        raise Refusal(
            f"{address}:{port} cannot be used ({error.strerror or error}): choose another with --port N."
        ) from None


async def _serve(server: "Server", listening: socket.socket, encrypted: "ssl.SSLContext | None") -> None:
    from soaptui.web.server import serve_until_ended

    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(NotImplementedError, AttributeError, RuntimeError):
            loop.add_signal_handler(getattr(signal, name), ended.set)
    await serve_until_ended(server.application(), [listening], encrypted, ended)


def _beside(context: Context) -> "DayPage":
    from soaptui.store.store import Store
    from soaptui.web.day_page import DayPage

    store = Store.open(context.folder, context.clock.now, app=__version__, write=False)
    context.hold(store)
    return DayPage(store, context.clock, context.zone(store.state))


def _address_in_the_network(port: int) -> str:
    """This computer's address in its network, after the user said yes twice. Raises Refusal."""
    if not sys.stdin.isatty():
        raise Refusal(
            "--lan asks two questions, so it needs a terminal and a person. Without --lan it is only "
            "for this computer."
        )
    address = _own_address()
    print(
        "With --lan everybody in this network can try the address. In a hospital, a hotel or a hostel: do not.\n"
        "It is encrypted, but you must compare the fingerprint of the certificate yourself. An ssh tunnel is safer:\n"
        f"  on the other computer: ssh -L {port}:{LOOPBACK}:{port} YOU@{address}, here: soaptui serve"
    )
    _asked("Do only you use this network (at home, or from your phone)? Type yes: ", "yes")
    _asked(f"Sure? Then type this computer's address, {address}: ", address)
    return address


def _own_address() -> str:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
            there.connect(NOWHERE)
            address: str = there.getsockname()[0]
    except OSError:
        raise Refusal("This computer is not in a network: leave --lan out.") from None
    if address.startswith("127."):
        raise Refusal("This computer is not in a network: leave --lan out.")
    return address


def _asked(question: str, wanted: str) -> None:
    try:
        answer = input(question)
    except EOFError:
        answer = ""
    if answer.strip().casefold() != wanted:
        raise Refusal("Not opened to the network. Without --lan it is only for this computer.")
