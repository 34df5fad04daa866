"""The served page in a real browser: its own is accepted, six others are refused; it rings; it is read on a phone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from soaptui.inbox.inbox_folder import look_into_inbox
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import zones
from tests.screens.helpers import SMALL, demo_records
from tests.web.chromium import FOUND, PATIENCE, Browser, chromium
from tests.web.serving import AT, serving

A_MOMENT = "new Promise((done) => setTimeout(done, 3000))"
"""In which a dashboard that has begun to draw does what was typed."""

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.slow,
    pytest.mark.skipif(FOUND is None, reason="there is no Chromium here"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the made-up week."""
    now = zones.read_iso(AT)
    store = Store.open(tmp_path / "data", lambda: now)
    store.commit(build_change("Made-up data", store.state, *demo_records()))
    store.close()
    return tmp_path / "data"


@contextlib.asynccontextmanager
async def other_page() -> AsyncIterator[str]:
    """Another page on this computer, at another port: for a browser that is the same site, and another origin."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(text="<title>other</title>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A Chromium with nothing in it."""
    async with chromium() as found:
        yield found


async def test_the_dashboard_is_shown_takes_keys_and_rings(data: Path, browser: Browser, tmp_path: Path) -> None:
    async with serving(data) as served, browser.tab() as tab:
        await tab.size(1280, 800)
        await tab.go(await served.address())
        await tab.until("document.body.classList.contains('-first-byte')")
        assert await tab.run("location.search + document.cookie") == ""
        await tab.until("Number(document.body.dataset.rang) > 0")
        assert str(await tab.run("document.title")).startswith("! ")
        await tab.size(390, 844, phone=True)
        await tab.until("document.querySelector('.xterm-screen').getBoundingClientRect().bottom <= innerHeight")
        await tab.size(1280, 800)
        await tab.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        await tab.run("document.getElementById('let').click()")
        await tab.until("document.getElementById('let').innerText === 'Try it'")
        await tab.type("qq")
        await tab.until("document.body.classList.contains('-closed')")
        assert "What was typed is kept" in await tab.text()
        assert tab.errors == []


async def test_a_second_tab_reads_only(tmp_path: Path, browser: Browser) -> None:
    now = datetime.now(UTC)  # the dashboards have no other clock
    store = Store.open(tmp_path / "data", lambda: now)
    store.commit(build_change("Made-up data", store.state, *SMALL))
    store.close()
    async with serving(tmp_path / "data", at="") as served, browser.tab() as first, browser.tab() as second:
        await first.go(await served.address())
        await first.until("document.body.classList.contains('-first-byte')")
        await second.go(served.origin)
        await second.until("document.body.classList.contains('-first-byte')")
        reader = Store.open(tmp_path / "data", lambda: now, write=False)
        for tab in (second, first):
            await tab.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        await second.run(A_MOMENT)
        await second.type("m")
        await second.run(A_MOMENT)
        reader.refresh()
        assert len(reader.state.calls) == 0
        await first.type("m")
        end = asyncio.get_running_loop().time() + PATIENCE
        while not reader.state.calls and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.1)
            reader.refresh()
        assert len(reader.state.calls) == 1, "only the first one's call is kept"


async def test_six_others_are_refused(data: Path, browser: Browser) -> None:
    async with serving(data) as served, browser.tab() as tab, other_page() as elsewhere:
        address = await served.address()
        port = urlsplit(served.origin).port
        # 1. without the word that lets in
        await tab.go(served.origin)
        assert "is not allowed yet" in await tab.text()
        await tab.go(address)
        await tab.until("document.body.classList.contains('-first-byte')")
        # 2. with one that was used, in a browser that nobody let in
        async with chromium() as stranger, stranger.tab() as theirs:
            await theirs.go(address)
            assert "already used" in await theirs.text()
        # 3. a name that leads here and is not ours
        await tab.go(f"http://rebound.test:{port}/")
        assert "is wrong" in await tab.text()
        # 4. another page of this computer, which the browser even gives our cookie along
        await tab.go(elsewhere)
        socket = f"ws://127.0.0.1:{port}/socket/x?width=80&height=24"
        opened = await tab.run(
            f"new Promise((done) => {{ const s = new WebSocket('{socket}');"
            "s.onopen = () => done('open'); s.onerror = () => done('refused'); })"
        )
        assert opened == "refused"
        for path in ("/", "/rings/x"):
            got = await tab.run(
                f"fetch('{served.origin}{path}', {{credentials: 'include'}}).then((r) => r.text(), () => 'refused')"
            )
            assert got == "refused"
        framed = await tab.run(
            f"new Promise((done) => {{ const f = document.createElement('iframe'); f.src = '{served.origin}/';"
            "f.onload = () => { try { done(f.contentDocument ? 'empty' : 'refused'); } catch { done('refused'); } };"
            "document.body.append(f); })"
        )
        assert framed in ("refused", "empty")
        # 5. files that could be asked for, 6. downloads
        for path in ("/static/", "/static/..%2f..%2fstore.json", "/store.json", "/download/x"):
            await tab.go(served.origin + path)
            assert "There is nothing here" in await tab.text() or "cannot get files here" in await tab.text()


async def test_the_day_on_a_phone_and_a_message_from_it(data: Path, browser: Browser, tmp_path: Path) -> None:
    async with serving(data, "--helper") as served, browser.tab() as tab, other_page() as elsewhere:
        await tab.size(390, 844, phone=True)
        await tab.go(await served.address())
        await tab.until("document.querySelectorAll('#hours li').length > 3")
        assert await tab.run("document.documentElement.scrollWidth <= innerWidth")  # nothing to scroll sideways
        assert float(await tab.run("parseFloat(getComputedStyle(document.getElementById('left')).fontSize)")) > 50
        await tab.run("document.querySelector('input[value=time]').click()")
        await tab.run("document.getElementById('who').value = 'U of Toledo <b>'")
        await tab.run("document.getElementById('text').value = 'tue 2:30pm CT'")
        await tab.run("document.querySelector('form button').click()")
        await tab.until("document.querySelector('#sent .waiting')")
        (message,) = look_into_inbox(data).messages
        assert (message.kind, message.who, message.text) == ("time", "U of Toledo <b>", "tue 2:30pm CT")
        await tab.until("document.querySelector('#sent').innerText.includes('<b>')")  # text is text
        await tab.picture(tmp_path / "phone.png")
        assert tab.errors == []
        # another page of this computer writes nothing
        await tab.go(elsewhere)
        await tab.run(
            f"fetch('{served.origin}/inbox', {{method: 'POST', mode: 'no-cors', credentials: 'include',"
            'headers: {\'Content-Type\': \'text/plain\'}, body: \'{"kind":"message","text":"no"}\'}).catch(() => 0)'
        )
        assert len(look_into_inbox(data).messages) == 1
