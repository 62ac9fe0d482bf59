"""coachtui: the executive coach's workspace for the terminal."""

__version__ = "0.1.0"
