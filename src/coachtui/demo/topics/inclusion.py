"""The topic "Working across functions"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="inclusion",
    name="Working across functions and including people",
    competency="collaboration",
    themes=("including", "voices", "silos", "who-is-missing"),
    objectives=lines("""
        One customer process over four functions, with one owner, by the end of the year
        Leadership teams that look like the workforce: two in five promotions from under-represented groups
    """),
    goals=(
        goal(
            "Bring in who is missing, before the decision",
            "For each cross-functional decision, ask who is affected and absent, and hear them before it is taken.",
            "Decisions on {project} with the affected functions heard beforehand, out of all",
            """
            Decisions are announced to those whom they concern.
            They are consulted when the paper is printed.
            In eight of ten decisions the functions concerned were heard beforehand, and their point is in the paper.
            The functions bring their points unasked and early.
            Joint decisions are taken by a mixed team without the executives.
            """,
            """
            Map of who is touched by {project}
            First decision changed by somebody new at the table
            {peer}'s function in the core team
            """,
        ),
        goal(
            "Even out the air time",
            "Meetings led by {client} give each person present a fair share; remote colleagues are heard first.",
            "Share of speaking time of the quieter half, estimated by a rotating observer",
            """
            Three people speak, eleven listen, two are frozen on the screen.
            The quieter half is asked at the end.
            The quieter half has a third of the time, and remote colleagues begin.
            Half the time, without anybody steering.
            The chair rotates, and one cannot tell who is senior.
            """,
            """
            Observer named
            First round begun by the remote colleagues
            Meeting hour moved for the other time zone
            """,
        ),
        goal(
            "Lead {project} as one team from four functions",
            "A shared aim, shared figures and one weekly hour; functions' interests are named openly.",
            "Hand-overs that come back between functions, per week",
            """
            Four plans, four truths.
            One plan, four readings.
            One plan and one set of figures; fewer than {count} hand-overs a week come back.
            Members stand in for each other over functions.
            The customers name the team, not the functions.
            """,
            """
            One set of figures agreed with {peer}
            Weekly hour moved to the shop floor
            """,
        ),
    ),
    aims=lines("""
        {client} wants to know why legal always comes last. And always says no.
        Draw the map: who is touched by {project} and was never asked.
        Prepare the first meeting with all four functions.
        The comment in the 360, "inner circle": look at it properly.
    """),
    reality=lines("""
        Inner circle: four people, same corridor, same coffee machine. {client} counted them on one hand and went \
        silent.
        {other}, remote for two years, has not been given the first word once.
        Legal was brought in at the end, as ever, and did what one does at the end: stop it.
        {client} is generous and quick with those within calling distance. The others get the minutes.
        The meeting is at nine in the morning, here; for the colleagues overseas, at nine at night. Since the beginning.
        In the last round two women were interrupted seven times between them. The observer's note; {client} had \
        noticed none.
        {peer}'s function learns of changes through the ticket system.
        Invited three new people. Two spoke; one turned the plan on its head. "Annoying, and right."
        Half the team had never been in the building where the decisions are taken.
        {peer}'s people have their own word for {project}. It isn't a kind one.
        The language of the meeting is English for the sake of two colleagues; the jokes are not.
        A new member proposed the same thing as {report}, ten minutes earlier. It was {report} who got the nod.
        When asked, {other} said that the invitation had been kind and the agenda closed.
    """),
    options=lines("""
        A chair that stays empty in each meeting: who should be sitting there?
        Rotate the hour of the meeting by the month.
        Round from the screen to the room, not the other way.
        {peer} as co-lead, with a say in the figures.
        Coffee on the other corridor. Simple, and it costs a flight of stairs.
        Send the agenda a week ahead, with two empty lines.
        Give credit to the first voice, by name: "That was the proposal of…".
        Hold the next round in {peer}'s building.
    """),
    will=lines("""
        Legal at the table from the first draft; invitation goes out on {weekday}.
        {other} opens the next meeting. Told beforehand; not as a surprise.
        An observer counts, four weeks; result on the wall.
        The hour moves; {client} takes the late one first.
        One coffee a week in a corridor that is not the own.
        Puts the credit right in the next meeting, publicly.
        The agenda goes out on {weekday}, with the two empty lines.
        Asks {peer}'s people for their word for {project}, and bears it.
    """),
    questions=lines("""
        Who has to live with this decision and has not yet heard of it?
        Whose opinion have you not missed?
        What would the quietest person in the room say, if asked twice?
    """),
    summaries=lines("""
        We drew a map of those affected by the current project, and saw three who have not been asked.
        {client} prepared a meeting in which remote colleagues speak first.
        We worked on the feedback about the inner circle, and chose two changes of habit.
        First results: a decision was altered by somebody new at the table.
    """),
    client_commitments=lines("""
        invite legal to the first draft of {project}
        ask {other} to open the next meeting
        move the hour of the meeting for the colleagues overseas
        name an observer for four weeks
        have coffee in {peer}'s corridor, once a week
    """),
    manager_commitments=lines("""
        ask in the committee who is missing
        give the four functions one common target
        name {peer} as co-lead officially
    """),
    coach_commitments=lines("""
        send the sheet for the map of those affected
        bring the comments on inclusion, grouped
    """),
    evidence=lines("""
        Legal found the problem in week two instead of in week twenty.
        Share of the quieter half: from 12 to 31 per cent in a month.
        {other} opened the meeting, and it took another course.
        The hour rotates; {client} sat at the desk at nine at night.
        Returned hand-overs down from fourteen a week to five.
    """),
    setbacks=lines("""
        In the rush of {weekday} decided in the corridor again, with the usual four.
        New members were invited, and then nobody asked them.
        The observer's count was explained by the subject of the day.
    """),
    reflections=lines("""
        My inner circle was made by a coffee machine.
        I did not leave anyone out. I only never brought them in, and it comes to the same.
        At nine in the evening I understood the matter.
    """),
    feedforward=lines("""
        Ask the people on the screen first.
        Come to our floor before the plan is finished.
        If someone is interrupted, bring them back in with their name.
        Tell us what came of what we said.
    """),
    strengths=lines("""
        Open door and open face; one is never sent away.
        Can explain our work to other functions better than we can.
    """),
    wishes=lines("""
        There is an inner circle. I have been in it and out of it, and in was easier.
        We learn of decisions from the system.
        From afar, one is very far here.
    """),
    client_expectations=lines("""
        I want to hear what the others see before it costs us a year.
        I want nobody to have to ask for the door code to my team.
    """),
    manager_expectations=lines("""
        For {project} we need four functions that pull, and {client} is the one to bring them together.
        I expect the comments on the inner circle to be out of date by the next 360.
    """),
    client_measures=lines("""
        A third of the speaking time for the quieter half.
        Nobody surprised by a decision that concerns them.
    """),
    manager_measures=lines("""
        One plan, one set of figures.
        "Includes people" up by half a point in the next 360.
    """),
    support_asked=lines("""
        That the four functions are measured by one figure.
        Time: including people takes longer at first.
    """),
    support_promised=lines("""
        One common target for the four functions.
        Allows two weeks more for the first decision.
        Asks {peer} and {client} together, never one by one.
    """),
    outcomes=lines("""
        The 360 comment was read out by {client}, who did not have to. It set the tone.
        Shared view: the delay comes from late voices, not from many voices.
    """),
    decisions=lines("""
        Legal and {peer}'s function belong to the core team.
        The hour of the weekly meeting rotates, from next month on.
    """),
    moved=lines("""
        Three new people at the table and one better plan.
        {other} opened the round.
    """),
    next_steps=lines("""
        Second count by the observer.
        One set of figures with {peer}.
    """),
    hypotheses=lines("""
        The circle gives {client} safety in a role that is still new. Widen it; don't take it away.
        Speed and closeness are the same thing for {client}. Whoever is far is slow.
    """),
    journal=lines("""
        Realised that I, too, know only the four by name.
        I asked about the women in the meeting and held my breath. No need.
    """),
    execution=lines("""
        Release over four functions, on the day; two hand-overs came back.
        Joint plan stands; figures agreed on the third attempt.
    """),
    leadership=lines("""
        The remote colleagues began, and the room waited. It was felt on both sides.
        Everyone was invited, and four decided. It was noticed.
    """),
    low_signs=lines("""
        Decides with the same few people.
        Other functions learn of changes after the fact.
    """),
    high_signs=lines("""
        Asks who is missing before every decision.
        Quieter and remote colleagues shape the result.
    """),
)
