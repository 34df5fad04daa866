"""A headless Chromium, driven by its own protocol (CDP) over the library that the server stands on."""

import asyncio
import base64
import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

FOUND = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFLINE = (
    "--headless=new", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
    "--host-resolver-rules=MAP rebound.test 127.0.0.1", "--ignore-certificate-errors",
)  # fmt: skip
PATIENCE = 60.0


class Tab:
    """One tab. `run` is JavaScript whose value comes back; `errors` is what its console complained of."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._asked = 0
        self.errors: list[str] = []

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol."""
        self._asked += 1
        await self._socket.send_json({"id": self._asked, "method": method, "params": parameters})
        while True:
            answer = json.loads((await asyncio.wait_for(self._socket.receive(), PATIENCE)).data)
            if answer.get("method") == "Runtime.exceptionThrown":
                self.errors.append(str(answer["params"]["exceptionDetails"])[:500])
            if answer.get("method") == "Log.entryAdded" and answer["params"]["entry"]["level"] == "error":
                self.errors.append(answer["params"]["entry"]["text"])
            if answer.get("id") == self._asked:
                result: dict[str, Any] = answer.get("result", {})
                return result

    async def go(self, address: str) -> None:
        """Open a page."""
        await self.call("Page.navigate", url=address)
        await self.until("document.readyState === 'complete'")

    async def run(self, script: str) -> Any:
        """The value of an expression; of a promise, what it comes to."""
        done = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        return done.get("result", {}).get("value")

    async def until(self, script: str) -> Any:
        """Wait until an expression is true."""
        last = asyncio.get_running_loop().time() + PATIENCE
        while not (value := await self.run(f"(({script}) || '') && true")):
            assert asyncio.get_running_loop().time() < last, (script, await self.text(), self.errors)
            await asyncio.sleep(0.1)
        return value

    async def text(self) -> str:
        """What the page says."""
        return str(await self.run("document.body ? document.body.innerText : ''"))

    async def type(self, keys: str) -> None:
        """Type letters, as a keyboard does."""
        for key in keys:
            about = {"key": key, "code": f"Key{key.upper()}", "windowsVirtualKeyCode": ord(key.upper())}
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=key, **about)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    async def size(self, width: int, height: int, *, phone: bool = False) -> None:
        """Another window, or the screen of a phone."""
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone
        )

    async def picture(self, path: Path) -> None:
        """Save what is seen."""
        path.write_bytes(base64.b64decode((await self.call("Page.captureScreenshot"))["data"]))


class Browser:
    """One running Chromium, with a folder of its own."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session = session
        self._base = f"http://127.0.0.1:{port}"

    @contextlib.asynccontextmanager
    async def tab(self) -> AsyncIterator[Tab]:
        """A new tab."""
        async with self._session.put(f"{self._base}/json/new?about:blank") as answer:
            told = json.loads(await answer.text())
        async with self._session.ws_connect(told["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            tab = Tab(socket)
            for domain in ("Page", "Runtime", "Log", "Network"):
                await tab.call(f"{domain}.enable")
            yield tab
        await self._session.get(f"{self._base}/json/close/{told['id']}")


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser for the length of the block."""
    assert FOUND is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        root = ("--no-sandbox",) if hasattr(os, "getuid") and os.getuid() == 0 else ()
        process = await asyncio.create_subprocess_exec(
            FOUND, *OFFLINE, *root, f"--user-data-dir={folder}", "about:blank",
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            said = Path(folder) / "DevToolsActivePort"
            for _ in range(int(PATIENCE * 10)):
                if said.exists() and said.read_text().count("\n"):
                    break
                await asyncio.sleep(0.1)
            async with aiohttp.ClientSession() as session:
                yield Browser(session, int(said.read_text().split()[0]))
        finally:
            process.kill()
            await process.wait()
