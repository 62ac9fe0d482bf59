"""`?`: the screen in hand explained in the coach's terms, its keys and its marks; made from the commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from coachtui.ui import commands, marks
from coachtui.ui.commands import SCREENS, TITLES, Command, Place
from coachtui.ui.screens.dialog import Dialog
from coachtui.ui.text import DATA, LABEL, NEEDS, RIGHT, STRONG, VALUE, joined
from coachtui.ui.widgets.footer import Footer
from coachtui.ui.widgets.sheet import BLANK, Entry, Sheet

ABOUT = {
    Place.TODAY: (
        "What needs you today: the sessions of the day, the week ahead, and every engagement that waits for something, "
        "the most pressing first. Below stands the brief of the row you are on: what was said last time, what is "
        "open, how the goals move. Enter takes that engagement in hand and opens the screen where you can act. / finds "
        "words anywhere: people, notes, goals, commitments, over all engagements."
    ),
    Place.ASSESSMENT: (
        "Where the leader of the engagement in hand is today. Each row of the list is a competency of the model, its "
        "level now and the level that the role asks for on one axis; what lies between is the gap, and gap × "
        "importance orders the list. Beside it stand the words of the levels, what the rating rests on (private), "
        "and the goals that serve it; the 360 round by who was asked, a group of fewer than 3 left out; and start, "
        "middle and end side by side. Enter begins to rate: until esc, digits set levels and no longer switch "
        "screens. b assesses again in the middle and at the end, n makes a goal from a gap."
    ),
    Place.CADENCE: (
        "The meetings of the engagement in hand, on a line and in a list, and how it goes: what is left of what was "
        "agreed, whether the pace holds, when it will end at this rate. s begins a session, enter opens the notes of a "
        "meeting; n plans one, N a series. What changes a meeting of a series asks how far that goes: this one, this "
        "and following, all. h, X, x and m say what became of one that was planned, and E puts it right. F names your "
        "days off. Commitments stand beside the list and come back in every brief until they are done. T tells which "
        "themes keep coming up."
    ),
    Place.COCKPIT: (
        "The hour with the client. Type: a line that begins with one of the marks below is captured as it stands, and "
        "follows every change until the session is ended. What can't be read stays as text, is marked, and the line "
        "under the notes says why. Everything is stored within two seconds, and comes back after a crash; what was "
        "captured is recorded only when ^g ends the session. Esc leaves the notes, so that digits show other screens: "
        "the session goes on behind them, and s on Today or Sessions comes back to it."
    ),
    Place.GOALS: (
        "The goals of the engagement in hand, how far each has come, and T over those that were agreed: 50 is the "
        "outcome expected of all of them. Below stands the ladder of the goal you are on, with who sees it where (C "
        "the client, M the manager, K you), and beside it all that hangs on it; enter goes there. + and − note a "
        "step in one go: type what shows it and press enter; w says whose word it is. An agreed goal (a) asks why "
        "when it changes, and keeps what it said before."
    ),
    Place.ROLLUP: (
        "The whole practice in numbers: how many engagements run, how they keep pace, whether the three-ways are held, "
        "and what the goals came to, beside how it stood 28 days ago. Enter opens the arithmetic behind a line; b cuts "
        "the practice by coach, programme, organisation or month; on the right stand those to look at next, by the "
        "rules. Nothing of what was said is read, and engagements go by their code. Outcomes are given out over 3 "
        "people and 3 engagements or more, and never where subtracting would tell of fewer."
    ),
    Place.LOG: (
        "The coaching log in the credentialing body's form: one row for each client, with the clock hours of coaching "
        "sessions held since your coach training began, paid and pro bono, and how that stands against the thresholds "
        "of a credential (t turns to the next). A client who has not agreed to be named is left off what you hand in; "
        "c changes that, and a letter states those hours as a total. Rows of a former log (i takes them in) are joined "
        "with the sessions here; one that may hold the same hours is not counted until you put it right."
    ),
    Place.ALIGNMENT: (
        "What client and manager each say: their ratings of every goal with the difference, what they expect, how they "
        "measure success, and what support is asked for and promised. A gap of two levels stays open until a three-way "
        "agrees on that goal. Each side rates alone (r): until both are in, no level is shown. Below are the "
        "three-ways and the check-ins between them; m records one, t and i plan the next. The agreement (a) says who "
        "may see what, in versions, with everybody's consent."
    ),
    Place.ENGAGEMENTS: (
        "All engagements, the open ones first. Enter takes one in hand: the screens 2 to 6 then show it, and the line "
        "under the header says how it stands, until you take another (o) or let it go (O). Here you take clients in "
        "(n), several at once from a template (t), change what was agreed (E), and move an engagement on: a draft "
        "begins (b) or is cancelled (X), a running one is paused (P), completed (C) or ended early (D). A key that "
        "can't be used says why."
    ),
    Place.MERGE_DESK: (
        "What you wrote in the same field on two devices before they met. The later version stands, the other one is "
        "kept beside it; ‹so› stands what only one of them holds. m keeps mine, t theirs, b both texts with a line "
        "between, l leaves what stands; then the next one is there, and u takes the choice back. What was edited while "
        "another device put it in the bin, or removed it, can be restored (r). a settles many at once. Enter goes to "
        "the record; where a list shows it, it says ≠ 2 versions until you have chosen."
    ),
    Place.BIN: (
        "What was removed, and what an undo took back: since when, on which device, by which action. r takes the "
        "record under the cursor out again, with what it lies under; what went with it comes back by itself. Older "
        "ones are found by a few letters (f)."
    ),
    Place.PEOPLE: (
        "Everybody who takes part, and the organisations. Below stands what is known about the row you are on, with "
        "the engagements in which they take part; your note about somebody is private, and no report shows it. Who is "
        "named by an engagement can't be put in the bin."
    ),
}

_TONES = {marks.NEEDS_YOU: NEEDS, marks.THREE_WAY: NEEDS, marks.HELD: DATA, marks.FINE: RIGHT, marks.WAITING: LABEL}


WRITTEN = {
    Place.COCKPIT: (
        ("!do @who when what", "a commitment; nobody named is the client, no date is by the next session  (do: …)"),
        ("#1 +1 what shows it", "progress with goal 1: the level reached, −2 to +2, or 60%  (goal: …)"),
        ("?ff @who text", "feedforward from a person, @peer, @report, @manager or nobody named  (ff: …)"),
        ("~letting-go", "a theme  (theme: …)"),
        (">> text", "a line of the summary that is shared  (shared: …)"),
        ("## Reality", "a heading; Goal, Reality, Options and Will let the clock run there"),
    )
}
"""What is written on a screen, and what it means there."""


class Help(Dialog[None]):
    """Explains a screen and what has the focus on it; `j` and `k` scroll, `esc` leaves."""

    def __init__(self, places: Sequence[Place]):
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        with Vertical(classes="box") as box:
            box.border_title = f"Help · {TITLES[self._places[0]]}"
            yield Sheet(airy=True)
            yield Footer()

    def on_mount(self) -> None:
        self.query_one(Sheet).set_entries(list(entries(self._places)))


def entries(places: Sequence[Place]) -> Iterator[Entry]:
    """Yield the help of a screen, the first of these places: what it is for, its marks, the keys of all places."""
    place = places[0]
    about = ABOUT.get(place) or (SCREENS[place].help if place in SCREENS else "")
    yield Entry("", joined((about, VALUE)), most=12, wide=True)
    yield BLANK
    for written, words in WRITTEN.get(place, ()):
        yield Entry(joined((written, DATA)), joined((words, VALUE)))
    if place in WRITTEN:
        yield BLANK
    yield Entry("", tuple(_meaning(mark, words) for mark, words in marks.WORDS.items()), most=12, wide=True)
    yield BLANK
    for section in dict.fromkeys((*places, Place.LIST, Place.EVERYWHERE, Place.FIELD)):
        found = commands.at(section)
        if found:
            yield Entry("", joined((TITLES[section], STRONG)), wide=True)
            for command in found:
                yield Entry(_keys(command), joined((command.help, VALUE)))
            yield BLANK


def _keys(command: Command) -> Content:
    shown = "  ".join(commands.shown(key) for key in command.keys) or "palette"
    return joined((shown, f"bold {NEEDS}" if command.keys else LABEL))


def _meaning(mark: str, words: str) -> Content:
    return joined((f"{mark} ", _TONES.get(mark, VALUE)), (words, LABEL))
