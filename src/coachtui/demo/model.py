"""The competency model that is shipped as the default: ten competencies of leadership with described levels 1–5."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CompetencyText:
    """A competency; `levels[0]` is level 1, `levels[4]` level 5. `indicator`: one of the four leadership KPIs."""

    key: str
    name: str
    description: str
    levels: tuple[str, str, str, str, str]
    indicator: bool = False


@dataclass(frozen=True, slots=True)
class ModelText:
    """A competency model as data."""

    name: str
    version: str
    description: str
    competencies: tuple[CompetencyText, ...]


DEFAULT_MODEL = ModelText(
    name="Leadership in practice",
    version="1.0",
    description="What leaders do, in words that others can observe. Levels build on each other: each holds the former.",
    competencies=(
        CompetencyText(
            "team",
            "Inspires and retains a strong team",
            "Gives people a reason to join, to stay and to do their best, and makes single persons into a team.",
            (
                "Good people leave, and the reasons come as a surprise.",
                "Keeps people by personal loyalty; the team depends on single members.",
                "People know what the work is for; key members stay, and open posts are filled well.",
                "Draws in people who are better in their field, and grows successors for each key role.",
                "Others come to learn how the team was built; it thrives when its leader is away.",
            ),
            True,
        ),
        CompetencyText(
            "decisions",
            "Decides well under pressure",
            "Decides in good time with what is known, hears dissent first, and stays steady when things go wrong.",
            (
                "Puts decisions off, or takes them in haste and takes them back.",
                "Decides familiar matters well; under pressure becomes narrow, or waits for certainty.",
                "Decides on the date with enough facts, gives the reason, and keeps calm in the first hour.",
                "Seeks the strongest objection, tells reversible from irreversible, and learns from the outcome.",
                "The whole organisation decides sooner and better, since the way of deciding is shared.",
            ),
            True,
        ),
        CompetencyText(
            "innovation",
            "Moves innovation and culture",
            "Makes it possible to try something new, and shapes by own example how people work with one another.",
            (
                "Keeps to what is proven; mistakes are hidden.",
                "Welcomes ideas, seldom tries one; talks of values without acting on them in difficult moments.",
                "Runs small attempts to an end, speaks of own mistakes, acts on the values when it costs something.",
                "Teams start attempts of their own; habits that hold the work back are named and changed.",
                "Has changed what the organisation takes for granted; newcomers don't know that it was otherwise.",
            ),
            True,
        ),
        CompetencyText(
            "collaboration",
            "Works across functions and includes people",
            "Brings functions, places and kinds of people to one table, and uses what each of them sees.",
            (
                "Works within the own area; others learn of decisions after the fact.",
                "Co-operates when asked; relies on a small circle.",
                "Asks who is concerned and absent before deciding; quieter and remote people are heard.",
                "Leads work across functions with shared aims; differences are used, and people say that they belong.",
                "Boundaries between functions hardly matter to customers; others adopt the way of including people.",
            ),
            True,
        ),
        CompetencyText(
            "delegation",
            "Delegates outcomes",
            "Hands over results with their authority, and keeps to it when they come about in another way.",
            (
                "Does the work, or checks each step of it.",
                "Hands over tasks; takes them back at the first slip.",
                "Hands over outcomes with date and boundary, and reviews on the agreed dates only.",
                "Direct reports decide nearly everything in their field, and delegate in turn.",
                "The second line leads the business; the leader's time goes to what only this role can do.",
            ),
        ),
        CompetencyText(
            "presence",
            "Carries weight with board and stakeholders",
            "Is clear, brief and calm before those with power, and wins people who do not have to follow.",
            (
                "Is overlooked or over-explains; loses matters for lack of support.",
                "Convinces in familiar circles; gives way or hardens when challenged.",
                "Opens with what is to be decided, holds a position with reasons, and prepares the ground.",
                "Is sought for an opinion beyond the own field; opponents help with the drafting.",
                "Shapes the direction of the whole, often through what others have made their own.",
            ),
        ),
        CompetencyText(
            "direction",
            "Sets direction and priorities",
            "Makes clear what matters most, what is not done, and why; finds the way in a new role.",
            (
                "Everything is important; people choose for themselves.",
                "Names priorities and adds to them; stops little.",
                "Three priorities are known to everyone; what is not done is said, with its reason.",
                "Time and money follow the priorities; the team stops things of its own accord.",
                "The direction holds through storms and changes of people, since it is shared.",
            ),
        ),
        CompetencyText(
            "listening",
            "Listens and gives feedback",
            "Hears what is said and what is not, early; says what was seen, near the event, and asks for the same.",
            (
                "Answers before the question is finished; feedback comes late or through others.",
                "Listens when time allows; praises in general and hints at the rest.",
                "Asks before giving a view; says what was seen within days, with its effect and a request.",
                "Bad news comes early from all ranks; asks for feedback and visibly acts on it.",
                "People give each other honest feedback unasked; the tone is copied widely.",
            ),
        ),
        CompetencyText(
            "conflict",
            "Handles conflict",
            "Says disagreement in the room, understands the other side, and repairs what was damaged.",
            (
                "Avoids disputes or wins them at the cost of the relationship.",
                "Speaks up among friends; passes disputes on to the manager.",
                "Says no early, with its reason; settles matters directly with colleagues.",
                "Brings opposing sides to an agreement that holds; names the own part.",
                "Open disagreement is normal and does no harm in the whole area.",
            ),
        ),
        CompetencyText(
            "self",
            "Leads self",
            "Knows the own patterns, keeps a pace that lasts, recovers, and goes on learning.",
            (
                "Is driven by events; exhaustion shows, and others pay for it.",
                "Knows the own limits, keeps them in quiet times.",
                "Keeps a lasting pace; is back in balance within a day or two; reflects regularly.",
                "Is calm and open under strain, and asks for help in time.",
                "Is an example of a full life and good work; others take courage from it.",
            ),
        ),
    ),
)
