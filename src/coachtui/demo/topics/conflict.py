"""The topic "Conflict with peers"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="conflict",
    name="Conflict with peers",
    competency="conflict",
    themes=("conflict", "repair", "territory", "first-step"),
    objectives=lines("""
        One forecast, shared by sales and operations, from the second quarter on
        Settle the interface on {project} so that customers see one company
    """),
    goals=(
        goal(
            "Settle the quarrel over the interface with {peer}",
            "An agreement with {peer} on who does what at the interface, in writing, and kept for a quarter.",
            "Escalations between the two departments per month",
            """
            Everything between the two goes over {manager}.
            They speak, in meetings and with witnesses.
            An agreement stands, and no more than one matter a month goes up.
            They bring joint proposals to the committee.
            Their teams settle things at the interface without either of them.
            """,
            """
            First talk with {peer} alone, without agenda
            List of the five points in dispute, agreed as a list
            Agreement signed by both
            """,
        ),
        goal(
            "Say no early and stay in the conversation",
            "Say disagreement in the meeting itself, with the interest behind it, and offer one way on.",
            "Disagreements raised in the meeting instead of afterwards, counted by {client} and checked with {report}",
            """
            Nods in the meeting and objects by e-mail at night.
            Objects in the room, in general terms.
            Four of five disagreements are said in the room, with the interest and a way on.
            Others thank {client} for having said it.
            The committee counts on open disagreement and has rules for it.
            """,
            """
            First no said in the committee
            Repair talk after a no that went wrong
            """,
        ),
        goal(
            "Repair the working relationship with {other}",
            "After the dispute over {project}: a talk, an own part named, one thing asked, one thing offered.",
            "Both rate the working relationship separately, 1–10, every month",
            """
            They avoid each other; people carry messages.
            Polite, brief, in copy.
            Both rate it six or more for two months, and ring each other first.
            Eight or more, and they disagree in public without damage.
            They lead a piece of work together, by choice.
            """,
            """
            Own part written down
            Talk held
            First month above five from both sides
            """,
        ),
    ),
    aims=lines("""
        {client} wants to "stop thinking about {peer} in the shower".
        Prepare the talk: first sentence, own part, one request.
        To understand what {peer} needs, and not only what {peer} does.
        How to object on {weekday} without a scene.
    """),
    reality=lines("""
        Third session in which {peer}'s name comes up in the first five minutes.
        The dispute is about headcount on paper. Under it: who was asked first, two years ago.
        {client} has e-mails filed in a folder. It is called "for later".
        Put {peer}'s view from the other chair, and was surprised how much of it made sense.
        The two teams lunch at separate tables. New people learn within a week which is theirs.
        Meeting on {weekday}: {client} nodded. At 22:40 an e-mail of two pages, {manager} in copy.
        {manager} settles it each time, by splitting the difference. So it pays to ask for double.
        What {client} would miss if {peer} left: "Honestly? The only one who reads the annex."
        Each has a version of the meeting in May; both are written down, both convincing.
        When {peer} was praised in the committee, {client} looked at the ceiling. Noticed it, and told me unasked.
        The quarrel has become practical: it explains every delay, on either side.
        {other} carries messages between the two departments, and is good at it, and has had enough.
        Heard that {peer} had defended {client}'s figures while {client} was away. Long pause.
    """),
    options=lines("""
        A walk, the two of them, without paper.
        Begin with the own part: "I went to {manager} before I came to you."
        List what is in dispute and have {peer} correct the list.
        Ask {manager} to stop deciding between them for a month.
        Swap: {report} for a week in {peer}'s department.
        Thank {peer} for having stood up for the figures.
        Let {other} out of the messenger's role, and say so to both sides.
        Ask {peer} the question that has not been asked: what happened in May?
    """),
    will=lines("""
        Rings {peer} today from the car park. Coffee, {weekday}.
        Deletes the folder. Not today; but names the day: {weekday}.
        No e-mail after eight in the evening to anyone on the same level.
        In the committee: "I see it otherwise, and here is what I need." Said it four times here, each time calmer.
        Own part in two sentences, without "but".
        Thanks {peer}, in two sentences, today, before thinking better of it.
        From {weekday} on nothing goes through {other}.
        One disagreement in the open before the next session, a small one.
    """),
    questions=lines("""
        What would {peer} say is your part in it?
        What is it costing the two teams while you are both right?
        If this were over, how would you notice on a Monday morning?
    """),
    summaries=lines("""
        We prepared a conversation with a colleague: the own part, one request, one offer.
        {client} took the other side's chair and listed what it needs.
        We practised disagreeing in the room, with the interest behind it and a way on.
        The talk has been held; a list of points in dispute exists and is shorter than thought.
    """),
    client_commitments=lines("""
        ring {peer} and ask for a coffee
        write my own part in two sentences
        agree with {peer} on the list of five points
        send no e-mail in anger; sleep over it, then ring
        tell {report} and {other} that messages stop going through them
    """),
    manager_commitments=lines("""
        send matters between the two back once, before deciding
        state the common target for both departments
        not split the difference
    """),
    coach_commitments=lines("""
        send the preparation sheet for a repair talk
        ask about the folder
    """),
    evidence=lines("""
        Coffee with {peer}: planned for thirty minutes, lasted two hours.
        Said no in the committee, with the reason; the matter was settled in the room.
        No escalation for five weeks.
        {peer} rang first when the figures did not match.
        The two teams have a joint stand-up on {weekday}s.
    """),
    setbacks=lines("""
        The two-page e-mail again, this time at 23:15.
        The agreement was read differently by both before the ink was dry.
        {manager} decided between them after all, over the telephone, in passing.
    """),
    reflections=lines("""
        I wanted to be right more than I wanted it to end.
        The other one had been just as tired of it.
        A no said early is small.
    """),
    feedforward=lines("""
        Ring before you write.
        Tell us in the meeting. We can bear it.
        Say what you need and leave out what we did.
        Invite the other department before the plan is finished.
    """),
    strengths=lines("""
        Fights for the team; everybody here knows it.
        Comes back after a dispute and carries no grudge in the matter itself.
    """),
    wishes=lines("""
        The two of them should sit down. We are all waiting for it.
        Agreement in the meeting does not always mean agreement.
        We spend time on guarding the border that we could spend on customers.
    """),
    client_expectations=lines("""
        I want to work with {peer} without armour.
        I want to disagree in daylight.
    """),
    manager_expectations=lines("""
        I expect the two departments to settle their matters without me.
        I would like {client} to be seen as a colleague of all, not the defender of one.
    """),
    client_measures=lines("""
        One forecast instead of two.
        {peer} and I both rate it six or better.
    """),
    manager_measures=lines("""
        No more than one matter a month that comes up to me.
        A joint proposal on {project} by the autumn.
    """),
    support_asked=lines("""
        That what goes to you from both sides is sent back once.
        The same target for both of us, in writing.
    """),
    support_promised=lines("""
        Sends escalations back with the question, "What have you two agreed?"
        Gives both the same target for the year.
        Speaks with {peer} in the same words.
    """),
    outcomes=lines("""
        {manager} saw the own part: each compromise from above had made the next quarrel worthwhile.
        Agreement that the aim is a working relationship, not friendship.
    """),
    decisions=lines("""
        For two months nothing between the departments is decided above them.
        One forecast from the second quarter on, both names on it.
    """),
    moved=lines("""
        We talked. It was about something from two years ago.
        The list has five points, and two are already off it.
    """),
    next_steps=lines("""
        Write the agreement with {peer}.
        Tell both teams, together.
    """),
    hypotheses=lines("""
        {peer} got the role that {client} had wanted. Never said; I may be wrong.
        Being wronged gives warmth. What would keep {client} warm instead?
    """),
    journal=lines("""
        Found myself on {client}'s side by minute ten. There is another side I haven't met.
        I looked forward to the next instalment of the story. That is not coaching, that is television.
    """),
    execution=lines("""
        Joint forecast delivered, within three per cent.
        Interface paper agreed; the on-call question left out on purpose.
    """),
    leadership=lines("""
        Both teams heard it from both of them, at the same time. People exhaled.
        The agreement was made between two; {report}, who has to live it, read it last.
    """),
    low_signs=lines("""
        Disputes with colleagues go up to the manager.
        Objections come by e-mail after the meeting.
    """),
    high_signs=lines("""
        Says disagreement in the room and keeps the relationship.
        Settles matters at the interface directly, and early.
    """),
)
