"""Draw the pictures of the README from the made-up demo: `python -m tests.picture docs`."""

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from soaptui import demo
from soaptui.app import SoapTuiApp
from soaptui.store.change import build_change
from soaptui.store.store import Store
from soaptui.week import season, zones
from soaptui.week.clock import RehearsalClock, SystemClock

SIZE = (120, 36)
PICTURES = {
    "timeline": "1",
    "programs": "2",
    "plan": "2 P",
    "calls": "3",
    "call": "3 c w e x m enter",
    "offers": "4",
    "day": "0",
}
"""The keys that lead to each picture."""


async def draw(folder: Path, size: tuple[int, int] = SIZE) -> None:
    """Save an SVG of each view."""
    clock = RehearsalClock(zones.read_iso("2027-03-18T10:12:07"), SystemClock(), speed=0)
    with tempfile.TemporaryDirectory() as data:
        store = Store.open(Path(data), clock.now)
        store.commit(build_change("Made-up data", store.state, *demo.records(season.load_season(2027), clock.now())))
        app = SoapTuiApp(store, clock, season.load_season(2027))
        async with app.run_test(size=size) as pilot:
            for name, keys in PICTURES.items():
                await pilot.press("escape", *keys.split())
                await pilot.pause(0.3)
                # The picture asks no other computer for a font.
                svg = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="soaptui"), flags=re.DOTALL)
                (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
        store.close()


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1])))
