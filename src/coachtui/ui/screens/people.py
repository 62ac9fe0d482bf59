"""People and organisations: addresses, the engagements in which they take part, the coach's own notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from coachtui.domain.engagement import RUNNING
from coachtui.domain.line import OrganisationRow, PartIn, PersonRow
from coachtui.domain.people import PersonDraft
from coachtui.domain.words import plural
from coachtui.store import writes
from coachtui.store.driver import Connection
from coachtui.store.errors import PracticeError
from coachtui.store.reads import people as reads
from coachtui.ui.bindings import bindings
from coachtui.ui.commands import Need, Place
from coachtui.ui.screens.frame import Frame
from coachtui.ui.text import LABEL, STRONG, VALUE, WRONG, joined, marked, paragraph, plain
from coachtui.ui.widgets.field import Field
from coachtui.ui.widgets.people import NO_ONE, NOWHERE, about, columns, nothing_with
from coachtui.ui.widgets.rows import Row, Rows
from coachtui.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from coachtui.store.practice import Practice

PAGE = 50
