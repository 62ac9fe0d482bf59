"""A practice that is shut for a while keeps what is asked meanwhile; one that was replaced is mended, once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coachtui.paths import Paths
from coachtui.store import errors
from coachtui.store.gateway import Gateway
from coachtui.store.practice import Practice, open_practice
from tests.conftest import StandingClock
from tests.store.test_changelog import add_person
from tests.store.test_gateway import adding, names


@pytest.fixture
def gateway(opening: Callable[[], Practice]) -> Iterator[Gateway]:
    gateway = Gateway(opening)
    gateway.start()
    yield gateway
    gateway.close()


async def long_names(gateway: Gateway) -> list[str]:
    return await gateway.long(lambda practice, _: names(practice.db))


async def test_what_is_asked_of_a_shut_practice_is_done_when_it_is_open_again(gateway: Gateway) -> None:
    before = await gateway.ready()
    first = gateway.write(adding("A", 0.05))
    await gateway.shut()
    assert first.done()
    assert gateway.is_shut
    with pytest.raises(Exception, match="closed"):
        before.db.execute("SELECT 1")
    second = gateway.write(adding("B"))
    far = gateway.long(lambda practice, _: names(practice.db)[:1])
    await gateway.shut()  # twice is once
    await asyncio.sleep(0.05)
    assert not second.done()
    assert not far.result.done()
    await gateway.reopen()
    await second
    assert (await gateway.read(names), await far, gateway.is_shut) == (["A", "B"], ["A"], False)
    await gateway.shut()
    await gateway.reopen()
    assert await long_names(gateway) == ["A", "B"]


async def test_an_opening_that_fails_is_raised_where_it_was_asked_for(
    gateway: Gateway, fresh: Path, paths: Paths, clock: StandingClock
) -> None:
    await long_names(gateway)
    await gateway.shut()
    waiting = gateway.write(adding("A"))
    with pytest.raises(errors.NoPractice):
        await gateway.reopen(lambda: open_practice(fresh.with_name("none.coach"), paths, clock=clock))
    await asyncio.sleep(0.02)
    assert gateway.is_shut
    assert not waiting.done()
    other = fresh.with_name("other.coach")
    shutil.copyfile(fresh, other)
    other.chmod(0o600)
    await gateway.reopen(lambda: open_practice(other, paths, clock=clock))
    await waiting
    assert (await gateway.ready()).path == other
    assert await long_names(gateway) == ["A"], "both lanes opened the other file"


async def test_a_file_that_could_not_be_opened_can_be_opened_otherwise(
    opening: Callable[[], Practice], paths: Paths
) -> None:
    def failing() -> Practice:
        raise errors.NoPractice("none")

    gateway = Gateway(failing)
    gateway.start()
    with pytest.raises(errors.NoPractice):
        await gateway.ready()
    await gateway.shut()
    await gateway.reopen(opening)
    assert await gateway.read(names) == []
    gateway.close()


async def test_leaving_a_shut_practice_answers_who_waits(opening: Callable[[], Practice]) -> None:
    gateway = Gateway(opening)
    gateway.start()
    await gateway.shut()
    waiting = gateway.write(adding("A"))
    gateway.close()
    with pytest.raises(errors.PracticeClosed):
        await waiting


def replace(path: Path) -> None:
    """Put another file at the path, as a sync service does."""
    part = path.with_name("part")
    shutil.copyfile(path, part)
    part.chmod(0o600)
    part.replace(path)


async def test_a_replaced_file_is_mended_once_and_the_write_done_again(gateway: Gateway, fresh: Path) -> None:
    rescued: list[list[str]] = []
    told: list[str] = []
    gateway.rescue_by(lambda practice: rescued.append(names(practice.db)), lambda: told.append("mended"))
    await asyncio.gather(gateway.write(adding("A")), long_names(gateway))
    replace(fresh)
    added = await asyncio.gather(
        gateway.write(adding("B")),
        gateway.write(adding("C")),
        gateway.long(lambda practice, _: add_person(practice, "D")),
    )
    assert all(added)
    assert rescued == [["A"]]
    assert told == ["mended"]
    assert sorted(await gateway.read(names)) == ["A", "B", "C", "D"], "both lanes write the file at the path"
    replace(fresh)
    await gateway.write(adding("E"))
    assert len(rescued) == 2
    assert (await gateway.ready()).path == fresh
    assert "E" in await long_names(gateway), "the other lane opened the new file too"


async def test_a_file_that_can_not_be_mended_is_told_each_time_and_copied_once(gateway: Gateway, fresh: Path) -> None:
    tried: list[int] = []

    def failing(practice: Practice) -> None:
        tried.append(1)
        raise errors.DamagedPractice("What you wrote is kept in /rescue/1.coach.")

    gateway.rescue_by(failing, lambda: None)
    await gateway.write(adding("A"))
    fresh.unlink()
    for _ in range(2):
        with pytest.raises(errors.DamagedPractice, match="/rescue/1"):
            await gateway.write(adding("B"))
    assert len(tried) == 1
    assert await gateway.read(names) == ["A"], "what was open can still be read"
