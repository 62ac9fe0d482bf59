"""What a device is called: as the machine, or as the settings say, on the other devices too."""

from __future__ import annotations

from pathlib import Path

from coachtui.store import device, practice
from coachtui.store.driver import Connection
from tests.store.replicas import Replica


def called(db: Connection, site: int) -> str:
    return str(db.execute("SELECT name FROM device WHERE site = ?", (site,)).fetchone()[0])


def test_the_settings_name_a_device_and_the_others_follow(template: Path, tmp_path: Path) -> None:
    laptop, tablet = (Replica(template, tmp_path / name, "vm") for name in ("laptop", "tablet"))
    (site,) = laptop.db.execute("SELECT site FROM local").fetchone()
    tablet.merge(laptop)
    assert called(tablet.db, site) == "vm"
    laptop.practice.close()
    laptop.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    laptop.paths.settings.write_text('device_name = "  the  studio "\n')
    laptop.practice = practice.open_practice(laptop.paths.practice, laptop.paths, clock=laptop.clock)
    assert called(laptop.db, site) == "the studio"
    with laptop.practice.raw_action("noted something") as db:
        db.execute("UPDATE practice SET name = 'Another'")
    tablet.merge(laptop)
    assert called(tablet.db, site) == "the studio"
    laptop.merge(tablet)
    assert called(laptop.db, site) == "the studio", "a device knows best what it is called"
    for one in (laptop, tablet):
        one.close()


def test_without_a_name_it_is_the_machine_s(tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    usual = device.name(settings)
    assert usual
    settings.write_text('device_name = ""\n')
    assert device.name(settings) == usual
    settings.write_text(f'device_name = "{"x" * 99}"\n')
    assert len(device.name(settings)) == device.LONGEST_NAME
