"""The server by requests that no browser would send, and those that one sends."""

import asyncio
import json
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from yarl import URL

from soaptui.inbox.inbox_folder import look_into_inbox
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.web import server
from soaptui.week import season, zones
from tests.screens.helpers import OFFER, SMALL
from tests.web.serving import AT, Served, serving

pytestmark = pytest.mark.terminal


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a few programs and an offer."""
    now = zones.read_iso(AT)
    store = Store.open(tmp_path / "data", lambda: now)
    store.commit(build_change("Made-up data", store.state, *SMALL, OFFER))
    store.close()
    assert season.load_season(2027)
    return tmp_path / "data"


def _client() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def _let_in(client: aiohttp.ClientSession, served: Served) -> str:
    address = await served.address()
    async with client.get(address) as answer:
        assert answer.status == 200
        assert str(answer.url) == f"{served.origin}/"  # the word is gone from the address
        return await answer.text()


async def test_the_page_is_for_who_was_let_in_and_tells_no_other(data: Path) -> None:
    async with serving(data) as served, _client() as client, _client() as stranger:
        page = await _let_in(client, served)
        assert "does not pass on a terminal's bell" in page
        first = served.lines[-1].strip()
        async with stranger.get(first) as answer:
            assert answer.status == 401
            assert "already used" in await answer.text()
        for path in ("/", "/static/dashboard.js", "/socket/x", "/rings/x", "/day", "/nothing"):
            async with stranger.get(served.origin + path) as answer:
                assert answer.status in (401, 403), path
        # the next word was printed when the first was used, and lets a second browser in
        second = await served.address()
        assert second != first
        async with stranger.get(second) as answer:
            assert answer.status == 200


async def test_foreign_names_origins_paths_and_methods_are_refused_with_a_sentence(data: Path) -> None:
    async with serving(data) as served, _client() as client:
        await _let_in(client, served)
        own = {"Origin": served.origin}
        tries = [
            ("GET", "/", {"Host": "rebound.test"}, 421),
            ("GET", "/", {"Host": f"rebound.test:{urlsplit(served.origin).port}"}, 421),
            ("GET", "/", {"Origin": "http://evil.test"}, 403),
            ("GET", "/socket/x", {"Origin": "http://evil.test"}, 403),
            ("GET", "/socket/x", {}, 403),
            ("GET", "/rings/x", {"Sec-Fetch-Site": "cross-site"}, 403),
            ("GET", "/download/anything", own, 404),
            ("GET", "/static/", own, 404),
            ("GET", "/static/../server.py", own, 404),
            ("GET", "/static/%2e%2e/server.py", own, 404),
            ("GET", "/static//etc/passwd", own, 404),
            ("GET", "/static/web.css/../../../store.json", own, 404),
            ("GET", "/day", own, 404),
            ("POST", "/inbox", own, 404),
            ("POST", "/", own, 405),
            ("DELETE", "/", {}, 403),
        ]
        for method, path, headers, status in tries:
            url = URL(served.origin + path, encoded=True)
            async with client.request(method, url, headers=headers) as answer:
                said = await answer.text()
                assert (answer.status, path, method) == (status, path, method), said
                assert said.strip().endswith("."), said
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_pages_come_from_here_alone(data: Path) -> None:
    async with serving(data) as served, _client() as client:
        page = await _let_in(client, served)
        assert "http://" not in page.replace(served.origin, "")
        assert "https://" not in page
        async with client.get(served.origin) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            cookie = next(iter(client.cookie_jar))
            assert cookie["httponly"]
            assert cookie["samesite"] == "Strict"
        for path in server.static_files():
            async with client.get(served.origin + path) as answer:
                assert answer.status == 200, path


async def test_a_message_is_written_by_its_own_page_alone(data: Path) -> None:
    fields = {"kind": "missed", "who": "Ohio State", "text": "back by 3"}
    async with serving(data, "--helper") as served, _client() as client:
        await _let_in(client, served)
        for headers in ({}, {"Origin": "http://evil.test"}):
            async with client.post(f"{served.origin}/inbox", json=fields, headers=headers) as answer:
                assert answer.status == 403
        own = {"Origin": served.origin}
        async with client.post(f"{served.origin}/inbox", data=json.dumps(fields), headers=own) as answer:
            assert answer.status == 415
        async with client.post(f"{served.origin}/inbox", json=["no"], headers=own) as answer:
            assert "refused" in await answer.json()
        assert look_into_inbox(data).messages == ()
        async with client.post(f"{served.origin}/inbox", json=fields, headers=own) as answer:
            id = (await answer.json())["id"]
        (message,) = look_into_inbox(data).messages
        assert (message.who, message.text) == ("Ohio State", "back by 3")
        async with client.get(f"{served.origin}/day?sent={id}") as answer:
            told = await answer.json()
        assert [one["stands"] for one in told["sent"]] == ["waiting"]


async def test_the_day_tells_nothing_of_the_list(data: Path) -> None:
    async with serving(data, "--helper") as served, _client() as client:
        await _let_in(client, served)
        async with client.get(f"{served.origin}/day") as answer:
            text = await answer.text()
        assert "OFFER ends" in text
        assert "Ohio Valley" in text  # it offered
        for secret in ("Lakeshore", "Red Mesa", "1234140C0", "genetics clinic"):
            assert secret not in text
        async with client.get(f"{served.origin}/socket/x", headers={"Origin": served.origin}) as answer:
            assert answer.status == 404  # no dashboard here


async def test_a_dashboard_in_the_first_page_writes_and_in_the_second_reads(data: Path) -> None:
    async with serving(data, at="") as served, _client() as client:
        await _let_in(client, served)
        url, headers = f"{served.origin}/socket/a?width=100&height=30", {"Origin": served.origin}
        async with client.ws_connect(url, headers=headers) as first:
            await _seen(first, "✓ saved")
            async with client.ws_connect(url, headers=headers) as second:
                await _seen(second, "READ-ONLY")
                await first.close()
                await _seen(second, "✓ saved")


async def test_a_dashboard_whose_server_is_killed_gives_up_the_data(data: Path) -> None:
    async with serving(data, at="") as served, _client() as client:
        await _let_in(client, served)
        async with client.ws_connect(
            f"{served.origin}/socket/a?width=100&height=30", headers={"Origin": served.origin}
        ) as page:
            await _seen(page, "✓ saved")
            served.process.kill()
            await served.process.wait()
    for _ in range(100):
        store = Store.open(data, lambda: zones.read_iso(AT))
        free = not store.read_only
        store.close()
        if free:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it is held still")


async def _seen(page: aiohttp.ClientWebSocketResponse, word: str) -> None:
    """Wait until the word is drawn, in one piece."""
    async with asyncio.timeout(120):
        await _drawn(page, word)


async def _drawn(page: aiohttp.ClientWebSocketResponse, word: str) -> None:
    drawn = b""
    while word.encode() not in drawn:
        message = await page.receive()
        assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (message, drawn[-500:])
        if message.type is aiohttp.WSMsgType.BINARY:
            drawn += message.data
