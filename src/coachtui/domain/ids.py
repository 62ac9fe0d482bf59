"""Keys that never collide between machines: UUIDv7 for what happens, uuid5 for what has a natural key."""

from __future__ import annotations

from random import Random

NAMESPACE = "6f1d1c52-6a0b-5d0e-9a3e-0c0ac4710001"


def new_id(now_ms: int, random: Random) -> str:
    """Return a UUIDv7 (RFC 9562) as 32 hex digits: 48 bits of Unix milliseconds, then random bits.

    >>> new_id(0, Random(1))[:13]
    '0000000000007'
    """
    high = (now_ms & (1 << 48) - 1) << 80 | 0x7 << 76 | random.getrandbits(12) << 64
    return f"{high | 0b10 << 62 | random.getrandbits(62):032x}"


def natural_id(*parts: str | int) -> str:
    """Return the uuid5 of a natural key as 32 hex digits, so that two machines make the same row."""
    # Here, not above: the first screen makes no keys.
    from uuid import UUID, uuid5

    return uuid5(UUID(NAMESPACE), "\x1f".join(map(str, parts))).hex
