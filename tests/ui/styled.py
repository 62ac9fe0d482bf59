"""Style sheets read, and matched, once for all the applications that tests start: it would be a third of their time.

Which rules hold for a node follows from the rules, and from what selectors can ask of the node and all those around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

PARSED: dict[tuple[Any, ...], list[RuleSet]] = {}
PARSE = Stylesheet._parse_rules
NUMBERS: dict[tuple[Any, ...], int] = {}
"""The numbers of different rules; they are kept as long as the tests run, so that none is like another."""
NAMED: dict[tuple[Any, ...], int] = {}
APPLIED: dict[tuple[Any, ...], tuple[Any, tuple[bool, ...]]] = {}
APPLY = Stylesheet.apply
ASKED = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
"""What a node keeps in mind of the rules that may hold for it."""


def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let style sheets be read and matched once."""
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)
    monkeypatch.setattr(Stylesheet, "apply", _applied_once)


def _parsed_once(sheet: Stylesheet, css: str, *args: Any, **kwargs: Any) -> list[RuleSet]:
    """Parse a style sheet, once for all applications that give its variables the same values."""
    key = (css, args, *kwargs.items(), *sheet._variables.items())
    if key not in PARSED:
        PARSED[key] = PARSE(sheet, css, *args, **kwargs)
    return PARSED[key]


def _applied_once(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
    """Find the rules of a node, once for all nodes that no selector tells apart; what stays as it was is left alone."""
    key = (_named(sheet, node), *map(_selected_by, node.css_path_nodes))
    last, base = node.__dict__.pop("_applied_last", (None, None))
    if key not in APPLIED:
        found: dict[tuple[Any, ...], Any] = {}
        APPLY(sheet, node, animate=animate, cache=found)
        # Textual puts in what it may use again itself: nothing that hangs on the nodes beside, or on the focus within.
        for rules in found.values():
            APPLIED[key] = rules, tuple(getattr(node, name) for name in ASKED)
        return
    rules, asked = APPLIED[key]
    for name, value in zip(ASKED, asked, strict=True):
        setattr(node, name, value)
    if rules is last and base is node.styles.base:
        node.notify_style_update()
    else:
        sheet.replace_rules(node, rules, animate=animate)
    node.__dict__["_applied_last"] = rules, node.styles.base
    sheet._process_component_classes(node)


def _named(sheet: Stylesheet, node: DOMNode) -> int:
    """Return the number of the rules of a sheet in which a node is named; most sheets differ in others only."""
    numbered: tuple[Any, int] = sheet.__dict__.get("_numbered", (None, 0))
    if numbered[0] is not sheet.rules:
        numbered = sheet.__dict__["_numbered"] = sheet.rules, _number(sheet.rules)
    key = (numbered[1], type(node), node._id, frozenset(node._classes))
    if key not in NAMED:
        names = sheet.rules_map.keys() & node._selector_names
        named = {rule for name in names for rule in sheet.rules_map[name]}
        NAMED[key] = _number(filter(named.__contains__, sheet.rules))
    return NAMED[key]


def _number(rules: Iterable[RuleSet]) -> int:
    return NUMBERS.setdefault(tuple(map(id, rules)), len(NUMBERS))


def _selected_by(node: DOMNode) -> tuple[Any, ...]:
    """Return what a selector can ask of a node, but for its place among others."""
    asked = type(node), node._id, frozenset(node._classes), node._pseudo_classes_cache_key
    if isinstance(node, App):
        return *asked, node.theme, node.app_focus, node.native_ansi_color, node.no_color
    return *asked, getattr(node, "can_focus", False)
