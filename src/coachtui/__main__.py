"""Where `coachtui` and `python -m coachtui` begin. What needs no practice file is answered before click is imported."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or open the screens; return the exit code."""
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        # While Python still reads the program's own files: nothing is begun yet, and nobody else would answer.
        from coachtui.cli.outline import INTERRUPTED

        print("\nInterrupted.", file=sys.stderr)
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["--help"], ["-h"]):
        return _answer(arguments[0])
    if _only_opens(arguments):
        from coachtui.cli.open import open_named

        return open_named(arguments[1] if arguments else None)
    from coachtui.cli.run import run

    return run(arguments)


def _only_opens(arguments: list[str]) -> bool:
    """Whether the screens are all that is wanted: click takes a tenth of the time to the first of them."""
    named = len(arguments) == 2 and arguments[0] == "--db" and not arguments[1].startswith("-")
    return (not arguments or named) and "_COACHTUI_COMPLETE" not in os.environ


def _answer(question: str) -> int:
    if question == "--version":
        from coachtui import __version__

        answer = f"coachtui {__version__}"
    else:
        from coachtui.cli.outline import overview

        answer = overview()
    try:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # stdout may be replaced, then by a text stream
        print(answer, flush=True)
    except BrokenPipeError:
        from coachtui.cli.streams import let_go

        let_go()
    return 0


if __name__ == "__main__":
    sys.exit(main())
