"""Values of an organisation as behaviour that one can observe, with observations for and against."""

from __future__ import annotations

from dataclasses import dataclass

from coachtui.demo.topics.topic import lines


@dataclass(frozen=True, slots=True)
class ValueText:
    """A value of an organisation as behaviour one can observe, with observations for and against it."""

    name: str
    behaviour: str
    seen: tuple[str, ...]
    missed: tuple[str, ...]


def _value(name: str, behaviour: str, seen: str, missed: str) -> ValueText:
    return ValueText(name, behaviour, lines(seen), lines(missed))


VALUES: tuple[ValueText, ...] = (
    _value(
        "Candour",
        "We say disagreement in the room, with a reason and a way on.",
        """
        {client} disagreed with the forecast in the meeting and proposed a second look by {weekday}.
        {report} said to the whole round that the date can't be kept, and why.
        The smallest vote in the committee was asked for its reasons and gave them.
        """,
        """
        Nodded in the meeting and wrote a two-page objection at night.
        The doubts about {project} were known in the corridor and not in the minutes.
        """,
    ),
    _value(
        "Curiosity",
        "We ask one question before we give a view.",
        """
        Opened the review with a question and let three others speak first.
        Asked the night shift, and wrote down the answer.
        {client} asked {peer} what was behind the no, and changed the plan.
        """,
        """
        Gave the answer before {other} had finished.
        The meeting began with the conclusion.
        """,
    ),
    _value(
        "Ownership",
        "We decide where the knowledge is, and stand by the outcome.",
        """
        {report} decided on the supplier within the agreed limits and told afterwards.
        {client} sent a decision back to the one whose it was.
        The team took the blame for the late date and came with a remedy.
        """,
        """
        The decision went up two levels for the sum of four hundred.
        Waited for a sign from above, for nine days.
        """,
    ),
    _value(
        "Learning",
        "We tell of our mistakes early and look for what they teach.",
        """
        {client} told the all-hands of the mistake in the price list, and of the own part in it.
        Near miss reported within the hour, thanked on the same day.
        The failed attempt was shown with its three lessons.
        """,
        """
        First question after the failure was who had signed.
        The mistake was put right quietly and told to no one.
        """,
    ),
    _value(
        "Inclusion",
        "We ask who is missing, and hear them before we decide.",
        """
        Remote colleagues began the round.
        {client} stopped the decision until {peer}'s function had been heard.
        Someone interrupted was brought back in, by name.
        """,
        """
        Decided by the usual four, in the corridor.
        The meeting stayed at nine at night for the colleagues overseas.
        """,
    ),
    _value(
        "Focus",
        "We name what we stop whenever we begin something.",
        """
        With the new request came the list of what stops for it.
        {client} said no within a day, with its reason.
        Two projects were ended, with thanks and a last page.
        """,
        """
        A fourth first priority was announced.
        Said yes in the meeting and had no one for it.
        """,
    ),
    _value(
        "Care",
        "We notice how people are, and act on it.",
        """
        {client} went home at six and said so.
        Moved the date, as two were ill, and told the customer the reason.
        Asked {other} how things were, and waited for the second answer.
        """,
        """
        Mails at half past eleven, answers at twenty to twelve.
        The overtime list was read out as a list of honour.
        """,
    ),
    _value(
        "Customer first",
        "We start from what the customer is trying to do.",
        """
        {report} invited a customer to the planning, and left the chair empty when none could come.
        The complaint was answered the same day by the person who could solve it.
        {client} spent {weekday} in the service centre with a headset on.
        """,
        """
        The report was finished, the customer was still waiting.
        Two departments told the customer different dates.
        """,
    ),
)
