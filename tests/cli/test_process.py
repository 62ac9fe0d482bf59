"""The command line as a process of its own: streams, exit codes, what is imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coachtui.cli import outline

SOURCES = Path(__file__).parents[2] / "src"


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCES), "COACHTUI_NOW": "2026-11-21", **more}


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "coachtui", *arguments], capture_output=True, env=environment(**more), timeout=60
    )


@pytest.mark.parametrize("question", ["--version", "--help"])
def test_a_question_that_needs_no_file_imports_nothing_for_it(question: str) -> None:
    code = (
        "import sys; from coachtui.__main__ import main; code = main([sys.argv[1]]); "
        "heavy = {'textual', 'rich', 'sqlmodel', 'sqlalchemy', 'sqlcipher3', 'click', 'platformdirs', 'dataclasses'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    ran = subprocess.run([sys.executable, "-c", code, question], capture_output=True, env=environment(), timeout=60)
    assert (ran.returncode, ran.stderr.strip()) == (0, b"[]")
    assert ran.stdout.startswith({"--version": b"coachtui ", "--help": b"Usage: coachtui"}[question])


@pytest.mark.parametrize("command", [("today",), ("engagements",), ("show", "x"), ("undo",), ("keys",), ("locate",)])
def test_a_command_that_reads_imports_neither_textual_nor_sqlmodel(fresh: Path, command: tuple[str, ...]) -> None:
    code = (
        "import sys; from coachtui.__main__ import main; main(sys.argv[1:]); "
        "print(sorted({'textual', 'rich', 'sqlmodel', 'sqlalchemy', 'alembic'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, env=environment(), timeout=60)
    assert ran.stdout.splitlines()[-1] == b"[]"


def test_an_interruption_while_the_program_is_read_is_no_fault() -> None:
    code = (
        "import sys; from coachtui import __main__\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'coachtui.cli.run': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted()); sys.exit(__main__.main(['today']))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (outline.INTERRUPTED, b"", b"\nInterrupted.\n")


def test_data_goes_to_one_stream_and_words_about_it_to_the_other(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("client\nZoë 漢字\n,x\n", encoding="utf-8")
    ran = run("import", "clients", str(tmp_path / "c.csv"))
    assert ran.returncode == outline.IN_PART
    assert ran.stdout.decode() == "row 2: new: Zoë 漢字: new client Zoë 漢字; new engagement P-00001, in draft\n"
    assert "row 3: error" in ran.stderr.decode()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_the_letters_shows_substitutes(fresh: Path, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "c.csv").write_text("client\nZoë 漢字\n", encoding="utf-8")
    assert run("import", "clients", str(tmp_path / "c.csv"), PYTHONIOENCODING=encoding).returncode == 0
    ran = run("engagements", PYTHONIOENCODING=encoding)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"??" in ran.stdout


@pytest.mark.skipif(os.name == "nt", reason="no pipes of that kind there")
@pytest.mark.parametrize("command", [["--help"], ["keys"], ["locate"], ["engagements"]])
def test_a_reader_that_goes_away_is_no_matter(fresh: Path, command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "coachtui", *command],
            stdout=write, stderr=subprocess.PIPE, env=environment(), timeout=60,
        )  # fmt: skip
    finally:
        os.close(write)
    assert b"Traceback" not in ran.stderr
    assert b"Exception" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_under_the_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "coachtui", "keys"],
            stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60,
        )  # fmt: skip
    assert ran.returncode == outline.UNWRITABLE
    assert b"No space left" in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="no signals of that kind there")
def test_an_interruption_is_told_without_a_traceback(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    target = made / "demo.coach"
    # In the middle of the story it waits for the signal.
    code = (
        "import sys, time; from coachtui.__main__ import main; from coachtui.demo.ledger import Ledger; "
        "Ledger.write = lambda *story: time.sleep(60); sys.exit(main(['demo', '--no-open', '--db', sys.argv[1]]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        # Once it has begun to write it is past its imports.
        deadline = time.monotonic() + 30
        while not any(made.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == outline.INTERRUPTED
    assert b"Interrupted." in err
    assert b"Traceback" not in err
    assert not any(made.iterdir())


def test_completion_offers_the_commands() -> None:
    ran = run(_COACHTUI_COMPLETE="bash_complete", COMP_WORDS="coachtui en", COMP_CWORD="1")
    assert ran.stdout == b"plain,engagements\n"


@pytest.mark.skipif(os.name == "nt", reason="arguments are always text there")
def test_an_argument_that_is_no_text_is_no_matter(fresh: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "coachtui", "show", b"\xff\xfe"], capture_output=True, env=environment(), timeout=60
    )
    assert ran.returncode == outline.NOT_FOUND
    assert b"Traceback" not in ran.stderr
