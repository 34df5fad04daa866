"""`soaptui --self-test`: does everything work on this machine, in this form of the program? A line for each thing.

It starts the program again and again, as its user would, on made-up data in a folder that is gone afterwards. Nothing
of the user's is read. So it also tries what a packed program may lack: the process that reads workbooks, pandas, the
data that ships, the dashboard itself.
"""

import contextlib
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from soaptui import __version__
from soaptui.cli import DONE
from soaptui.cli.context import Context
from soaptui.counted import many
from soaptui.own_program import SHOWN_IN_A_BROWSER, SHOWN_NOWHERE, own_command, own_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED = 1
MOMENT = "2027-03-16T09:00"
LATER = "2027-03-16T10:00"
SECONDS = 120
"""No step takes longer, on a slow machine either; one that does has failed."""

IT_RINGS = "\x1bOQ"
"""F2, as a terminal sends it: it rings, whatever is open."""

NOTE = "asked about the start date: é, ñ, 日本"
HEADINGS = ("NRMP Program Code", "Institution Name", "City", "State", "Specialty", "Unfilled Positions", "J-1 Visa")
PROGRAMS: tuple[tuple[str, ...], ...] = tuple(
    (f"{1100 + number}140C0", f"Self-test Hospital {number}", "Toledo", "OH", "Internal Medicine", "2", "Yes")
    for number in range(1, 41)
)


class TriedStep(NamedTuple):
    """One step: whether it went well, how many seconds it took, and what came of it."""

    name: str
    well: bool
    seconds: float
    outcome: str


class StepFailed(Exception):
    """A step went wrong; its text says how."""


