"""The reference: a bare Textual app with Header, a 40-row DataTable and Footer."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header


class Bare(App[None]):
    """As little as an app with a table can be."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable()
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("time", "client", "what", "minutes")
        table.add_rows((f"{n:02}:00", f"Client {n}", "session", "60") for n in range(40))


if __name__ == "__main__":
    Bare().run()
