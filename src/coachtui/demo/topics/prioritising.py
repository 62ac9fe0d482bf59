"""The topic "Prioritising"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="prioritising",
    name="Prioritising and saying no",
    competency="direction",
    themes=("focus", "saying-no", "enough", "calendar"),
    objectives=lines("""
        Three priorities for the year, known by heart in every team
        Finish {project} before anything of the same size is begun
    """),
    goals=(
        goal(
            "Three priorities, and a list of what stops",
            "Agree three priorities with {manager}, publish what is not done this year, and keep to it.",
            "Share of working time on the three priorities, from the calendar; items stopped",
            """
            Twenty-two priorities, all of them first.
            Three priorities, and the other nineteen besides.
            Half the working time is spent on the three, and at least five things have been stopped.
            Two thirds, and direct reports stop things of their own accord.
            The committee uses the same three for its own agenda.
            """,
            """
            The list of everything, on one wall
            Five things stopped and told
            Calendar of a month counted
            """,
        ),
        goal(
            "Guard four hours a week for thinking",
            "Two blocks of two hours, in the calendar, kept, with a question written on top.",
            "Blocks kept out of eight a month, and what came of them",
            """
            Thinking takes place in aeroplanes.
            Blocks are in the calendar and are given away first.
            Six of eight blocks are kept, each with its question.
            All are kept, and two decisions a quarter come out of them.
            The whole team has such hours, and no one writes in them.
            """,
            """
            {weekday} morning blocked and announced
            First month counted
            """,
        ),
        goal(
            "Say no so that it is a help",
            "Each no within two days, with its reason and what would make it a yes.",
            "Requests answered within two days; open maybes older than a week",
            """
            Says yes and delivers late.
            Says maybe; people plan with it.
            Nine of ten requests have a yes or a no within two days, with its reason.
            Those who ask come with the trade-off already thought of.
            The team says no in {client}'s name, and rightly.
            """,
            """
            Open maybes listed and cleared
            First no to {manager}
            """,
        ),
    ),
    aims=lines("""
        The list. All of it, on the wall, before anything else.
        {client} would like to say no to {manager} once, and survive.
        Which of the three priorities is in truth a hobby?
        To leave today with five things fewer.
    """),
    reality=lines("""
        We filled the wall: forty-one slips. At thirty {client} sat down.
        Calendar of the past month: eleven per cent on what "matters most".
        {report} asked which of the two first priorities came first. The answer was yes.
        Each yes to {manager} becomes four to the team, who then miss the date. Everyone has been friendly all along.
        The block on {weekday} was kept once in five weeks. The one time, the plan for next year came of it.
        Answers mails within six minutes. On average; we looked.
        {peer} gets a no from everybody, and so comes to {client}.
        Nine slips moved under "not this year". Then the difficult one, own favourite, moved as well.
        Two of the priorities contradict each other; each has its own steering committee.
        The team has begun to use {client}'s own words against the requests. It works better than mine do.
        Found in the calendar: a weekly meeting whose founder left in spring.
        {other} works on something that was stopped in June. Nobody had told them.
        Says "quickly" before each new thing. Counted: nine times quickly today.
    """),
    options=lines("""
        Bring {manager} the wall instead of the complaint: "Which five shall stop?"
        One in, one out.
        A no with a price: what it would take to make it a yes.
        Mails at ten and at four.
        Have {report} rule over the calendar, with a right of veto.
        Bury the founderless meeting.
        Tell {other} today, with an apology.
        Ask of each meeting what would be missed if it did not take place.
    """),
    will=lines("""
        Wall to {manager} on {weekday}, as it is, with the slips.
        Five things stopped by the end of the month, each with a name and a sentence.
        {weekday} eight to ten is closed, {report} holds the door.
        Clears the eleven maybes in one evening. "With a glass of something", fair enough.
        Answers {peer} with a no and a price.
        Rings {other} before leaving the building.
        The meeting without a founder ends on {weekday}; whoever misses it may speak up.
        Looks at the three every morning before opening the mails.
    """),
    questions=lines("""
        What are you saying no to whenever you say yes?
        If you could do only one of the three, which? And what do the others think it is?
        Who will be let down, and can they bear it?
    """),
    summaries=lines("""
        We collected everything that is going on, and sorted it: three priorities, five things to stop.
        {client} prepared a conversation about what is not done this year.
        We counted the calendar of the past month and agreed on two closed blocks a week.
        Saying no, with its reason and within two days: practised and tried out.
    """),
    client_commitments=lines("""
        take the wall to {manager}
        stop five things and tell those concerned why
        close {weekday} morning for thinking
        clear the open maybes
        give {peer} a no with a price
    """),
    manager_commitments=lines("""
        choose three of the forty-one, and defend them
        bring new requests with what is to stop for them
        leave {weekday} morning free of calls
    """),
    coach_commitments=lines("""
        send the photograph of the wall
        ask for the calendar figures of the month
    """),
    evidence=lines("""
        Seven things stopped, two of them with thanks from those concerned.
        Share of the three priorities in the calendar: 11 to 38 per cent.
        Said no to {manager}, with a reason; the answer was "good".
        Five of six blocks kept.
        No maybe is older than four days.
    """),
    setbacks=lines("""
        A fourth priority has come in, "only until the summer".
        The blocks went to the budget round, one after the other.
        Said yes in the corridor and found out at the desk.
    """),
    reflections=lines("""
        My yes was a way of being liked. The team paid for it.
        The wall did what two years of sighing had not.
        In the empty hour I was at first nervous, then useful.
    """),
    feedforward=lines("""
        Tell us what we may drop when something new comes.
        Say no to us on the same day; we shall manage.
        Repeat the three until we can sing them.
        Keep your {weekday} morning, we need you rested.
    """),
    strengths=lines("""
        Helps wherever possible, and it is always possible.
        Sees the whole; can explain in two sentences what it is for.
    """),
    wishes=lines("""
        Everything is important, so I choose for myself, and hope.
        A clear no would have saved us the spring.
        Answers come at eleven at night; I then feel that I should be awake.
    """),
    client_expectations=lines("""
        I want to finish things again.
        I want to know on a Friday what the week was for.
    """),
    manager_expectations=lines("""
        {client} carries too much, and I have had a part in that. It should become less.
        I expect three priorities that I can repeat before the board.
    """),
    client_measures=lines("""
        Half my time on the three.
        Five things stopped by the mid-point.
    """),
    manager_measures=lines("""
        We finish {project} on its date.
        Each team lead names the same three, unprepared.
    """),
    support_asked=lines("""
        No new thing without an old one going.
        That my no is not taken for a lack of will.
    """),
    support_promised=lines("""
        Brings each new request with a proposal for what stops.
        Defends the list in the committee.
        No calls on {weekday} mornings.
    """),
    outcomes=lines("""
        The wall was brought along and stood behind the three of us for the hour.
        {manager} took down four slips with their own hand.
    """),
    decisions=lines("""
        Three priorities until the end of the year; changes only in this circle.
        Two closed blocks a week, respected by all.
    """),
    moved=lines("""
        Five fewer. No one has asked for three of them.
        38 per cent on what matters.
    """),
    next_steps=lines("""
        Stop the sixth, my own favourite.
        Count the calendar again.
    """),
    hypotheses=lines("""
        Being busy protects from the one question that only {client} can answer.
        {manager} has no three priorities either. The wall goes further up.
    """),
    journal=lines("""
        We ran over by fifteen minutes in a session on setting limits. Both noticed it at the door.
        My own wall has twenty-six slips.
    """),
    execution=lines("""
        Two of the three on plan; the third stopped for lack of a reason.
        {count} projects closed properly, with a last page each.
    """),
    leadership=lines("""
        People were told why their work stops, and what it had been good for. Two wrote to say thanks.
        The stop came as a list by e-mail. {other} had given it a year.
    """),
    low_signs=lines("""
        The team cannot name the three most important aims.
        Says yes to requests and delivers late.
    """),
    high_signs=lines("""
        Every team lead names the same three priorities.
        Ends work for a reason, and in good form.
    """),
)
