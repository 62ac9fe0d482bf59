"""How a command is handed the place that it works on."""

from __future__ import annotations

import click

from coachtui.cli.place import Place

pass_place = click.make_pass_decorator(Place)
"""Asks for the place that the root found."""
