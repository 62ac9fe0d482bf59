"""Model files: what is written is read back the same, and all that is wrong is told by file, key and value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachtui.domain.competency_model import BehaviourText, CompetencyText, ModelDraft
from coachtui.domain.words import folded
from coachtui.exchange.models import LARGEST, TOLD, ModelError, example, parse, read, shipped

FILE = Path(__file__).parents[2] / "src" / "coachtui" / "models" / "leadership.toml"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True) if text.isascii() else json.dumps(text, ensure_ascii=False)


def written(draft: ModelDraft) -> str:
    """Write a model as TOML, by hand."""
    lines = [f"name = {quoted(draft.name)}", f"version = {quoted(draft.version)}"] if draft.holds_model else []
    if draft.organisation:
        lines.append(f"organisation = {quoted(draft.organisation)}")
    for one in draft.competencies:
        lines += ["[[competency]]", f"name = {quoted(one.name)}", f"kpi = {str(one.kpi).lower()}"]
        lines += [f"description = {quoted(one.description)}"] if one.description else []
        lines += ["[competency.levels]", *(f"{level} = {quoted(words)}" for level, words in one.levels.items())]
    for value, behaviour in draft.behaviours:
        lines += ["[[behaviour]]", f"value = {quoted(value)}", f"behaviour = {quoted(behaviour)}"]
    return "\n".join(lines)


def faults(text: str | bytes) -> list[str]:
    with pytest.raises(ModelError) as refused:
        parse(text if isinstance(text, bytes) else text.encode(), "own.toml")
    told = str(refused.value).splitlines()
    assert all(line.startswith("own.toml: ") for line in told)
    return [line.removeprefix("own.toml: ") for line in told]


def test_what_is_shipped_and_the_example_are_read() -> None:
    assert read(FILE) == shipped()
    draft = parse(example().encode(), "example")
    assert draft.problems() == ()
    assert (len(draft.competencies), len(draft.behaviours), draft.organisation) == (2, 2, "Northwind")


def test_every_fault_is_told_at_once_with_key_and_value() -> None:
    assert faults("""
        name = 1.5
        version = "  "
        colour = "red"
        [[competency]]
        name = "Hands over"
        kpi = "yes"
        organisation = "Northwind"
        levels = { 6 = "Walks on water", one = "x", 2 = 3, 3 = "" }
        [[competency]]
        name = "hands  OVER"
        description = "bell \\u0007"
        [[competency]]
        levels = ["a"]
        [[behaviour]]
        value = "Candour"
        [[behavior]]
    """) == [
        "name = 1.5: It is a number, and must be text in quotation marks.",
        "colour = “red”: There is no such key here. There are: name, version, organisation, competency, behaviour.",
        "behavior: There is no such key here. Did you mean behaviour? "
        "There are: name, version, organisation, competency, behaviour.",
        "version = “  ”: The version is missing. Type it.",
        "organisation: Whose behaviours these are is missing. Write organisation = “Its name”.",
        "competency[1].kpi = “yes”: It is text, and must be true or false.",
        "competency[1].organisation = “Northwind”: There is no such key here. If it is meant for the file as a whole, "
        "move it above the first [[…]]. There are: name, description, kpi, levels.",
        "competency[1].levels.one = “x”: It is no level. Levels are called 1 to 5.",
        "competency[1].levels.2 = 3: It is a number, and must be text in quotation marks.",
        "competency[1].levels.6 = “Walks on water”: There is no level 6. Levels run from 1 to 5.",
        "competency[1].levels.3 = “”: The level's text is missing. Type it.",
        "competency[2].name = “hands  OVER”: It stands there already, as competency[1]. Keep one of them.",
        "competency[2].description = “bell \a”: The description holds the control character U+0007. Take it out.",
        "competency[2].levels: No level is described. Say what at least one of 1 to 5 looks like.",
        "competency[3].levels: It is a list, and must be a table.",
        "competency[3].name: The competency's name is missing. Type it.",
        "behaviour[1].behaviour: The behaviour is missing. Type it.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("x = 1\nname = a\n", "(at line 2, column 8)"),
        ("name = 'a'\nname = 'b'\n", "(at line 2"),
        (b"name = 'a'\nversion = '\xff'", "is not UTF-8 (line 2)"),
        ("competency = 3", "competency = 3: It is a number, and must be tables, each begun with [[competency]]."),
        ("competency = [1]", "competency[1] = 1: It is a number, and must be a table."),
        ("name = 2026-11-21", "name: It is a date or time, and must be text in quotation marks."),
        ("a" + " = [" * 2000, "is not TOML"),
        ("a = " + "[" * 3000, "is nested too deep"),
        ("a = " + "9" * 5000, "holds a number or date that nothing can hold"),
        ("a" * 200 + " = 1", "a" * 59 + "… = 1: There is no such key here."),
        (b"#" * (LARGEST + 1), "is larger than 1 MB"),
    ],
)
def test_what_is_no_model_is_refused_in_words(text: str | bytes, told: str) -> None:
    assert any(told in line for line in faults(text))


def test_of_very_many_faults_the_rest_is_counted() -> None:
    told = faults("\n".join(f"key{n} = 1" for n in range(500)))
    assert len(told) == TOLD + 1
    assert told[-1] == "and 463 more faults."


def test_a_mark_at_the_beginning_and_foreign_line_ends_do_not_matter(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(b"\xef\xbb\xbf" + example().replace("\n", "\r\n").encode())
    assert read(own) == parse(example().encode(), "example")


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "directory"), (tmp_path / "none", "No such file"), (Path("a\0b"), "name of a file")):
        with pytest.raises(ModelError, match=words):
            read(path)


texts = st.text(max_size=30)
levels = st.dictionaries(st.integers(1, 5), texts)
competencies = st.builds(CompetencyText, texts, texts, st.booleans(), levels)
behaviours = st.lists(st.builds(BehaviourText, texts, texts), max_size=3).map(tuple)
drafts = st.builds(ModelDraft, texts, texts, st.lists(competencies, max_size=4).map(tuple), behaviours, texts)


line = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(str.strip)
several = st.lists(line, min_size=1, max_size=3).map("\n\t".join)
valid_levels = st.dictionaries(st.integers(1, 5), several, min_size=1)
valid_competencies = st.lists(
    st.builds(CompetencyText, line, st.just("") | several, st.booleans(), valid_levels),
    min_size=1,
    max_size=4,
    unique_by=lambda one: " ".join(folded(one.name).split()),
).map(tuple)
valid_behaviours = st.lists(
    st.builds(BehaviourText, line, several), max_size=3, unique_by=lambda one: " ".join(folded(one.value).split())
).map(tuple)
valid = st.builds(ModelDraft, line, line, valid_competencies, valid_behaviours, line)


@given(valid, st.booleans())
def test_a_valid_model_is_read_back_the_same(draft: ModelDraft, alone: bool) -> None:
    if alone and draft.behaviours:
        draft = draft._replace(name="", version="", competencies=())
    assert draft.problems() == ()
    assert parse(written(draft).encode(), "own.toml") == draft.settled()


@given(drafts)
def test_a_model_that_can_not_be_stored_is_refused_by_key(draft: ModelDraft) -> None:
    wrong = {problem.field for problem in draft.problems()}
    assume(wrong and (draft.holds_model or draft.organisation))
    with pytest.raises(ModelError) as refused:
        parse(written(draft).encode("utf-8", "replace"), "own.toml")
    told = str(refused.value)
    assert "is not TOML" in told or all(f"own.toml: {field}" in told for field in wrong)


@given(st.binary(max_size=300) | st.text(alphabet='[]{}=."\n#,1ae ', max_size=200).map(str.encode))
def test_any_bytes_are_a_model_or_refused_in_words(data: bytes) -> None:
    try:
        draft = parse(data, "own.toml")
    except ModelError:
        return
    assert not draft.problems()
