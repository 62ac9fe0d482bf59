"""The topic "Team reset"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="reset",
    name="Resetting the leadership team",
    competency="team",
    themes=("team", "agreements", "restart", "trust-in-the-room"),
    objectives=lines("""
        A leadership team that works as one after the merger, by the end of the half-year
        Engagement in the area back above 70 after the change of leadership
    """),
    goals=(
        goal(
            "Working agreements the team keeps",
            "Six agreements on values, communication, decisions, meetings, feedback and conflict, kept for a quarter.",
            "Fist-to-five vote on each agreement, monthly; breaches named in the meeting",
            """
            Everyone works as in the former team.
            Agreements hang on the wall.
            All six get a four or more, and breaches are named in the meeting itself.
            Members name their own breaches.
            The teams of the next level have made agreements of their own.
            """,
            """
            Interviews with all members
            Day with the team, agreements voted on
            First review
            """,
        ),
        goal(
            "From eight direct reports to one team",
            "The team decides shared matters together, and its members speak for the whole outside.",
            "Decisions taken by the team; how often {client} has to decide between members",
            """
            Eight one-to-ones, and a meeting for reading aloud.
            They help when asked.
            Six shared decisions a quarter by the team, at most two decided by {client}.
            Members stand in for one another without asking.
            The team decides on money between areas by itself.
            """,
            """
            List of what only the team can decide
            First decision on money taken together
            """,
        ),
        goal(
            "Give people a reason to stay",
            "Each member of the team knows what the work is for, and what their own part in it is worth.",
            '"I know what we are here for" and "my work is seen" in the monthly pulse',
            """
            People do their jobs and read the vacancies.
            The purpose is on slide one.
            Both answers above 4 of 5, three months running, and no regretted leaver.
            People tell it in their own words to applicants.
            Former members ask whether they may come back.
            """,
            """
            Each story of "what for" heard
            First monthly recognition by colleagues
            """,
        ),
    ),
    aims=lines("""
        Plan the day with the team: what must be said, and by whom.
        {client} wants to know why the meeting is so polite.
        After the departure of two: what is this team now?
        Work out what {client} brings to the stiffness.
    """),
    reality=lines("""
        Two from the old house, three from the other, two new. At table one can see it from the seating.
        The meeting is a reading of reports. Real matters are settled in the car park.
        {report} and {other} have not said a word to each other since the reorganisation; each tells {client} why.
        The one who left was the one who made jokes. No one has taken it over.
        Vote with the hand on "we say what we think": two, two, one, three, two, and a fist.
        {client} decides quickly between them. They have learnt to wait for it.
        At the team day {other} asked, "Are we still cross about Lyon?" Silence; then, at last, laughter; then the talk.
        The agreements are three weeks old, and one has been broken, by {client}. {report} said so, in the meeting.
        Each of the eight, asked singly, says that the others are the problem. Seven say it kindly.
        The two new ones have begun to have lunch together. It is the first mixed table.
        {client} praises the team outside and the single members inside. Never the other way round.
        Since the departure nobody has sat on that chair. It is now by the wall.
        The meeting began with a quarrel, a real one, over money. {client} was delighted, and let it run.
    """),
    options=lines("""
        Interviews first: three questions each, the answers on the wall without names.
        Let the team decide one matter of money. A real one.
        {client} leaves the room for half an hour.
        Begin with what each misses of the old team. Then bury it.
        A review after thirty days, whatever happens.
        Take the chair away, or give it a meaning.
        Praise the team, in the team, for something that only it could do.
        Have the two new ones tell what they saw in their first hundred days.
    """),
    will=lines("""
        Day with the team in four weeks, off site, no slides; {report} and {other} prepare it, together.
        Sends decisions between the two back, once.
        Opens with the own part: "I've been quick to decide for you."
        Six agreements, one page, vote with the hand.
        Thanks {report} for having named the breach.
        The two new ones report on {weekday}, ten minutes, unvarnished.
        Leaves the next quarrel to those who have it.
        Speaks of the one who left, at last, and asks the others to.
    """),
    questions=lines("""
        What does this team have to do that its members cannot do alone?
        What is not said, and who would be relieved if it were?
        What do you do that lets them remain eight?
    """),
    summaries=lines("""
        We planned the restart of the leadership team: interviews, a day together, six agreements.
        {client} looked at the own part in the way the team decides.
        First review of the working agreements: four are kept, two need work.
        The team took its first shared decision on money.
    """),
    client_commitments=lines("""
        speak with each member for half an hour, three questions
        ask {report} and {other} to prepare the day together
        send the next dispute back once
        put the review of the agreements into the diary
        tell the story of what this team is for, in my own words
    """),
    manager_commitments=lines("""
        join the last hour of the team day
        promise that the structure stays for a year
        pay for the day off site
    """),
    coach_commitments=lines("""
        send the form for working agreements
        send three questions for the interviews
    """),
    evidence=lines("""
        Vote on "we say what we think": from two to four.
        Team moved money from one area to another, in an hour, without {client}.
        {report} and {other} led the day together.
        A breach was named by the one who had committed it.
        No regretted leaver for five months.
    """),
    setbacks=lines("""
        The second review was cancelled for lack of time.
        A decision for {report}'s area was taken in a one-to-one.
        One member voted five and told {client} otherwise at the door.
    """),
    reflections=lines("""
        I liked being the hub. The wheel did not turn.
        They can quarrel without breaking. I had not trusted them to.
        When I left the room they got to work.
    """),
    feedforward=lines("""
        Send us back to each other when we come to you alone.
        Open the meeting with the hardest item.
        Let us prepare the next day ourselves.
        Tell more often what all this is for; you do it well.
    """),
    strengths=lines("""
        Brought the people of both houses through a hard year decently.
        One works gladly for {client}; that is not a small thing.
    """),
    wishes=lines("""
        We are eight good people and not yet a team.
        Real matters are settled two by two. I should like to have them at the table.
        It is so polite that I go home tired.
    """),
    client_expectations=lines("""
        I want a team that I look forward to on Mondays.
        I want to stop being the referee.
    """),
    manager_expectations=lines("""
        The merger is done on paper, and {client} is to do it in the team.
        I expect a team that decides, and nobody leaving whom we'd miss.
    """),
    client_measures=lines("""
        All six agreements at four or better.
        At most two decisions a quarter between members.
    """),
    manager_measures=lines("""
        Engagement above 70.
        One voice of the team in the budget round.
    """),
    support_asked=lines("""
        Calm in the structure for a year.
        That members are sent back to the team, from your side too.
    """),
    support_promised=lines("""
        No change in structure for twelve months.
        Speaks with the team as a team.
        Comes to the end of the day, and listens.
    """),
    outcomes=lines("""
        {manager} admitted to ringing single members; this stops.
        Shared picture: one team, one budget, one review a month.
    """),
    decisions=lines("""
        Team day in four weeks, two members prepare it.
        The structure stays as it is until next summer.
    """),
    moved=lines("""
        Six agreements, voted on, one already broken and mended.
        The first decision without me.
    """),
    next_steps=lines("""
        Review after thirty days.
        The matter of money between two areas.
    """),
    hypotheses=lines("""
        Politeness is what holds the two houses apart in peace.
        {client} is loved as the referee and fears to be superfluous as the coach of the team.
    """),
    journal=lines("""
        I was tempted to offer to lead the day myself. It is theirs.
        Whom am I coaching, {client} or the team that I know only from stories?
    """),
    execution=lines("""
        Integration plan: eleven of twelve milestones reached.
        Budget agreed by the team in one round.
    """),
    leadership=lines("""
        Two who did not speak prepared the day together. {client} had trusted them with it.
        {client} summed up for all at the end; it would have been theirs to do.
    """),
    low_signs=lines("""
        Leads single persons, not a team.
        Matters that concern all are settled two by two.
    """),
    high_signs=lines("""
        The team decides shared matters itself, and keeps to it.
        People stay, and say why.
    """),
)
