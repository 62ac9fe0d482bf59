"""What a read or write that nobody shows the outcome of does when it fails: it tells, and the screen lives on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.dom import DOMNode

from coachtui.store.errors import PracticeError
from coachtui.ui.screens.frame import Frame


@contextmanager
def told(node: DOMNode) -> Iterator[None]:
    """Tell a PracticeError in a toast, instead of letting it end the app."""
    try:
        yield
    except PracticeError as error:
        node.app.post_message(Frame.Failed(str(error)))
