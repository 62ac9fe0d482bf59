"""The topic "Giving and inviting feedback"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="feedback",
    name="Giving and inviting feedback",
    competency="listening",
    themes=("feedback", "candour", "kindness", "sooner"),
    objectives=lines("""
        Every leader has a yearly conversation that changes something, and four short ones that prepare it
        Raise the share of people who say that they know where they stand to 80 %
        Lift first-year retention in the second line by ten points
    """),
    goals=(
        goal(
            "Say it within the week",
            "Give feedback on what was seen, within five working days, in private, with its effect and a request.",
            "Feedback talks held within five working days of the occasion, from {client}'s own list",
            """
            Feedback is saved for the yearly talk, or goes out through third persons.
            Praise is quick; the difficult part is hinted at.
            Eight of ten observations are said within five working days, and the person can repeat what was meant.
            Said within the week, with a request, and followed up by a second short talk.
            Direct reports give one another feedback in the same way, unasked.
            """,
            """
            List of open observations made and worked down to zero
            The overdue talk with {report} held
            First feedback asked for and received from {other}
            """,
        ),
        goal(
            "Ask for feedback and stay curious",
            "Ask each direct report one question about {client}'s own leadership each month, and act on one answer.",
            "Questions asked and answers acted upon per month; perceived change in the mini-survey",
            """
            Feedback comes only through the yearly survey and is explained away.
            Asks in public and gets politeness.
            Asks each direct report monthly, thanks without explaining, and acts visibly on one answer.
            People bring feedback without being asked.
            The whole leadership team opens its month with a round of feedforward.
            """,
            """
            One question chosen and tried on {report}
            An answer acted upon and named as such
            """,
        ),
        goal(
            "Have the talk with {other} about performance",
            "{other} knows by the end of the quarter what is missing, what is valued, and what follows.",
            "Both can state the same three points independently; agreed steps kept",
            """
            The talk is put off again and the work done round the person.
            A talk is held; afterwards the two remember different things.
            Both name the same gap, the same strength and the same date.
            The gap is half closed at the date and both see it.
            {other} asks for the next step of development.
            """,
            """
            Facts gathered: three occasions, dates, effects
            Talk held and noted by both
            Review after six weeks
            """,
        ),
    ),
    aims=lines("""
        One talk that has been put off since the summer. Rehearse it, then fix a day.
        {client} would like to be "clear without being cold".
        Look at the 360 comments again, the third line in particular.
        Find out why praise lands and the rest does not.
        How to ask for feedback so that people do not look at their shoes.
    """),
    reality=lines("""
        {other} still does not know. Everybody else does.
        Says the difficult thing to {peer} rather than to the person, then feels it has been said.
        The feedback to {report} took forty minutes, of which the point took one, at the end, in the doorway.
        Praise comes as "great job everyone". {report} asked twice last month what exactly had been good.
        In the rehearsal {client} apologised four times before the first fact. Counted together; we both laughed.
        {client} was praised as a child only for marks, and says so as if reading out a weather report.
        When {peer} gave a hard word last {weekday}, {client} explained for five minutes, and then rang back to say \
        thank you.
        The yearly talks are due; the notes for them were empty until yesterday evening.
        Two people have left this year who "had no idea", says {manager}. {client} had believed that both knew.
        Wrote the feedback down: a page and a half of context, one line of message.
        {report} gave {client} feedback, in the lift, between two floors. It was accurate.
        Keeps praise for the end of projects. Projects here take two years.
        The word "but" after each compliment; {client} heard it when I read the sentences back.
        {manager} has not given any for a year. {client} takes silence for satisfaction, and then again not.
    """),
    options=lines("""
        What I saw, what it did, what I ask. Three sentences, then silence.
        Begin with the smallest open item rather than the largest.
        Ask {report} first how they saw it; often the half is then said already.
        Write the list of everything unsaid: names, dates, one line each.
        Feedforward instead of feedback with {other}: two suggestions for the next steering meeting.
        Ask "what should I do more of?" rather than "any feedback for me?"
        Ask {manager} for two sentences on the spring.
        Leave the praise alone, with a full stop behind it.
        Agree with {report}: a minute after each review, both ways.
    """),
    will=lines("""
        {weekday}, 8:30, small meeting room, no slides. {other} is told beforehand what it is about.
        One question to each direct report by the next session; only "thank you" allowed as an answer.
        The list comes down from nine to five in two weeks.
        Praise with its reason, once a day, by name.
        Rings me for five minutes if the talk is moved a third time. It will not be.
        Writes down the first sentence and lets the rest come.
        Asks {manager} on {weekday}, between two items.
        A praise without "but" each day; {report} is in on it.
        The page and a half becomes three sentences by tomorrow.
    """),
    questions=lines("""
        What does {other} believe about their work today, and from whom do they have it?
        If it were you, when would you have wanted to know?
        What are you protecting by waiting?
        Which sentence do you hope nobody ever says to you?
    """),
    summaries=lines("""
        We prepared one overdue conversation: what was seen, what it did, what is asked.
        {client} made a list of feedback that has not been given and chose the first three.
        We talked about receiving feedback without explaining. {client} will ask each direct report one question.
        The conversation has been held. We looked at what helped and at what is to be followed up.
        Focus on specific praise: by name, with its reason, near the event.
    """),
    client_commitments=lines("""
        have the talk with {other} before {weekday} week
        ask {report} what I should do more of
        write down three occasions with dates and effects
        say one specific thing of praise a day
        thank {peer} for the hard word
        follow up with {other} after two weeks
    """),
    manager_commitments=lines("""
        give {client} one observation after each committee meeting
        back the message to {other} if it comes up the line
        share what was seen in the spring review, in person
    """),
    coach_commitments=lines("""
        send the three-sentence form
        be reachable for five minutes before the talk
        bring the comments from the 360 again, grouped
    """),
    evidence=lines("""
        The talk with {other} took twenty minutes, and both wrote down the same two points.
        {report} told {client} that the praise for the pricing paper had made their month.
        Four of the nine open items are said.
        Asked, got an uncomfortable answer, and came back with a change a week later.
        {peer} says that {client} now says it in the corridor on the same day.
        Gave the feedback in the first five minutes, not in the doorway.
    """),
    setbacks=lines("""
        Talk moved for the third time; the reason was good, as before.
        Explained the 360 comment away to the very person who, probably, had written it.
        Feedback given by e-mail on a Friday evening.
        Softened so far that {other} took it for praise.
    """),
    reflections=lines("""
        I had thought I was kind. I was comfortable.
        The silence after the third sentence lasted for ever, then the best talk of the year began.
        I now hear how often I explain.
        It cost me a bad night beforehand and none afterwards.
    """),
    feedforward=lines("""
        Tell me on the day, even if it is only half thought through.
        Say what was good about it, not only that it was good.
        Before the next review, give me one thing to try.
        Ask what I need before offering the solution.
        In a round of feedback, go first.
    """),
    strengths=lines("""
        Is fair: I have never heard a word about others that they had not heard themselves.
        Warm, and remembers what matters to each of us.
        Takes criticism home and comes back with an answer.
    """),
    wishes=lines("""
        I only find out at the end of the year what was not right in spring.
        Praise is general. I would rather have one example than five adjectives.
        It sometimes takes a while to understand that I have just been criticised.
        A little less explaining when one of us says something awkward.
    """),
    client_expectations=lines("""
        I would like to be clear early, and sleep well afterwards.
        I want to hear what people think of my leadership before the survey tells me.
        I want to stop rehearsing conversations at night.
    """),
    manager_expectations=lines("""
        I expect that performance problems are named within weeks, not quarters.
        {client} should ask for feedback, from me too.
        I would like the second line to know where it stands.
    """),
    client_measures=lines("""
        No item on my list of unsaid things older than a week.
        Two direct reports who tell me something uncomfortable unasked.
    """),
    manager_measures=lines("""
        No surprises in the yearly talks.
        The question "I know where I stand" up by ten points in the pulse.
    """),
    support_asked=lines("""
        One honest observation after each committee.
        That decisions about {other} are not taken over my head while we talk.
    """),
    support_promised=lines("""
        Feedback within two days, in person, on what went well too.
        Covers the message if it is escalated.
        Sets the example by asking the committee for feedforward in the next meeting.
    """),
    outcomes=lines("""
        {manager} gave an observation in the meeting itself, and it was taken with thanks.
        Agreed that the talk with {other} is held before the next review, and that it remains {client}'s to hold.
        Both rate progress alike, and both would like more of it upwards.
    """),
    decisions=lines("""
        A short feedback round closes each committee meeting for a quarter.
        The review with {other} takes place in six weeks, with both present.
        The survey question on "where I stand" becomes a measure of this goal.
    """),
    moved=lines("""
        The overdue talk is done, and we are still on speaking terms. Better than before.
        I asked three people and got two real answers.
        I write down what was good, with the reason, in the same week.
    """),
    next_steps=lines("""
        Follow up with {other}.
        Ask {report} the same question again.
        Bring the list to zero before the holidays.
    """),
    hypotheses=lines("""
        Clearness may be linked to losing affection. Family pattern? Not my ground; stay with the effect at work.
        I think {client} gives as little feedback as {client} gets. {manager} is friendly and vague.
        Explaining is how {client} keeps from being hurt. It is fast, and elegant, and nobody comes twice.
    """),
    journal=lines("""
        I praised in general terms today. Practise what you preach.
        I softened my own observation on the apologies. Next time the number, and silence.
    """),
    execution=lines("""
        All nine yearly talks held by the date, notes agreed by both sides.
        The steering meeting reached its three decisions in forty minutes.
        Quality figures back in range after the second week.
    """),
    leadership=lines("""
        {other} was told plainly and in private, and stayed at the table. The team noticed both.
        Credit was given by name and with the reason. {report} was visibly taller.
        The hard word was said to the group instead of to the one it was meant for.
    """),
    low_signs=lines("""
        Two leavers learnt in the exit talk what had been missing.
        Criticism arrives through third persons.
    """),
    high_signs=lines("""
        Says what was seen within days, and the other side can repeat it.
        Colleagues seek feedback here before important meetings.
    """),
)
