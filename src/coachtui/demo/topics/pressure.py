"""The topic "Decisions under pressure"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="pressure",
    name="Decisions under pressure",
    competency="decisions",
    themes=("pressure", "speed", "enough-facts", "second-thoughts"),
    objectives=lines("""
        Halve the time from incident to decision in operations
        Take the three decisions on {project} this year that have been open since last year
    """),
    goals=(
        goal(
            "Decide by the date, with what is known",
            "For each open decision: a date, an owner, the facts that would change it; decided on the date.",
            "Decisions taken on or before their date, out of all that were due",
            """
            Decisions drift until events take them.
            Dates are set, and moved for one more analysis.
            Eight of ten decisions are taken on their date, with the reason in three lines.
            All on the date, and the reversible ones within two days.
            The team keeps the list itself and decides most of it.
            """,
            """
            List of open decisions, oldest first
            The oldest one taken
            First look back: what did waiting bring?
            """,
        ),
        goal(
            "Stay steady in the first hour of a crisis",
            "In an incident: facts, roles, next time to meet, before any solution; voice and pace unchanged.",
            "Incidents run by the agreed first hour, as judged in the review by those present",
            """
            Gives orders in all directions; two are contradictory.
            Roles are named after the first hour.
            Facts, roles and the next time to meet stand within twenty minutes in four of five incidents.
            Others lead the first hour, {client} asks what they need.
            Neighbouring departments take over the way of working.
            """,
            """
            Card for the first hour written with {report}
            Exercise held
            First real incident reviewed
            """,
        ),
        goal(
            "Hear the dissent before deciding",
            "No major decision without a named person having argued the other side for ten minutes.",
            "Major decisions with a dissent on record, out of the last ten",
            """
            Decides with the two people who agree.
            Asks for objections at the end, coat already on.
            In eight of ten major decisions the other side was argued and is on record.
            The decision was changed for the better at least once.
            The team appoints the dissenter without being reminded.
            """,
            """
            {peer} asked to argue the other side of {project}
            Dissent written into the decision paper
            """,
        ),
    ),
    aims=lines("""
        One decision that has been open for four months. Leave with a date, or with the decision.
        Look at the night of the outage, minute by minute.
        How to tell urgent from loud.
        {client} wants to find out what the fifth analysis was for.
    """),
    reality=lines("""
        The site question has been open since March. "We need more data", for the third time; the data since then \
        have changed nothing.
        In the outage {client} was on two calls at once and typed on a third. {report} quietly ran the recovery.
        Decides small things at once and large ones not at all. Noticed the pattern while drawing it.
        Sleeps badly before a decision and well after it, even when it turned out wrong.
        The last hasty one, on the supplier, cost {count} months to put right. Since then, caution everywhere.
        {peer} disagrees and has stopped saying so. The minutes read very harmonious.
        On the phone to {manager} during the crisis: eleven times. Each call brought a new priority.
        Body tells first: shoulders, jaw, the pen clicking. We stopped and counted to ten clicks.
        Keeps three versions of the plan, so as not to have to give up any of them.
        The review of the outage took place, and was about the supplier.
        {report} would have decided in April. Said so today, when asked; had not been asked before.
        For small things a coin on the desk; for large ones, committees. {client} laughed and put the coin into the \
        pocket.
        Two of the open decisions are really {peer}'s. They have been looked after here like foster children.
    """),
    options=lines("""
        Sort the list: doors that open both ways today, doors that close with preparation.
        Write what one would have to learn to change one's mind; then see whether anybody is looking for it.
        Name {peer} as the dissenter, with ten minutes on the agenda.
        One line to {manager}: an update on the hour, and no calls in between.
        Sleep over it once, and only once.
        Give the two foster decisions back to {peer}.
        Fix what happens if nobody decides: a default with a date.
        Ask {report} for a recommendation of five lines, and follow it unless there is a reason.
    """),
    will=lines("""
        The site decision falls on {weekday} at noon. {manager} knows.
        Card for the first hour: facts, roles, next time. Hangs by the door from tomorrow.
        The three reversible ones were decided here, in eleven minutes. Laughed at how light it felt.
        {peer} gets the invitation to disagree, in writing, today.
        No further analysis is ordered without the question it must answer.
        Returns the two to {peer} with a friendly line, today.
        Every paper gets a line: "If we do nothing until…".
        {report} leads the next exercise; {client} watches, pen on the table.
    """),
    questions=lines("""
        What do you know today that you did not know in March?
        If you had to decide before you leave this room, what would it be?
        Which mistake could you live with?
    """),
    summaries=lines("""
        We sorted the open decisions and set a date for each. Three were taken on the spot.
        {client} reviewed an incident minute by minute and wrote a card for the first hour.
        We looked at dissent: who is asked to argue the other side, and when.
        Look back at a decision that was taken on its date; what waiting would have cost.
    """),
    client_commitments=lines("""
        decide the site question by {weekday} noon
        write the card for the first hour with {report}
        ask {peer} to argue the other side of {project}
        send {manager} one update on the hour in the next incident
        write the reason for each decision in three lines
    """),
    manager_commitments=lines("""
        not ring during an incident outside the agreed times
        say which of the open decisions are {client}'s alone
        accept a decision on seven tenths of the facts
    """),
    coach_commitments=lines("""
        send the sheet "doors that open both ways"
        ask on {weekday} afternoon whether it has been decided
    """),
    evidence=lines("""
        Site decision taken on the day, at ten to twelve, with three lines of reason.
        In the incident, roles stood after fourteen minutes; {report} led.
        Seven of eight due decisions taken on their date this month.
        {peer}'s objection changed the order of the rollout, and saved a week.
        Two calls with {manager} in the incident, both at the agreed time.
    """),
    setbacks=lines("""
        Date moved "for the last time".
        Decided in anger on {weekday} and took it back the next morning.
        Dissent was invited and then argued down in four minutes.
    """),
    reflections=lines("""
        Not deciding was a decision. It had only nobody's name on it.
        My calm is worth more than my solution in the first hour.
        I was afraid of being wrong alone. Written down, it looks smaller.
    """),
    feedforward=lines("""
        Tell us by when you will decide, even if not what.
        In the next incident, ask who has the lead before asking what happened.
        Let somebody argue against it before you sign.
        Take the reversible decisions in the meeting.
    """),
    strengths=lines("""
        Thinks further ahead than most, and sees the second effect.
        Never blames anybody for a decision that turned out badly.
    """),
    wishes=lines("""
        I would rather have a no in March than a maybe in June.
        Under pressure the tone becomes short. We then tell less, which helps nobody.
        Sometimes the loudest caller sets the day's priorities.
    """),
    client_expectations=lines("""
        I want to decide sooner and regret less.
        I want to be someone people are glad to see in a crisis.
    """),
    manager_expectations=lines("""
        The three old decisions must fall, and I will stand by them.
        I expect a steady hand in the first hour, and one voice.
    """),
    client_measures=lines("""
        No decision older than six weeks on my list.
        A review of an incident in which the word "hectic" does not occur.
    """),
    manager_measures=lines("""
        Eight of ten decisions on their date.
        Time to recovery down by a third over two quarters.
    """),
    support_asked=lines("""
        That a wrong decision in good time is treated better than a late one.
        One channel and fixed times in a crisis.
    """),
    support_promised=lines("""
        Keeps to the hourly update.
        Names the limits within which {client} decides alone.
        Backs the site decision before the works council.
    """),
    outcomes=lines("""
        List of open decisions gone through together; four of them were waiting for {manager}.
        Agreement on what counts as decided: owner, date, reason, on paper.
    """),
    decisions=lines("""
        Reversible decisions up to the agreed sum need no sign-off.
        Incidents are reviewed within a week, {manager} as a guest.
    """),
    moved=lines("""
        The oldest decision has been taken. Nothing fell down.
        The card for the first hour has been used once in earnest.
    """),
    next_steps=lines("""
        Two doors that close: prepare them.
        Have the exercise led by {report}.
    """),
    hypotheses=lines("""
        The supplier affair still sits at the table whenever something irreversible comes up.
        Speed in small matters may pay for the slowness in great ones.
    """),
    journal=lines("""
        I pressed for a decision myself. Whose impatience was it?
        When {client} clicked the pen I began to talk faster.
    """),
    execution=lines("""
        Service back after three hours ten; the customers had been told after forty minutes.
        Decision on time, two conditions met, the third still open.
    """),
    leadership=lines("""
        {report} led, {client} kept the callers away. People knew what was theirs.
        The decision was right and was learnt from the intranet. {other} is hurt.
    """),
    low_signs=lines("""
        Large decisions wait for one more analysis.
        In incidents several people lead at the same time.
    """),
    high_signs=lines("""
        Decides on the date with seven tenths of the facts and says why.
        The first hour of an incident is calm and has one lead.
    """),
)
