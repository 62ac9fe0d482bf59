"""The topic "Resilience and energy"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="resilience",
    name="Resilience and energy",
    competency="self",
    themes=("energy", "limits", "rest", "enough-is-enough"),
    objectives=lines("""
        An executive team that is still standing, and still glad of it, at the end of {project}
        Sick leave in the second line back to the level of two years ago
    """),
    goals=(
        goal(
            "Keep a pace that lasts",
            "Three evenings a week without work, seven hours of sleep, one day at the weekend that is free.",
            "Free evenings and free days per week, kept in {client}'s own log",
            """
            Works every evening and wakes at four.
            One free evening, with the phone on the table.
            Three free evenings and one free day a week, in ten of twelve weeks.
            The pace holds in the budget round, too.
            The team has taken up the pace, and the results hold.
            """,
            """
            Log kept for two weeks, without changing anything
            First week with three evenings
            A holiday without calls
            """,
        ),
        goal(
            "Recover quickly from a bad day",
            "After a setback: a walk, a name for it, a talk, and back to balance on the next day.",
            "Days from setback to balance, rated each evening, 1–5",
            """
            A bad meeting colours the month.
            It is over after a week, not before.
            Back in balance within a day and a half, eight times out of ten.
            The setback is told with humour in the same week.
            Others come to learn how it is done.
            """,
            """
            Signs of overload written down
            Two people named who may say so
            """,
        ),
        goal(
            "Put the energy where it matters",
            "Give up or hand on two draining tasks, and put two that give energy into the week, every week.",
            "Hours a week that give and that drain energy, by the log",
            """
            The good hours come last, if at all.
            One good hour, often moved.
            Two draining tasks are gone, and four good hours a week are kept.
            Six good hours, and the team knows its own.
            Work is divided in the team by what gives people energy, and it shows in the results.
            """,
            """
            Log with plus and minus
            First draining task handed to {report}, who likes it
            """,
        ),
    ),
    aims=lines("""
        {client} wants "to be a person at home again, not a guest".
        Look at the log, without judging it.
        What happens at four in the morning, and what might be done with it.
        One limit that holds for two weeks.
    """),
    reality=lines("""
        Came in grey. Said that it was the light.
        Log: fourteen evenings, twelve with the laptop. The other two, asleep on the sofa.
        Wakes at four and writes lists. The lists are good, which doesn't help.
        The son asked whether {client} was "visiting". Told with a laugh that stopped half-way.
        Runs again, twice a week, fifteen minutes. Told me so like a secret.
        {manager} writes at midnight, and adds "no need to answer". {client} answers.
        Good hours: with apprentices, with customers on site. Two last month.
        Asked directly about the doctor. Has been; all in order; will go again in spring. That is outside our work, \
        and agreed so.
        Said "after the quarter" of four things. We looked up how many quarters that has been going on.
        The shoulders come down when {client} talks about the allotment.
        {report} asked whether everything was all right. {client} said yes, and has been thinking about it since.
        Eats at the desk; knows, when asked, what, but not whether it was good.
        An evening with friends, for the first time in months. "I had forgotten that I'm funny."
    """),
    options=lines("""
        Phone in the hall from eight o'clock.
        Say the limit aloud, to the team, so that they can hold it too.
        Friday afternoon on site with the apprentices, fixed.
        Give the monthly report to {report}, who likes figures.
        Talk to {manager} about midnight.
        Lunch with {peer}, away from the desk, once a week.
        Answer {report}'s question again, truthfully.
        Put the allotment into the calendar, as a meeting with an external party.
    """),
    will=lines("""
        Three evenings: {weekday}, and two of free choice. Log goes on.
        Tells {manager} that mails after nine are read in the morning.
        One week's holiday, no calls; {report} has the number for fire and flood.
        Walk after the committee, twenty minutes, before the next thing.
        {peer} may say "you are loud again". Permission given, with a handshake.
        Gives {report} the true answer on {weekday}.
        Lunch away from the desk twice a week.
        The evening with friends is fixed for next month, with a date, by {client}.
    """),
    questions=lines("""
        What would you tell {report}, if that were their log?
        What are you still strong enough for, and what ought to stop before you're not?
        When did you last do something badly, and with pleasure?
    """),
    summaries=lines("""
        We looked at energy over the week, and chose two things to give up and two to put in.
        {client} set one limit and will tell the team, so that it can be kept.
        We talked about recovering from a setback: signs, people, first steps.
        Look back at a month with a log: what has changed, what is still hard.
    """),
    client_commitments=lines("""
        keep the log for two more weeks
        tell {manager} that mails after nine wait until the morning
        take the week in the holidays without calls
        walk for twenty minutes after the committee
        hand the monthly report to {report}
    """),
    manager_commitments=lines("""
        send nothing after eight in the evening
        ask after the free evenings in the check-in
        cover for {client} in the holiday week
    """),
    coach_commitments=lines("""
        send the log with plus and minus
        begin the next session outdoors, if it is dry
    """),
    evidence=lines("""
        Three free evenings in each of the past four weeks.
        Slept until six for nine nights in a row.
        Holiday without a call; {report} dealt with two matters.
        After the bad committee: walk, talk with {peer}, balanced by the next noon.
        Friday with the apprentices has taken place five times running.
    """),
    setbacks=lines("""
        Budget round: eleven evenings out of twelve.
        The phone came back into the bedroom, "for the alarm".
        Cancelled the Friday twice for things that could have waited.
    """),
    reflections=lines("""
        I was proud of being tired.
        On the fourth day of the holiday I could hear again.
        It does not depend on me as much as I hoped it did.
    """),
    feedforward=lines("""
        Go home at six on {weekday}; we then dare to go as well.
        Say when it is too much, before one sees it.
        No mails at the weekend for a month, as an experiment.
        Keep the Friday with the apprentices.
    """),
    strengths=lines("""
        Untiring; can be relied on at any hour. Perhaps too much so.
        Keeps a sense of humour when others have lost theirs.
    """),
    wishes=lines("""
        The mails at night set a standard, even if they are not meant to.
        When tired, rather short; we can tell by the greeting.
        I would like to see what a holiday looks like here.
    """),
    client_expectations=lines("""
        I want to enjoy this work for ten more years.
        I want to notice earlier than my family does.
    """),
    manager_expectations=lines("""
        I need {client} for the long distance.
        The second line copies the hours. I would like them to copy others.
    """),
    client_measures=lines("""
        Ten of twelve weeks with three evenings.
        Awake at four no more than once a week.
    """),
    manager_measures=lines("""
        Two weeks of leave taken in one piece.
        Overtime in the team down by a quarter.
    """),
    support_asked=lines("""
        No mails at night, and I will do likewise.
        Cover for one week, named in advance.
    """),
    support_promised=lines("""
        Stops writing after eight, and says so to the whole circle.
        Takes over the on-call for the holiday week.
        Asks first about the pace, then about the figures.
    """),
    outcomes=lines("""
        {manager} spoke about an own bad year. The meeting became quieter, and better.
        Energy was agreed upon as a subject of work, not of health; the private part stays private.
    """),
    decisions=lines("""
        No messages between eight in the evening and seven in the morning, both ways.
        The monthly report goes to {report}.
    """),
    moved=lines("""
        Three evenings, four weeks running.
        I run, and I take my time.
    """),
    next_steps=lines("""
        Hold it through the budget round.
        Tell the team about the log.
    """),
    hypotheses=lines("""
        Rest must be earned, and the bill is never settled. Whose sentence is it?
        Watch my limits: if the grey stays, name it and suggest other help.
    """),
    journal=lines("""
        I was worried, and said so. Right to do it; it was received.
        After this session I closed my own laptop at six.
    """),
    execution=lines("""
        Budget round done in four weeks, with two weekends free.
        The holiday handover worked; one matter was left lying, harmless.
    """),
    leadership=lines("""
        {client} went at six and said so. By the third week the floor was empty at half past.
        Preached free evenings and wrote at eleven. {report} answered at five past.
    """),
    low_signs=lines("""
        Works most evenings, and the team follows.
        A setback is felt for weeks.
    """),
    high_signs=lines("""
        Keeps a pace that others can follow.
        Is back in balance within a day or two.
    """),
)
