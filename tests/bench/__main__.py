"""The numbers that soaptui is held to, measured here and now: `python -m tests.bench [--quick]`. It only tells."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from soaptui.cli.early_screen import OPENING
from soaptui.week import zones
from soaptui.week.clock import SystemClock
from tests.bench import made
from tests.bench.blank import MARKS
from tests.bench.keys import HELD, KINDS, WHOLE
from tests.bench.processes import PYTHON, ROOT, SOAPTUI, Ran, first_frame, probe, run
from tests.bench.table import Row, held, laid_out, p95, spread, text

BLANK = [PYTHON, str(ROOT / "tests" / "bench" / "blank.py")]
BARE = [PYTHON, "-c", "pass"]
TRUTH = (f" {zones.abbreviation(zones.eastern(SystemClock().now()))}".encode(), OPENING.encode())
"""What is on the terminal before the framework is imported: Eastern Time, and that the dashboard is opening."""

SEEN = (b"saved", b"the week", b"Help")
"""What is on the dashboard's first whole frame: the bar, the list, the footer."""

LOADED = """\
import sys
try:
    from soaptui.cli import main
    main(sys.argv[1:])
finally:
    print()
    print("LOADED", *sorted({"textual", "pandas"} & set(sys.modules)))
"""


class Bench:
    """The sections; each gives its rows. `quick` takes fewer repetitions."""

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self.folder = folder
        self.quick = quick
        self.data = made.store_folder(folder / "data", made.PROGRAMS, made.CALLS)

    def times(self, many: int, few: int) -> int:
        """How often to measure."""
        return few if self.quick else many

    def cold_start(self) -> Iterator[Row]:
        """To the first frame on a full store, and a blank app's, in turn."""
        started, blank = list[Ran](), list[Ran]()
        for number in range(self.times(9, 3) + 1):
            pair = first_frame(SOAPTUI, SEEN, data=self.data), first_frame(BLANK, MARKS)  # the bare command, as typed
            if number:  # the first pair warms the disk's cache
                started.append(pair[0])
                blank.append(pair[1])
        what = f"cold start, {made.PROGRAMS:,} programs, {made.CALLS} calls"
        for name, ours_took, blank_took, most in (
            ("to the first frame", [r.elapsed for r in started], [r.elapsed for r in blank], 1.25),
            ("its processor time", [r.processor for r in started], [r.processor for r in blank], 0.0),
        ):
            ratio = median(a / b for a, b in zip(ours_took, blank_took, strict=True))
            verdict = held(ratio, most, "×") if most else (f"{text(ratio)}×", "–", "–")
            beside = f"blank app {text(1000 * median(blank_took))} ms"
            yield Row(f"{what}: {name}", f"{text(1000 * median(ours_took))} ms", beside, *verdict)

    def first_truth(self) -> Iterator[Row]:
        """To the first truth on a full store, and a bare interpreter, in turn."""
        told, bare = list[Ran](), list[Ran]()
        for number in range(self.times(15, 5) + 1):
            pair = first_frame(SOAPTUI, TRUTH, data=self.data), run(BARE)[0]
            if number:
                told.append(pair[0])
                bare.append(pair[1])
        took = [1000 * ran.elapsed for ran in told]
        measured = f"{spread(took, ' ms')}, {text(1000 * median(ran.processor for ran in told))} of processor"
        beside = f"bare interpreter {text(1000 * median(ran.elapsed for ran in bare))} ms"
        what = f"the first truth on the terminal, {made.PROGRAMS:,} programs, {made.CALLS} calls"
        yield Row(what, measured, beside, *held(median(took), 120, " ms"))

    def filter_key(self) -> Iterator[Row]:
        """A key in the filter of Programs, and in front of a stock table."""
        for count, processor, elapsed, keys in ((made.PROGRAMS, 16, 50, 3), (made.MANY_PROGRAMS, 25, 66, 1)):
            folder = made.store_folder(self.folder / f"list-{count}", count)
            ours = probe("filter", folder, self.times(2, 1))
            stock = probe("stock", folder, self.times(keys, 1))
            for name, kind, most in (
                ("processor", "processor", processor),
                ("to the last frame", "elapsed", elapsed),
            ):
                beside = f"stock table {text(median(stock[kind]))} ms"
                figures = held(median(ours[kind]), most, " ms")
                yield Row(f"a key in the filter, {count:,} rows: {name}", spread(ours[kind], " ms"), beside, *figures)

    def call_keys(self) -> Iterator[Row]:
        """Every key of a call, held by the frame that answers it, and the same keys in an app of stock widgets."""
        rounds = self.times(3, 1)
        ours, stock = probe("calls", self._copy(), rounds), probe("calls-stock", rounds)
        for kind, what in KINDS.items():
            answered, elapsed = ours[kind]["answered"], ours[kind]["elapsed"]
            theirs = stock[kind]["answered"]
            ratio = median(answered) / median(theirs)
            measured = (
                f"answered p95 {text(p95(answered))} ms, last frame p95 {text(p95(elapsed))}, "
                f"{text(p95(ours[kind]['processor']))} of processor"
            )
            beside = f"stock widgets p95 {text(p95(theirs))} ms (median {text(ratio)}×)"
            figures = held(p95(answered), HELD.get(kind, 50), " ms")
            yield Row(f"a call, {made.PROGRAMS:,} programs: {what}", measured, beside, *figures)
            if kind == "open":
                yield Row("the dialog of a call complete", measured, "–", *held(p95(elapsed), WHOLE, " ms"))
        yield Row("a call: changes on disk while it is typed", f"{ours['saves'] / rounds:.0f} each call")

    def commit(self) -> Iterator[Row]:
        """One call, durable."""
        found = probe("commit", self._copy(), self.times(300, 100))
        ours, bare = p95(found["committed"]), p95(found["bare"])
        figures = held(max(0.0, ours - bare), 5, " ms")
        yield Row("commit of a call, p95", f"{text(ours)} ms", f"bare write and fsync {text(bare)} ms", *figures)

    def _copy(self) -> Path:
        """The full store again, for what would change it."""
        shutil.rmtree(self.folder / "copy", ignore_errors=True)
        return Path(shutil.copytree(self.data, self.folder / "copy"))

    def idle(self) -> Iterator[Row]:
        """Nothing happens but the time."""
        seconds = self.times(20, 10)
        folder = made.store_folder(self.folder / "idle", made.PROGRAMS, 20, made.COUNTDOWNS)
        views = probe("idle", folder, seconds)
        blank = f"blank app {text(probe('idle-blank', seconds)['share'])} %"
        for view, found in views.items():
            what = f"idle on {view}, {made.COUNTDOWNS} countdowns ({found['in_sight']} times in sight)"
            measured = f"{text(found['share'])} % of a core (of all seconds {text(found['mean'])})"
            yield Row(what, measured, blank, *held(found["share"], 1, " %"))

    def memory(self) -> Iterator[Row]:
        """Resident, open on an empty folder for a few seconds."""
        empty = self.folder / "empty"
        ours = [self._resident(empty) for _ in range(self.times(3, 1))]
        blank = first_frame(BLANK, MARKS, rest=1).resident
        figures = held(median(ours), 80, " MB")
        yield Row(
            "resident memory, nothing imported yet", spread(ours, " MB"), f"blank app {text(blank)} MB", *figures
        )

    def _resident(self, empty: Path) -> float:
        shutil.rmtree(empty, ignore_errors=True)
        return first_frame([*SOAPTUI, "--data", str(empty)], SEEN[:1], rest=3).resident

    def commands(self) -> Iterator[Row]:
        """Commands as processes of their own, and what they import."""
        data = ["--data", str(self._copy())]
        program = next(iter(made.programs(1))).id
        arguments = {
            "--help": (["--help"], 100),
            "next": ([*data, "--at", "2027-03-18T10:12", "next"], 300),
            "call add": ([*data, "call", "add", "--program", program, "--note", "asked about visas"], 300),
        }
        for name, (given, most) in arguments.items():
            ours, bare = self._in_turn([*SOAPTUI, *given], BARE)
            took = [1000 * ran.elapsed for ran in ours]
            processor = text(1000 * median(ran.processor for ran in ours))
            measured = f"{spread(took, ' ms')}, {processor} of processor"
            beside = f"bare interpreter {text(1000 * median(ran.elapsed for ran in bare))} ms"
            yield Row(f"soaptui {name}", measured, beside, *held(median(took), most, " ms"))
        loaded = {name: self._loaded(given) for name, (given, _) in arguments.items()}
        told = ", ".join(f"{name}: {what}" for name, what in loaded.items() if what) or "none"
        verdict = "OVER" if any(loaded.values()) else "ok"
        yield Row("of Textual and pandas, these import", told, held="none", verdict=verdict)

    def _in_turn(self, command: list[str], other: list[str]) -> tuple[list[Ran], list[Ran]]:
        run(command)
        pairs = [(run(command)[0], run(other)[0]) for _ in range(self.times(9, 3))]
        return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]

    def _loaded(self, given: list[str]) -> str:
        out = run([PYTHON, "-c", LOADED, *given])[1]
        return out.splitlines()[-1].removeprefix("LOADED").strip()

    def imports(self) -> Iterator[Row]:
        """A list taken in, each time by an empty folder."""
        pandas = median(run([PYTHON, "-c", "import pandas"])[0].elapsed for _ in range(self.times(4, 2)))
        files = made.list_files(self.folder, made.PROGRAMS)
        for kind, most in (("CSV", 2.0), ("XLSX", 2.5)):
            took = [self._import(files[kind]) for _ in range(self.times(4, 2))][1:]
            beside = f"import pandas {text(pandas)} s"
            what = f"soaptui import, {made.PROGRAMS:,} rows of {kind}"
            yield Row(what, spread(took, " s"), beside, *held(median(took), most, " s"))

    def _import(self, file: Path) -> float:
        data = self.folder / "imported"
        shutil.rmtree(data, ignore_errors=True)
        ran, out = run([*SOAPTUI, "--data", str(data), "import", str(file), "--as", "unfilled"])
        assert "saved" in out, out
        return ran.elapsed

    def week(self) -> Iterator[Row]:
        """Five days of ticks."""
        step = self.times(1, 10)
        found = probe("week", step)
        tick = "a tick a second" if step == 1 else f"a tick every {step} seconds"
        blocks = [day["blocks"] for day in found["days"]]
        peaks = [day["peak"] / 1024 for day in found["days"]]
        retained = max(day["retained"] for day in found["days"]) / 1024
        measured = f"{'/'.join(f'{count:+}' for count in blocks)} blocks"
        figures = held(max(blocks[1:]), 1000, " blocks")  # on the first day, things are remembered once
        yield Row(
            f"Match Week, {tick}: memory kept each day", measured, f"kept of an hour {text(retained)} kB", *figures
        )
        measured = f"{'/'.join(map(text, peaks))} kB"
        figures = held(max(peaks[1:]) - min(peaks[1:]), 64, " kB")
        yield Row(f"Match Week, {tick}: most memory in an hour, by day", measured, "–", *figures)
        wrong = [*found["missed"], *found["extra"]]
        seen = found["wanted"] - len(found["missed"])
        verdict = "OVER" if wrong else "ok"
        yield Row(
            f"Match Week, {tick}: boundaries seen", f"{seen}", f"of {found['wanted']}", held="all", verdict=verdict
        )


def measured(name: str, section: Callable[[], Iterator[Row]]) -> list[Row]:
    """The rows of a section; what goes wrong in it is a row too, and the others go on."""
    try:
        return list(section())
    except Exception as error:
        return [Row(name.replace("_", " "), f"could not be measured: {' '.join(str(error).split())[-160:]}")]


def main() -> int:
    """Measure everything, then print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--only", metavar="SECTION", action="append", help="only these sections")
    arguments = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="soaptui-bench-") as folder:
        bench = Bench(Path(folder), quick=arguments.quick)
        sections: dict[str, Callable[[], Iterator[Row]]] = {
            "first_truth": bench.first_truth,
            "cold_start": bench.cold_start,
            "filter_key": bench.filter_key,
            "call_keys": bench.call_keys,
            "commit": bench.commit,
            "memory": bench.memory,
            "commands": bench.commands,
            "imports": bench.imports,
            "idle": bench.idle,
            "week": bench.week,
        }
        for name, section in sections.items():
            if not arguments.only or name in arguments.only:
                print(f"measuring: {name.replace('_', ' ')} ...", file=sys.stderr, flush=True)
                rows += measured(name, section)
    print(laid_out(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
