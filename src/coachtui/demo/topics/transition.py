"""The topic "The first 90 days"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="transition",
    name="The first 90 days",
    competency="direction",
    themes=("new-role", "arriving", "old-role", "early-wins"),
    objectives=lines("""
        A safe start in the new role: business as usual, and a direction by the fourth month
        Hand {project} over without loss between the old role and the new
    """),
    goals=(
        goal(
            "Arrive in the new role",
            "In 90 days: thirty people heard, the situation described on one page, and three aims agreed upon.",
            "People heard; page agreed with {manager}; aims known to the direct reports",
            """
            Continues in the old role, with a new title.
            Heard those who asked for an appointment.
            Thirty heard, page written, three aims agreed with {manager} and known to the direct reports.
            The direct reports have written the page together with {client}.
            After six months others describe the direction as theirs.
            """,
            """
            Listening tour planned
            Day 30: what I have heard
            Day 60: the page
            Day 90: three aims
            """,
        ),
        goal(
            "Let go of the old role",
            "Hand over the old role entirely, with a date, a farewell and a successor who is left in peace.",
            "Hours a week in the old role; questions from there",
            """
            Does both jobs, the old one at night.
            Handed over on paper; the questions still come here.
            From day 60 on less than an hour a week, and {report} decides.
            The successor changes something, and {client} finds it good.
            The old team does better than before.
            """,
            """
            Date and farewell
            {report} introduced to the ten customers
            First question sent back
            """,
        ),
        goal(
            "One early win that belongs to the team",
            "Find something that has annoyed the new team for years, and have it solved in 60 days, by them.",
            "Solved by day 60, by whom, and whether it is known",
            """
            Starts three large things.
            A win for {client} alone.
            Solved by day 60, by the team, and known in the house.
            A second follows without {client}.
            The team keeps a list and works through it.
            """,
            """
            Five annoyances collected on the tour
            One chosen by the team
            """,
        ),
    ),
    aims=lines("""
        Day {count} in the new role. {client} wants to find out what the job is.
        Plan the listening tour: whom, in which order, what to ask.
        The introduction on {weekday}: four minutes that are true.
        Sort out what remains from the old role. An honest list.
    """),
    reality=lines("""
        The new door plate is up, the diary is the old one: sixteen hours a week in the former area.
        Two of the new direct reports had applied for the post as well. One has said so.
        Everyone asks for the strategy. {client} has been there for three weeks.
        {manager} says, "Take your time", and asks for the plan on Friday.
        The predecessor sits two floors up, and people still go there.
        Heard fourteen so far. Eleven spoke of the same thing: the hand-over at month-end.
        Former colleagues are now direct reports. Lunch has become complicated.
        Introduced themself with a slide on the career. {report} afterwards: "And who are you?"
        Mix of situations: half the area is running well, one part is a turnaround that nobody calls by its name.
        Introduced with the predecessor's title twice this week, and did not correct it.
        The assistant knows everything and hadn't been asked. Now has been: forty minutes, pure gold.
        Decided something in the first week that had been open for a year. Applause; and a suspicion that it was the \
        wrong thing.
        The old team sends photographs of the coffee machine. {client} misses it.
        On the map, eleven stakeholders; of three {client} knows only the name.
    """),
    options=lines("""
        Three questions for all: what must stay, what must go, what should I know?
        Farewell in the old team with a date and a cake; then silence.
        Talk to both who had applied, separately, first of all.
        The month-end as the early win: {other} knows how.
        Ask {manager} what "on Friday" is needed for.
        Ask the assistant what the predecessor would never have asked.
        Correct the title, once, with a smile.
        Visit the three unknown names before the next committee.
    """),
    will=lines("""
        Sixteen more talks before day 45; list is fixed, the night shift on it.
        Speaks to the two on {weekday}. "I know that you wanted it. What do you need now?"
        The old role ends on the thirtieth. {report} is told to throw the questions back.
        Four minutes without a slide: where I come from, what I don't know yet, how I'd like to work.
        Coffee with the predecessor, once, with gratitude and an end.
        Three names, three visits, before {weekday} week.
        Says in the round what will not change.
        Looks again at the early decision, on day 60, with {report}.
    """),
    questions=lines("""
        What are you no longer paid for?
        What made you successful, and what of it will hinder you here?
        What do they hope, and what do they fear, when they see you come in?
    """),
    summaries=lines("""
        We planned the listening tour: thirty people, three questions, a report back at day 30.
        {client} made a list of what remains of the old role, with a date for each.
        We rehearsed the introduction to the new team.
        First picture of the situation after the tour; one early win chosen by the team.
    """),
    client_commitments=lines("""
        speak with the two who had applied for the post
        fix the dates of the listening tour
        hand the ten customers to {report}
        write what I have heard on one page
        ask {manager} which decisions cannot wait 90 days
    """),
    manager_commitments=lines("""
        keep the first 90 days free of new projects
        name the three people whose support is decisive
        tell the predecessor that the advice now goes to {client} only
    """),
    coach_commitments=lines("""
        send the three questions for a listening tour
        send the page on situations: start-up, turnaround, growth, realignment, success
        plan a session close to day 30
    """),
    evidence=lines("""
        Twenty-two heard; the report of day 30 has been read by all of them.
        Month-end hand-over solved on day 54, by {other} and two colleagues.
        Forty minutes in the old role last week.
        The page was agreed with {manager} in a single talk.
        One of the two who had applied has taken on the turnaround part.
    """),
    setbacks=lines("""
        Pulled back to the old area for a week because of a customer.
        Announced a reorganisation on day 20, and had to take it back.
        The tour stopped at sixteen, all of them senior.
    """),
    reflections=lines("""
        I missed being good at something.
        To ask "what should I know?" was more useful than all I knew.
        The old team managed. It hurt for a day.
    """),
    feedforward=lines("""
        Tell us soon what you do not intend to change.
        Come to the night shift before day 60.
        Take your time over the structure, less of it over the hand-over at month-end.
        Keep asking as you do now, also when you know it all.
    """),
    strengths=lines("""
        Asked first and decided later. It did us good.
        Comes from the trade; nobody needs to explain to {client} what a night shift is.
    """),
    wishes=lines("""
        Is still half in the former role; we notice.
        We should like to know the direction before the summer.
        With former colleagues it is not yet clear which hat is on.
    """),
    client_expectations=lines("""
        I want to get through the first months without doing two jobs.
        I want the team to choose me, after the event.
    """),
    manager_expectations=lines("""
        {client} should listen for 60 days, then lead.
        I expect a page by day 60 that we can both stand for.
    """),
    client_measures=lines("""
        Thirty talks, one page, three aims.
        Less than an hour a week in the old role.
    """),
    manager_measures=lines("""
        All direct reports still on board after six months.
        One early win that the house talks about.
    """),
    support_asked=lines("""
        To be spared new projects until day 90.
        An introduction to those who count and are not on the chart.
    """),
    support_promised=lines("""
        Keeps the 90 days free.
        Speaks with the predecessor.
        Is there on each Friday for half an hour, for anything.
    """),
    outcomes=lines("""
        Difference in the expected pace was found and settled: direction at day 90, not on Friday.
        {manager} named three people of whom {client} had not thought.
    """),
    decisions=lines("""
        Last day in the old role is fixed.
        Meetings at day 30, 60 and 90, half an hour each, three-way.
    """),
    moved=lines("""
        Twenty heard. A picture is forming.
        The farewell has been held, with cake.
    """),
    next_steps=lines("""
        Report of day 30.
        The last ten talks, none of them senior.
    """),
    hypotheses=lines("""
        The old role is where the applause came from.
        {client} may be waiting for a permission that came with the contract.
    """),
    journal=lines("""
        Remembered my own first weeks on my own. Kept it to myself; just.
        I took the predecessor's side for a moment. Someone had to thank them.
    """),
    execution=lines("""
        Quarter closed on the day, the first under new leadership.
        Hand-over of the ten customers done; one will need a second visit.
    """),
    leadership=lines("""
        The team solved it and told it. {client} stood at the back and clapped.
        The two who had applied learnt of the structure with all the others. It ought to have been earlier.
    """),
    low_signs=lines("""
        Works in the former role still.
        The team does not know where it is going.
    """),
    high_signs=lines("""
        Has heard all ranks, and told them what was heard.
        Three aims stand, and the team had a part in writing them.
    """),
)