class SelfTest:
    """The steps, in a folder of their own. Each is a method: it returns what it found, or raises StepFailed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._seen: dict[str, Any] = {}

    def steps(self) -> "Sequence[tuple[str, Callable[[], str]]]":
        """Every step with its name, in order: each builds on those before it."""
        return (
            ("starts", self._starts),
            ("imports a workbook", self._imports_a_workbook),
            ("reads a PDF", self._reads_a_pdf),
            ("logs a call", self._logs_a_call),
            ("takes a call in the dashboard, and is killed", self._is_killed),
            ("finds everything again", self._finds_again),
            ("exports", self._exports),
            ("works out figures", self._works_out_figures),
            ("rehearses an hour", self._rehearses),
        )

    def _starts(self) -> str:
        said = self._run("--version").strip()
        if __version__ not in said:
            raise StepFailed(f"it says {said!r}, and this is {__version__}")
        return said

    def _imports_a_workbook(self) -> str:
        import xlsxwriter  # type: ignore[import-untyped]

        path = self._folder / "list.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("Unfilled")
            for number, row in enumerate((HEADINGS, *PROGRAMS)):
                sheet.write_row(number, 0, row)
        self._run("import", str(path), "--as", "unfilled")
        codes = {program["code"] for program in self._json("programs")}
        if codes != {row[0] for row in PROGRAMS}:
            raise StepFailed(f"not all arrived: {many(len(codes), 'program')}")
        return many(len(codes), "program")

    def _reads_a_pdf(self) -> str:
        from soaptui.imports.workbook_process import opened_apart

        path = self._folder / "list.pdf"
        path.write_bytes(one_line_pdf(NOTE_OF_PDF))
        text = json.dumps([sheet.rows for sheet in opened_apart(path.read_bytes())])
        if NOTE_OF_PDF.split()[0] not in text:
            raise StepFailed("its text did not arrive")
        return "in a process of its own"

    def _logs_a_call(self) -> str:
        code = PROGRAMS[0][0]
        saved = self._json("call", "add", "--program", code, "--note", NOTE)
        self._seen["call"] = saved["id"]
        return f"saved as change {saved['saved']}"

    def _is_killed(self) -> str:
        """A dashboard in which it rings; it is killed with the call open, and has no time to save anything."""
        before = len(self._json("dump")["calls"])
        with open_process(own_command("--data", str(self._data)), SHOWN_IN_A_BROWSER) as process:
            until = time.monotonic() + SECONDS
            assert process.stdin is not None
            while len(self._json("dump")["calls"]) == before:
                if process.poll() is not None:
                    raise StepFailed(f"it ended by itself, with {process.returncode}")
                if time.monotonic() > until:
                    raise StepFailed("no call came of the key")
                process.stdin.write(key_packet(IT_RINGS))  # not before the first frame is a key taken from here
                process.stdin.flush()
                time.sleep(1)
            process.kill()
            process.wait(SECONDS)
        self._seen["calls"] = len(self._json("dump")["calls"])
        return "in the middle of a call"

    def _finds_again(self) -> str:
        stored = self._json("dump")
        calls = {call["id"]: call for call in stored["calls"]}
        if calls.get(self._seen["call"], {}).get("note") != NOTE:
            raise StepFailed("the call is not there")
        if len(calls) != self._seen.get("calls"):
            raise StepFailed("the call that was open is not there")
        if len(stored["programs"]) != len(PROGRAMS):
            raise StepFailed(f"not all are there: {many(len(stored['programs']), 'program')}")
        self._run("verify")
        return f"{many(len(stored['programs']), 'program')}, {many(len(calls), 'call')}"

    def _exports(self) -> str:
        from soaptui.imports.workbook_process import opened_apart

        names = ("programs.csv", "programs.xlsx", "plan.html", "week.ics")
        for name in names:
            self._run("export", str(self._folder / name))
            if not (self._folder / name).stat().st_size:
                raise StepFailed(f"{name} is empty")
        book = opened_apart((self._folder / "programs.xlsx").read_bytes())
        if PROGRAMS[-1][1] not in json.dumps([sheet.rows for sheet in book]):
            raise StepFailed("the workbook that it wrote has not all programs")
        return ", ".join(names)

    def _works_out_figures(self) -> str:
        self._json("insight")
        self._json("plan")
        return "insight and plan"

    def _rehearses(self) -> str:
        arguments = ("--speed", "3600", "--until", LATER, "--hands-off")
        report = self._run("rehearse", *arguments, driver=SHOWN_NOWHERE)
        first = report.strip().splitlines()[0] if report.strip() else ""
        if not first.startswith("From "):
            raise StepFailed("no report came of it")
        return first.rstrip(".")

    # -- the program, started anew

    def _json(self, *arguments: str) -> Any:
        return json.loads(self._run(*arguments, "--json"))

    def _run(self, *arguments: str, driver: str = "") -> str:
        """What it prints. Raises StepFailed with what it said where it did not end well."""
        common = () if arguments == ("--version",) else ("--data", str(self._data), "--at", MOMENT)
        try:
            done = subprocess.run(
                own_command(*arguments, *common),
                env=own_environment(driver, PYTHONIOENCODING="utf-8"),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise StepFailed(f"it did not end within {SECONDS} seconds") from None
        if done.returncode != DONE:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise StepFailed(f"it ended with {done.returncode}: {lines[-1] if lines else 'no word'}")
        return done.stdout.decode("utf-8", "replace")


@contextlib.contextmanager
def open_process(command: list[str], driver: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A process of this program that is gone at the end of the block."""
    process = subprocess.Popen(
        command,
        env=own_environment(driver),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def key_packet(key: str) -> bytes:
    """A key as the framework's driver for the browser takes it."""
    data = key.encode("ascii")
    return b"D" + len(data).to_bytes(4, "big") + data


def results(steps: "Sequence[tuple[str, Callable[[], str]]]") -> Iterator[TriedStep]:
    """Each step as it is done. After one that failed the others are tried all the same."""
    for name, step in steps:
        begun = time.monotonic()
        try:
            well, outcome = True, step()
        except Exception as error:  # whatever went wrong is what is looked for
            well = False
            outcome = str(error) if isinstance(error, StepFailed) else f"{type(error).__name__}: {error}"
        yield TriedStep(name, well, round(time.monotonic() - begun, 1), outcome)


def step_line(result: TriedStep) -> str:
    """One step in a line."""
    return f"{'ok    ' if result.well else 'FAILED'} {result.seconds:5.1f} s  {result.name}: {result.outcome}"


def self_test_command(context: Context) -> int:
    """Try everything once, on made-up data; 1 where anything failed."""
    tried: list[TriedStep] = []
    with tempfile.TemporaryDirectory(prefix="soaptui-test-", ignore_cleanup_errors=True) as folder:
        for result in results(SelfTest(Path(folder)).steps()):
            tried.append(result)
            if not context.json:
                print(context.out(step_line(result)), flush=True)
    failed = [result.name for result in tried if not result.well]
    if context.json:
        context.print_json([result._asdict() for result in tried])
    elif failed:
        context.print_lines([f"{many(len(failed), 'step')} failed: {', '.join(failed)}."])
    else:
        seconds = sum(result.seconds for result in tried)
        context.print_lines(
            [f"Everything works here: {many(len(tried), 'step')} in {many(round(seconds), 'second')}."]
        )
    return FAILED if failed else DONE


NOTE_OF_PDF = "Selftest 1101140C0 Toledo OH 2"


def one_line_pdf(line: str) -> bytes:
    """The bytes of a PDF with one line of text."""
    content = f"BT /Face 12 Tf 60 700 Td ({line}) Tj ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /Face 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
