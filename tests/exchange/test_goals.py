"""Goals from a table: what each row makes, idempotence, errors by row and field, what stays, one undo."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.goals import GoalDraft, ProgressDraft, RevisionDraft
from coachtui.domain.people import Party
from coachtui.exchange import clients, goal_layouts, goals, layouts, tables
from coachtui.exchange.preview import Line
from coachtui.store import undo, writes
from coachtui.store.errors import Refused
from coachtui.store.practice import Practice
from coachtui.store.reads import goals as reads
from tests.conftest import NOW, StandingClock, written
from tests.store.goals import begin
from tests.store.rows import content

FILES = Path(__file__).parent.parent / "fixtures" / "goals"
TODAY = NOW.date()
PEOPLE = (
    "client,email,organisation\nNadia Benali,nadia.benali@orrin.example,Orrin Foods\n"
    "Tomás Ferreira,,Halden\nJörg Ebner,joerg@weser.example,Weser AG\nAna,ana@x.example,\n"
)


@pytest.fixture
def house(practice: Practice) -> Practice:
    """A practice with four clients in draft, whose engagements have a competency model."""
    return furnished(practice)


def furnished(practice: Practice) -> Practice:
    table = tables.parse(PEOPLE.encode(), "people")
    clients.apply(practice, clients.preview(practice, layouts.understand(table)), "people.csv")
    begin(practice)  # Dana's, which brings the model
    with practice.raw_action("filled in by a test") as db:
        db.execute("UPDATE engagement SET model_id = 'm'")
    return practice


def table_of(data: str | bytes | Path) -> tables.Table:
    if isinstance(data, Path):
        return tables.read(data)
    return tables.parse(data.encode() if isinstance(data, str) else data, "list")


def take_in(
    practice: Practice, data: str | bytes | Path, *, update: bool = False, day: date | None = None
) -> list[Line]:
    planned = goals.preview(practice, goal_layouts.understand(table_of(data)), update=update, day=day)
    assert planned.writes == any(line.changes for line in planned.lines if not line.faults)
    goals.apply(practice, planned, "list.csv")
    return list(planned.lines)


def statuses(lines: list[Line]) -> list[str]:
    return [line.status.value for line in lines]


def faults(lines: list[Line]) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.field, fault.words) for line in lines for fault in line.faults]


def rows(practice: Practice, query: str) -> list[Any]:
    return practice.db.execute(query).fetchall()


def entries(practice: Practice) -> list[Any]:
    return rows(
        practice,
        "SELECT g.title, p.noted_on, p.party, p.level, p.percent, coalesce(e.body, '') FROM progress p "
        "JOIN goal g ON g.id = p.goal_id LEFT JOIN progress_evidence e ON e.id = p.id "
        "WHERE p.deleted_at IS NULL AND g.deleted_at IS NULL ORDER BY g.title, p.noted_on, p.id",
    )


def one(practice: Practice, title: str = "Delegate") -> tuple[str, GoalDraft]:
    """Return the id of the one live goal of this title, and what it says."""
    ((goal_id,),) = practice.db.execute("SELECT id FROM goal WHERE title = ? AND deleted_at IS NULL", (title,))
    return goal_id, reads.draft(practice.db, goal_id)


def test_culture_amp_makes_goals_with_key_results_as_milestones_and_refuses_what_is_off_its_scale(
    house: Practice,
) -> None:
    lines = take_in(house, FILES / "cultureamp.csv")
    assert statuses(lines) == ["new"] * 4 + ["error"] * 5
    assert [(row, field) for row, field, _ in faults(lines)] == [
        (6, "completion"), (7, "completion"), (8, "email"), (9, "email"),
        (10, "key_result_1_completion"), (10, "key_result_2_title"), (10, "due_at"),
    ]  # fmt: skip
    assert "“35” is outside the scale of this layout. Give 0 to 1, where 0.35 is 35 %." in faults(lines)[1][2]
    assert lines[4].goal == "Reach beyond 1"
    assert rows(house, "SELECT title, measure, due_on, state, author, achievable FROM goal ORDER BY position") == [
        ("Lead through the second line", "Two directors, one plan, no detour", "2027-03-31", "draft", "client", 0),
        ("Speak for the whole house", "", "2027-03-31", "draft", "client", 0),
        ("Pick a successor", "", "2026-12-31", "draft", "client", 0),
        ("Close the old site", "", "2026-12-31", "closed", "client", 0),
    ]
    assert rows(house, "SELECT title, done_on FROM milestone ORDER BY position") == [
        ("The plan has one owner", "2026-11-21"), ("Steering meetings halved", None),
    ]  # fmt: skip
    assert entries(house) == [
        ("Close the old site", "2026-11-21", "client", None, 100, ""),
        ("Lead through the second line", "2026-11-21", "client", None, 40,
         "Steering meetings halved 25 %; The plan has one owner 100 %"),
        ("Pick a successor", "2026-11-21", "client", None, 5, "blocked"),
    ]  # fmt: skip


def test_frappe_makes_groups_goals_and_their_children_milestones_wherever_the_parent_stands(house: Practice) -> None:
    lines = take_in(house, FILES / "frappe.csv")
    assert statuses(lines) == ["new"] * 4 + ["error"] * 4
    told = {row: (field, words) for row, field, words in faults(lines)}
    assert told[6][0] == "progress"
    assert "0 to 100" in told[6][1]
    assert told[7][0] == told[8][0] == "parent_goal"
    assert "“No such goal”, here or in a good row of the file" in told[8][1]
    assert told[9][0] == "is_group"
    assert rows(house, "SELECT title, measure, due_on FROM goal") == [
        ("Run the region as an owner", "Monthly figures without a call to head office", "2026-12-31")
    ]
    assert rows(house, "SELECT title, due_on, done_on FROM milestone ORDER BY title") == [
        ("Office handed over", "2026-10-31", "2026-11-21"),
        ("Successor named", "2026-12-31", None),
        ("Weekly one-to-ones held", "2026-12-31", None),
    ]
    # 0.6 of 100 is 1 %, and no 60 %: the layout decides.
    assert entries(house)[0][3:] == (
        None, 20, "Office handed over 100 %; Successor named 1 %; Weekly one-to-ones held 60 %"
    )  # fmt: skip
    assert rows(house, "SELECT competency_id FROM goal_competency") == [("c0",)]


def test_our_own_layout_fills_everything(house: Practice) -> None:
    understood = goal_layouts.understand(table_of(FILES / "own_cp1252_semicolon.csv"))
    assert understood.unread == ("mood",)
    lines = take_in(house, FILES / "own_cp1252_semicolon.csv")
    assert statuses(lines) == ["new", "new", "error", "error"]
    assert [(row, field) for row, field, _ in faults(lines)] == [
        (4, "level"), (5, "progress"), (5, "importance"), (5, "baseline"),
    ]  # fmt: skip
    goal_id, draft = one(house, "Große Linien vorgeben")
    assert draft == GoalDraft(
        draft.engagement_id, "Große Linien vorgeben", "Drei Entscheidungen im Monat\nohne Rückfrage", True,
        draft.objective_id, ("c0",), date(2027, 2, 28), Party.CLIENT, 3, 2, -1,
        {-2: "alles läuft über ihn", -1: "er entscheidet mit", 0: "das Team entscheidet", 1: "auch ohne Bericht",
         2: "das Team entwickelt Nachfolger"},
    )  # fmt: skip
    assert rows(house, "SELECT title FROM objective") == [("Ein Werk, eine Führung",)]
    assert rows(house, f"SELECT state, agreed_on FROM goal WHERE id = '{goal_id}'") == [("agreed", "2026-09-01")]
    milestones = "SELECT m.title FROM milestone m JOIN goal g ON g.id = m.goal_id ORDER BY g.measure, m.position"
    assert rows(house, milestones) == [("@cmd",), ("Liste der Entscheidungen",), ("Stellvertretung benannt",)]
    # What a spreadsheet would take for formulas is text, here and everywhere.
    assert one(house, '=HYPERLINK("http://x")')[1].measure == "+1"
    assert [row[1:5] for row in entries(house)] == [
        ("2026-11-21", "client", None, 43), ("2026-11-05", "client", 0, None),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["cultureamp.csv", "frappe.csv", "own_cp1252_semicolon.csv"])
def test_the_same_file_again_changes_nothing_also_on_another_day_and_in_an_update(
    house: Practice, clock: StandingClock, name: str
) -> None:
    take_in(house, FILES / name)
    before, steps = content(house.db), rows(house, "SELECT count(*) FROM action")
    for days, update in ((0, False), (3, False), (1, True)):
        clock.forward(days=days)
        assert set(statuses(take_in(house, FILES / name, update=update))) == {"same", "error"}
    assert content(house.db) == before
    assert rows(house, "SELECT count(*) FROM action") == steps


def test_one_undo_takes_all_of_it_back_and_it_can_be_taken_in_again(house: Practice, clock: StandingClock) -> None:
    before = content(house.db)
    take_in(house, FILES / "cultureamp.csv")
    taken = content(house.db)
    assert undo.undo(house).words == "imported 4 goals from list.csv"
    assert content(house.db) == before
    undo.redo(house)
    assert content(house.db) == taken
    undo.undo(house)
    clock.forward(minutes=1)
    assert statuses(take_in(house, FILES / "cultureamp.csv"))[:4] == ["new"] * 4
    assert set(statuses(take_in(house, FILES / "cultureamp.csv"))) == {"same", "error"}


def test_a_preview_writes_nothing(house: Practice) -> None:
    before = house.path.read_bytes()
    goals.preview(house, goal_layouts.understand(table_of(FILES / "frappe.csv")))
    assert house.path.read_bytes() == before


ANA = "client,goal,measure,due,progress,milestones\nAna,Delegate,"


def test_a_changed_file_notes_progress_only_when_its_figure_changed_and_adds_milestones(
    house: Practice, clock: StandingClock
) -> None:
    take_in(house, f"{ANA}m,2027-01-31,35,first\n")
    clock.forward(days=7)
    (line,) = take_in(house, f"{ANA}m,2027-01-31,35,first;second\n")
    assert line.changes == ("new milestone “second”",)
    (line,) = take_in(house, f"{ANA}m,2027-01-31,60,first;second\n")
    assert line.changes == ("progress 60 % on 2026-11-28",)
    clock.forward(minutes=1)
    (line,) = take_in(house, f"{ANA}m,2027-01-31,50,first;second\n")
    assert [row[1:5:3] for row in entries(house)] == [
        ("2026-11-21", 35), ("2026-11-28", 60), ("2026-11-28", 50),
    ]  # fmt: skip
    # The one noted last on a day is the one that stands.
    assert reads.goals(house.db, one(house)[1].engagement_id, clock()).goals[0].percent == 50
    # The first file, as it was on its day.
    assert statuses(take_in(house, f"{ANA}m,2027-01-31,35,first\n", day=TODAY)) == ["same"]


def test_what_the_coach_changed_meanwhile_stays_unless_the_file_is_to_win(
    house: Practice, clock: StandingClock
) -> None:
    file = f"{ANA}m,2027-01-31,35,first\n"
    take_in(house, file, day=TODAY)
    goal_id, draft = one(house)
    ((entry_id,),) = rows(house, "SELECT id FROM progress")
    ((milestone_id,),) = rows(house, "SELECT id FROM milestone")
    writes.goals.edit(house, goal_id, draft._replace(title="Hand over", measure="mine", due_on=date(2027, 2, 2)))
    writes.goals.edit_entry(house, entry_id, ProgressDraft(goal_id, TODAY, Party.CLIENT, None, 40, "seen", 3))
    writes.goals.edit_milestone(house, milestone_id, "The very first", None)
    writes.goals.tick(house, milestone_id, TODAY)
    clock.forward(days=2)
    writes.goals.note(house, ProgressDraft(goal_id, date(2026, 11, 23), Party.CLIENT, None, 70))
    before = content(house.db)
    (line,) = take_in(house, file, day=TODAY)
    assert line.status == "same"
    assert line.kept == (
        "title stays “Hand over” (the file says “Delegate”)",
        "measure stays “mine” (the file says “m”)",
        "due stays 2027-02-02 (the file says 2027-01-31)",
        "progress stays 40 % (the file says 35 %)",
    )
    assert content(house.db) == before
    (line,) = take_in(house, file, day=TODAY, update=True)
    assert line.status == "changed"
    assert one(house)[1] == draft
    assert rows(house, "SELECT percent, confidence FROM progress ORDER BY noted_on") == [(35, 3), (70, None)]
    assert rows(house, "SELECT body FROM progress_evidence") == [("seen",)]
    assert rows(house, "SELECT title, done_on FROM milestone") == [("The very first", "2026-11-21")]
    undo.undo(house)
    assert content(house.db) == before


def test_a_file_that_was_only_saved_again_later_does_not_overrule_what_was_noted_since(house: Practice) -> None:
    take_in(house, f"{ANA}m,,35,\n", day=date(2026, 11, 1))
    (line,) = take_in(house, f"{ANA}m,,35,\n", day=date(2026, 11, 20))
    assert line.status == "same"
    writes.goals.note(house, ProgressDraft(one(house)[0], date(2026, 11, 10), Party.COACH, None, 80))
    # What somebody else says is no word of the client's.
    (line,) = take_in(house, f"{ANA}m,,35,\n", day=date(2026, 11, 20))
    assert line.status == "same"


def test_an_agreed_goal_keeps_what_it_is_judged_by_also_in_an_update(house: Practice) -> None:
    head = "client,goal,measure,due,importance,level_0,progress\n"
    take_in(house, f"{head}Ana,Delegate,m,,2,as agreed,\n")
    goal_id, draft = one(house)
    writes.goals.agree(house, goal_id, TODAY)
    for update in (False, True):
        (line,) = take_in(house, f"{head}Ana,DELEGATE,other,2027-01-31,3,other,3{update:d}\n", update=update)
        assert line.changes == (f"progress 3{update:d} % on 2026-11-21",)
        assert "measure stays “m” (agreed, so a change needs a reason; the file says “other”)" in line.kept
        assert len(line.kept) == 5
    assert one(house)[1] == draft._replace(achievable=True)


def test_a_closed_goal_is_left_as_it_is_and_a_goal_that_is_over_in_the_file_is_closed_on_request(
    house: Practice,
) -> None:
    head = "email,name,status,completion\nana@x.example,Delegate,"
    take_in(house, f"{head}ongoing,0.4\n")
    (line,) = take_in(house, f"{head}completed,\n")
    assert line.changes == ("progress 100 % on 2026-11-21",)
    assert line.kept == ("stays open (completed in the file)",)
    assert take_in(house, f"{head}completed,\n", update=True)[0].changes == ("closed (completed in the file)",)
    (line,) = take_in(house, f"{head}ongoing,0.4\n", update=True)
    assert (line.status, line.kept) == ("same", ("is closed here, so it stays as it is",))


def test_what_is_empty_here_is_filled(house: Practice) -> None:
    take_in(house, "client,goal\nAna,Delegate\n")
    (line,) = take_in(
        house,
        "client,goal,measure,due,level_0,competency,agreed\nAna,Delegate,m,2027-01-31,so,includes people,1.9.2026\n",
    )
    assert line.changes == (
        "measure “m”", "due 2027-01-31", "level 0 “so”", "competency includes people", "agreed 2026-09-01"
    )  # fmt: skip
    assert one(house)[1].competency_ids == ("c2",)
    assert rows(house, "SELECT state, agreed_on, achievable FROM goal") == [("agreed", "2026-09-01", 1)]


def test_a_coach_s_own_goal_of_that_title_is_taken_for_the_same(house: Practice) -> None:
    ((engagement,),) = rows(
        house, "SELECT e.id FROM engagement e JOIN person p ON p.id = e.client_id WHERE p.name = 'Ana'"
    )
    writes.goals.add(house, GoalDraft(engagement, "  Délegate   outcomes"))
    (line,) = take_in(house, "client,goal,progress\nANA,delegate outcomes,10\n")
    assert line.status == "changed"
    assert rows(house, "SELECT count(*) FROM goal") == [(1,)]
    writes.goals.add(house, GoalDraft(engagement, "Delegate Outcomes"))
    (line,) = take_in(house, "client,goal,progress\nANA,delegate outcomes,10\n")
    assert "2 goals here are called “delegate outcomes”" in line.faults[0].words


def test_rows_that_say_different_things_of_one_goal_are_all_left_out(house: Practice) -> None:
    lines = take_in(
        house, "client,goal,due\nAna,Delegate,2027-01-31\nAna,delegate ,2027-01-30\nAna,Other,\nAna,Other,\n"
    )
    assert statuses(lines) == ["error", "error", "new", "same"]
    assert "The rows 2, 3 say different things" in lines[1].faults[0].words
    frappe = (
        "employee,goal_name,is_group,parent_goal,progress\nAna,Other,1,,5\nAna,Step,0,Other,7\nAna,step,0,Other,8\n"
    )
    assert statuses(take_in(house, frappe)) == ["changed", "error", "error"]


def test_a_milestone_may_belong_to_a_goal_that_is_here_and_by_the_id_of_its_parent(house: Practice) -> None:
    take_in(house, "client,goal\nAna,Delegate\n")
    (line,) = take_in(house, "Employee,Goal,Parent Goal,Progress\nana,Name them,delegate,10\n")
    assert (line.status, line.changes) == ("new", ("new milestone “Name them”",))
    known_by_id = "ID,Employee,Goal,Is Group,Parent Goal,Progress\nG-1,Ana,Grow,1,,5\nG-2,Ana,Ask,0,G-1,100 %\n"
    assert statuses(take_in(house, known_by_id)) == ["new", "new"]
    assert rows(house, "SELECT g.title, m.title FROM milestone m JOIN goal g ON g.id = m.goal_id ORDER BY 1") == [
        ("Delegate", "Name them"), ("Grow", "Ask"),
    ]  # fmt: skip
    left_out = "employee,goal_name,is_group,parent_goal,end_date\nDana Okafor,Too soon,1,,2020-01-01\n"
    lines = take_in(house, f"{left_out}Dana Okafor,Step,0,Too soon,\n")
    assert [(field, words.split(".")[0]) for _, field, words in faults(lines)] == [
        ("end_date", "The date (2020-01-01) is before the engagement's start (2026-09-01)"),
        ("parent_goal", "Its goal, row 2, is left out"),
    ]


def test_the_engagement_that_runs_is_meant_then_the_one_in_draft_and_several_need_a_code(house: Practice) -> None:
    dana = rows(house, "SELECT code FROM engagement WHERE client_id = 'p'")[0][0]
    other = begin(house)
    (line,) = take_in(house, "client,goal\nDana Okafor,Delegate\n")
    assert "has 2 engagements that run" in line.faults[0].words
    assert dana in line.faults[0].words
    assert "a column called engagement" in line.faults[0].words
    (line,) = take_in(house, f"client,goal,engagement\nDana Okafor,Delegate,{other.upper()}\n")
    assert line.status == "new"
    assert one(house)[1].engagement_id == other
    assert take_in(house, "client,goal,engagement\nAna,Delegate,P-9\n")[0].faults[0].field == "engagement"
    with house.raw_action("ended one") as db:
        db.execute("UPDATE engagement SET state = 'completed' WHERE id = ?", (other,))
    assert take_in(house, "client,goal\nDana Okafor,Delegate\n")[0].status == "new"
    with house.raw_action("ended the other") as db:
        db.execute("UPDATE engagement SET state = 'cancelled'")
    assert "has no engagement that runs or is in draft" in take_in(house, "client,goal\nAna,X\n")[0].faults[0].words


def test_who_is_meant_is_known_by_address_then_by_name(house: Practice) -> None:
    head = "client,email,goal\n"
    assert take_in(house, f"{head}Somebody,ANA@x.example,Delegate\n")[0].client == "Ana"
    assert "has the address" in take_in(house, f"{head}Ana,other@x.example,Delegate\n")[0].faults[0].words
    assert take_in(house, f"{head}tomas ferreira,new@x.example,Delegate\n")[0].client == "Tomás Ferreira"
    assert "is called “Bea”" in take_in(house, f"{head}Bea,,Delegate\n")[0].faults[0].words
    with house.raw_action("renamed one") as db:
        db.execute("UPDATE person SET name = 'Ana', email = NULL WHERE name = 'Jörg Ebner'")
    assert "2 clients here answer to “Ana”" in take_in(house, f"{head}Ana,,Delegate\n")[0].faults[0].words


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("goal=", "goal", "is missing"),
        ("client=", "client", "is missing"),
        ("due=2026-02-30", "due", "is no date"),
        ("due=2026-02-30T10:00:00Z", "due", "is no date"),
        ("due=03/04/2026", "due", "is no date"),
        ("due=1026-01-01", "due", "in the year 1026"),
        ("progress=101", "progress", "Give 0 to 100"),
        ("progress=-1", "progress", "Give 0 to 100"),
        ("progress=nan", "progress", "is no number"),
        ("level=3", "level", "Give −2 to 2"),
        ("level=0.5", "level", "Give −2 to 2"),
        ("importance=4", "importance", "Give 0 to 3"),
        ("difficulty=x", "difficulty", "Give 0 to 3"),
        ("baseline=0", "baseline", "Give −2 to −1"),
        ("level=1,as_of=2026-11-22", "as_of", "still to come"),
        ("agreed=2026-11-22", "agreed", "still to come"),
        ("level_0=so,level_1=So", "level_1", "says the same as 0"),
        ("objective=Grow", "objective", "no organisation"),
        ("goal=LONG", "goal", "is the most"),
        ("milestones=LONG", "milestones", "is the most"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_and_nothing_is_written(
    house: Practice, row: str, field: str, words: str
) -> None:
    before = content(house.db)
    cells = {"client": "Ana", "goal": "Delegate"} | dict(
        cell.split("=") for cell in row.replace("LONG", "x" * 5001).split(",")
    )
    (line,) = take_in(house, f"{','.join(cells)}\n{','.join(cells.values())}\n")
    assert [fault.field for fault in line.faults] == [field]
    assert words in line.faults[0].words
    assert content(house.db) == before


@pytest.mark.parametrize(
    "header", ["person,goal", "client,aim", "email,name", "client,goal,title", "employee,progress", ""]
)
def test_a_layout_that_is_not_known_is_refused_in_words(header: str) -> None:
    with pytest.raises(tables.TableError):
        goal_layouts.understand(table_of(f"{header}\na,b,c\n"))


def test_a_goal_that_was_agreed_or_made_since_the_preview_is_not_changed_unasked(house: Practice) -> None:
    def read(data: str) -> goals.GoalPreview:
        return goals.preview(house, goal_layouts.understand(table_of(data)))

    first, second = read("client,goal\nAna,Delegate\n"), read("client,goal\nAna,Delegate\n")
    goals.apply(house, first, "list.csv")
    with pytest.raises(Refused, match="made already"):
        goals.apply(house, second, "list.csv")
    filled = read("client,goal,measure\nAna,Delegate,m\n")
    writes.goals.agree(house, one(house)[0], TODAY)
    with pytest.raises(Refused, match="agreed: Delegate"):
        goals.apply(house, filled, "list.csv")
    writes.goals.edit(house, one(house)[0], one(house)[1]._replace(measure="n"), RevisionDraft("g", "why"))
    noted = read("client,goal,progress\nAna,Delegate,5\n")
    writes.goals.close(house, one(house)[0])
    with pytest.raises(Refused, match="closed: Delegate"):
        goals.apply(house, noted, "list.csv")


def test_the_day_of_a_file_is_that_of_its_last_change_and_never_still_to_come(house: Practice, tmp_path: Path) -> None:
    file = tmp_path / "goals.csv"
    file.touch()
    moment = NOW.timestamp()
    for at, day in ((moment - 3 * 86400, date(2026, 11, 18)), (moment + 9 * 86400, TODAY)):
        os.utime(file, (at, at))
        assert goals.day_of(file, house) == day
    assert goals.day_of(tmp_path / "none", house) == TODAY


HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
GOAL = st.fixed_dictionaries(
    {
        "client": st.sampled_from(["Ana", "ana", "Tomás Ferreira", "Jörg Ebner"]),
        "goal": st.sampled_from(["Delegate", "Board", "Grow a deputy", "=1+1"]) | HOSTILE,
        "measure": HOSTILE,
        "due": st.sampled_from(["", "2027-01-31", "31.01.2027"]),
        "importance": st.sampled_from(["", "0", "3"]),
        "progress": st.sampled_from(["", "0", "12.5", "100 %"]),
        "level_0": HOSTILE,
        "milestones": st.sampled_from(["", "one", "one; two", "Two;three"]) | HOSTILE,
        "objective": st.sampled_from(["", "Grow"]),
    }
)


def as_table(cells: list[dict[str, str]]) -> tables.Table:
    made = tuple(
        tables.Row(number, {key: cell.strip() for key, cell in row.items()}) for number, row in enumerate(cells, 2)
    )
    return tables.Table(("client", *(key for key in (cells or [{}])[0] if key != "client")), made, (), "utf-8", ",")


def result(practice: Practice) -> list[Any]:
    """Return what is stored, without the places that the order of rows gives."""
    kept = content(practice.db)
    stored = {table: sorted(map(repr, found)) for table, found in kept.items() if table not in ("goal", "milestone")}
    stored["goal"] = sorted(repr((*row[:4], *row[5:])) for row in kept["goal"])
    stored["milestone"] = sorted(repr((*row[:3], *row[4:])) for row in kept["milestone"])
    return sorted(stored.items())


@pytest.fixture(scope="session")
def told_house(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the clients of `house`, written once."""
    return written(template, tmp_path_factory.mktemp("house"), furnished)


@given(st.lists(GOAL, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_twice_is_once_undo_leaves_it_as_it_was_and_the_order_of_rows_does_not_matter(
    another: Callable[..., Practice], told_house: Path, cells: list[dict[str, str]], shuffle: Any
) -> None:
    practice = another(told_house)
    before = content(practice.db)
    table = as_table(cells)
    goals.apply(practice, goals.preview(practice, goal_layouts.understand(table)), "list.csv")
    taken, stored = content(practice.db), result(practice)
    for update in (False, True):
        again = goals.preview(practice, goal_layouts.understand(table), update=update)
        assert not again.writes
    assert content(practice.db) == taken
    if taken != before:
        undo.undo(practice)
        assert content(practice.db) == before
    shuffle.shuffle(cells)
    practice = another(told_house)
    goals.apply(practice, goals.preview(practice, goal_layouts.understand(as_table(cells))), "list.csv")
    assert result(practice) == stored
