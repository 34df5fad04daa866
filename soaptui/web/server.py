"""The server: its pages, the connection of a dashboard, the day and the inbox of whoever sits beside the user."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from soaptui.own_program import SHOWN_IN_A_BROWSER, own_environment
from soaptui.refusal import Refusal
from soaptui.web.day_page import DayPage
from soaptui.web.doors import Asked, Doors, NotLetIn
from soaptui.web.shown_dashboard import ShownDashboard

PAGES = Path(__file__).parent / "pages"
MOST_DASHBOARDS = 5
LARGEST_MESSAGE = 300_000
"""Bytes of one message of a page: a pasted list, an email."""

BUSY = "Five windows are open already: close one, and load this page again."
NO_FILES = "You cannot get files here. soaptui writes an export on the computer where it runs."

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def static_files() -> dict[str, Path]:
    """Every file that is handed out, by its address: these, and no folder."""
    own = {f"/static/{name}": PAGES / name for name in ("web.css", "dashboard.js", "beside.js")}
    spec = find_spec("textual_serve")
    found = spec.submodule_search_locations if spec is not None else None
    if found:
        theirs = Path(found[0]) / "static"
        own |= {"/static/textual.js": theirs / "js" / "textual.js", "/static/xterm.css": theirs / "css" / "xterm.css"}
        own["/static/mono.ttf"] = theirs / "fonts" / "RobotoMono-VariableFont_wght.ttf"
    return own


class Server:
    """One server for one folder of data. `announce` is told when a token was used: the next one is to be printed."""

    def __init__(
        self, doors: Doors, dashboard: list[str], beside: DayPage | None, announce: Callable[[], None], port: int
    ) -> None:
        self.doors = doors
        self._dashboard = dashboard
        self._beside = beside
        self._announce = announce
        self._cookie = f"soaptui-{port}"
        self._secure = any(origin.startswith("https:") for origin in doors.origins)
        self._shown: dict[str, ShownDashboard] = {}
        self._listening: dict[str, asyncio.Queue[dict[str, str]]] = {}
        self._files = static_files()

    def application(self) -> web.Application:
        """Everything that can be asked for; whatever else is refused with a sentence."""
        app = web.Application(middlewares=[self._guard], client_max_size=LARGEST_MESSAGE)
        app.router.add_get("/", self._page, allow_head=False)
        for address in self._files:
            app.router.add_get(address, self._file, allow_head=False)
        if self._beside is not None:
            app.router.add_get("/day", self._day, allow_head=False)
            app.router.add_post("/inbox", self._inbox)
        else:
            app.router.add_get("/socket/{page}", self._socket, allow_head=False)
            app.router.add_get("/rings/{page}", self._rings, allow_head=False)
        app.on_shutdown.append(self._end_all)
        return app

    # -- the doors

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        browser = request.cookies.get(self._cookie, "")
        refused = self.doors.why_refused(_asked(request), request.headers, browser)
        if refused is not None and refused.status == 401 and request.path == "/" and "token" in request.query:
            return self._let_in(request)
        if refused is not None:
            return self._refuse(refused)
        if request.path == "/" and "token" in request.query:
            return self._to_the_page(request)  # let in already: the word is not spent, and leaves the address
        try:
            response = await handler(request)
        except web.HTTPRequestEntityTooLarge:
            return self._refuse(NotLetIn(413, "That is too long: make it shorter."))
        except web.HTTPException as error:
            why = NO_FILES if request.path.startswith(("/download", "/static")) else "There is nothing here."
            return self._refuse(NotLetIn(error.status, why))
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    def _let_in(self, request: web.Request) -> web.StreamResponse:
        browser = self.doors.let_in(request.query.get("token", ""))
        if isinstance(browser, NotLetIn):
            return self._refuse(browser)
        response = self._to_the_page(request)
        response.set_cookie(
            self._cookie, browser, httponly=True, samesite="Strict", secure=self._secure, path="/", max_age=14 * 86400
        )
        self._announce()
        return response

    @staticmethod
    def _to_the_page(request: web.Request) -> web.Response:
        return web.Response(status=303, headers={**HEADERS, "Location": "/"})

    @staticmethod
    def _refuse(refused: NotLetIn) -> web.Response:
        return web.Response(status=refused.status, text=f"{refused.why}\n", headers=HEADERS)

    # -- pages

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """The one page. Nothing in it comes from anywhere else."""
        name = "dashboard.html" if self._beside is None else "beside.html"
        text = (PAGES / name).read_text(encoding="utf-8")
        socket = f"{'wss' if self._secure else 'ws'}://{request.headers['Host']}"
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' data:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )
        response = web.Response(text=text.replace("{{socket}}", f"{socket}/socket"), content_type="text/html")
        response.headers["Content-Security-Policy"] = policy
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(self._files[request.path])

    # -- the dashboard

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """A dashboard for as long as the page is there. The first one writes, the others read: as in terminals."""
        page = request.match_info["page"][:64]
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST_MESSAGE)
        await socket.prepare(request)
        if len(self._shown) >= MOST_DASHBOARDS:
            await socket.send_bytes(f"\x1b[2J\x1b[H{BUSY}\r\n".encode())
            await socket.close()
            return socket
        shown = ShownDashboard(
            self._dashboard,
            own_environment(
                SHOWN_IN_A_BROWSER, TEXTUAL_COLOR_SYSTEM="truecolor", TERM="xterm-256color", TERM_PROGRAM="textual"
            ),
            socket.send_bytes,
            lambda level, what: self._heard(page, {"level": level, "what": what}),
        )
        key = f"{id(shown)}"
        self._shown[key] = shown
        width, height = (_number(request.query.get(name, "")) for name in ("width", "height"))
        showing = asyncio.create_task(self._show(shown, socket, width, height))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._take(shown, socket, message.data)
        finally:
            self._shown.pop(key, None)
            await shown.end()
            showing.cancel()
        return socket

    async def _show(self, shown: ShownDashboard, socket: web.WebSocketResponse, width: int, height: int) -> None:
        try:
            said = await shown.show(width, height)
        except OSError as error:
            said = f"The dashboard could not be started: {error.strerror or error}"
        with contextlib.suppress(ConnectionError):
            if said:
                lines = "\r\n".join(said.splitlines()[-6:])
                await socket.send_bytes(f"\x1b[?1049l\x1b[2J\x1b[H{lines}\r\n".encode())
            await socket.close()

    @staticmethod
    async def _take(shown: ShownDashboard, socket: web.WebSocketResponse, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        match message:
            case ["ping", data]:
                await socket.send_json(["pong", data])
            case _:
                await shown.take(message)

    def _heard(self, page: str, ring: dict[str, str]) -> None:
        queue = self._listening.get(page)
        if queue is not None and queue.qsize() < 50:
            queue.put_nowait(ring)

    async def _rings(self, request: web.Request) -> web.StreamResponse:
        """What rings, for one page, as it does."""
        page = request.match_info["page"][:64]
        if len(self._listening) >= 4 * MOST_DASHBOARDS:
            return self._refuse(NotLetIn(503, BUSY))
        queue = self._listening[page] = asyncio.Queue()
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            while True:
                try:
                    ring = json.dumps(await asyncio.wait_for(queue.get(), 20))
                    await response.write(f"data: {ring}\n\n".encode())
                except TimeoutError:
                    await response.write(b": still here\n\n")
        except ConnectionError:
            return response
        finally:
            if self._listening.get(page) is queue:
                del self._listening[page]

    async def _end_all(self, app: web.Application) -> None:
        await asyncio.gather(*(shown.end() for shown in [*self._shown.values()]))

    # -- whoever sits beside the user

    async def _day(self, request: web.Request) -> web.StreamResponse:
        assert self._beside is not None
        sent = [part for part in request.query.get("sent", "").split(",") if part][:10]
        return web.Response(body=self._beside.day(sent), content_type="application/json")

    async def _inbox(self, request: web.Request) -> web.StreamResponse:
        assert self._beside is not None
        if request.content_type != "application/json":
            return self._refuse(NotLetIn(415, "Only soaptui's own page writes here."))
        try:
            fields = await request.json()
            answer = {"id": self._beside.write(fields if isinstance(fields, dict) else {})}
        except Refusal as refused:
            return web.json_response({"refused": str(refused)}, status=400, headers=HEADERS)
        except ValueError:
            return self._refuse(NotLetIn(400, "That is not a message."))
        return web.json_response(answer, headers=HEADERS)


def _asked(request: web.Request) -> Asked:
    if request.method not in ("GET", "HEAD"):
        return "write"
    if request.path.startswith("/socket/"):
        return "socket"
    return "data" if request.path == "/day" or request.path.startswith("/rings/") else "page"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


async def serve_until_ended(
    application: web.Application, sockets: "list[Any]", ssl_context: "Any | None", ended: asyncio.Event
) -> None:
    """Serve on sockets that are open already, until it is to end."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=ENDS_WITHIN)
    await runner.setup()
    for socket in sockets:
        await web.SockSite(runner, socket, ssl_context=ssl_context).start()
    try:
        await ended.wait()
    finally:
        await runner.cleanup()


ENDS_WITHIN = 5.0
"""Seconds that open pages have for their end."""
