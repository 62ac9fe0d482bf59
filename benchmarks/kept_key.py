"""A keyring with one key in it, for `encryption.py`: it has it from the environment."""

from __future__ import annotations

import os

from keyring.backend import KeyringBackend


class Kept(KeyringBackend):
    """Knows one key, whoever asks."""

    priority = 1  # type: ignore[assignment]  # the base asks for a property of the class

    def get_password(self, service: str, username: str) -> str | None:
        return os.environ["COACHTUI_BENCHMARK_KEY"]

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError
