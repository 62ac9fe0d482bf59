"""The topic "Hiring a deputy"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="deputy",
    name="Hiring and growing a deputy",
    competency="team",
    themes=("succession", "standard", "being-replaceable", "hiring"),
    objectives=lines("""
        Each critical role has a ready-now candidate by the end of next year
        Keep nine of ten people on the talent list through the reorganisation
    """),
    goals=(
        goal(
            "A deputy who can run the house for a month",
            "Choose, install and grow a deputy who runs the whole area for four weeks while {client} is away.",
            "Days run by the deputy without {client}, and matters left lying",
            """
            No candidate is named.
            A name on paper, without a mandate.
            The deputy runs the area for four weeks, and no more than {count} matters wait.
            The deputy runs it and improves something of their own accord.
            The deputy is appointed to a role of the same rank.
            """,
            """
            Profile of the role agreed with {manager}
            Deputy named to the team
            First week run alone
            """,
        ),
        goal(
            "Hire for what is missing",
            "Fill the open post with somebody who brings what {client} and the team have not got.",
            "Profile agreed before the first interview; offer made within ten weeks; view of the team after 90 days",
            """
            The post is filled in a hurry, or not at all.
            Filled with somebody very like {client}.
            Filled within ten weeks, by a written profile, with two of the team in the decision.
            After 90 days the team names what is new and good.
            The new person has already drawn in a second.
            """,
            """
            Profile written: what is missing
            Panel with {report} and {peer}
            Offer accepted
            """,
        ),
        goal(
            "Keep the people one cannot spare",
            "A talk on the next two years with each of the five key people, and one step taken for each.",
            "Talks held, steps taken, and regretted leavers",
            """
            People leave and one learns why in the exit talk.
            Talks take place once notice has been given.
            All five talks held, one step each taken, no regretted leaver in six months.
            Two have grown into a larger role.
            People from other areas ask to join.
            """,
            """
            The list of five, agreed with {manager}
            First {count} talks held
            A step for {report} under way
            """,
        ),
    ),
    aims=lines("""
        Two candidates, one post, {weekday} as the last day. {client} wants to know what is holding the decision up.
        To prepare the talk with {other}, who will not get it.
        What must the deputy be allowed to do that {client} would hate?
        Who might leave, and what has been done about it so far?
    """),
    reality=lines("""
        The candidate {client} likes best "thinks exactly as I do". Let that stand for a moment. So did {client}.
        {report} does the deputy's work already, without the name or the money.
        {other} will take it badly, and has a right to be told first.
        The profile lists sixteen requirements; eleven describe {client}.
        Holiday of two weeks announced, laptop packed. "Only for emergencies". Which, on the last count, were eight \
        a day.
        One of the five has an offer from elsewhere. {client} heard it from the canteen.
        Interviews so far: {client} talks for about two thirds of the time, enthusiastically.
        {manager} has a candidate too, unspoken, in every sentence.
        Two of the five have had no conversation on their future for three years.
        {peer} would take {report} at once, and has said so at lunch.
        The external candidate asked better questions than were put to her, says {client}.
        There is a drawer with the things only {client} knows. We made a list; it is a page and a half.
        {report} hesitates: "Do you want a deputy, or a second you?"
    """),
    options=lines("""
        Write what the team lacks, ask three members to do the same, compare.
        Name {report} deputy for three months, publicly, with an end date and a review.
        Tell {other} before anything is posted, in person.
        Work sample instead of a third interview: the budget case, ninety minutes.
        Talk about the next two years with each of the five. Begin with the quietest.
        Empty the drawer: a page a week, to {report}.
        Ask {peer} openly not to court {report} until the summer.
        Offer {other} the project that has no owner, with their name on the door.
    """),
    will=lines("""
        Talk with {other} on {weekday}, first thing; the reason, the respect, the next possibility.
        Decision by the end of the month; {manager} is asked for the own candidate, openly.
        Two weeks off without a laptop. {report} has the keys, in every sense.
        Cuts the profile to five lines.
        Five talks until the next session, one page for each.
        First page out of the drawer by {weekday}.
        Answers {report}'s question, in person, without a prepared text.
        The reference calls are made by {client}, not by HR.
    """),
    questions=lines("""
        What will the deputy do better than you, and how will that be?
        Whom would you hire if you were leaving in a year?
        Who on your team is nobody worried about, and should be?
    """),
    summaries=lines("""
        We worked on the profile for the deputy: what is missing rather than what is there.
        {client} prepared a difficult message to an internal candidate.
        We planned a first week in which the deputy runs the area alone.
        Five conversations about the next two years are planned, the first one is held.
    """),
    client_commitments=lines("""
        tell {other} in person before the post is published
        cut the profile to five lines
        name {report} as deputy in the team meeting
        talk with each of the five about the next two years
        take two weeks off without the laptop
    """),
    manager_commitments=lines("""
        say openly who the own candidate is
        approve the salary step for {report}
        meet the deputy alone once a month
    """),
    coach_commitments=lines("""
        send the guide to the talk about the next two years
        bring three questions for the work sample
    """),
    evidence=lines("""
        {report} ran the area for nine days; three matters waited, none was urgent.
        {other} was disappointed and stays, with a project of their own.
        Offer accepted in week eight, by somebody unlike anybody here.
        Four of five talks held; two steps already taken.
        The team asked the deputy first, with {client} sitting next to them.
    """),
    setbacks=lines("""
        {other} heard it from the intranet.
        The laptop came along on holiday; forty-one mails on the first day.
        The best candidate withdrew after nine weeks of silence.
    """),
    reflections=lines("""
        I was looking for myself, twenty years younger.
        To become replaceable sounded like an end. It is rather roomy.
        I had never asked them what they wanted. They had answers ready.
    """),
    feedforward=lines("""
        Say in front of all of us what the deputy may decide.
        Ask me about the next two years before somebody else does.
        Let the panel speak first after the next interview.
        When you are away, be away.
    """),
    strengths=lines("""
        Has an eye for people; half of the good ones here were found that way.
        Stands up for the development of others, also when they then leave the department.
    """),
    wishes=lines("""
        Nobody knows who decides when the office is empty.
        We tend to hire people who are like us.
        I should like to hear that I am wanted here, before I hand in my notice.
    """),
    client_expectations=lines("""
        I want to go on holiday.
        I want to choose well this time, and for the right reasons.
    """),
    manager_expectations=lines("""
        I need a successor for {client}, or I cannot move {client} on.
        No regretted leaver this year.
    """),
    client_measures=lines("""
        Four weeks away with at most three matters waiting.
        Five talks, five steps.
    """),
    manager_measures=lines("""
        Deputy named and accepted by the committee.
        Bench for this role: one ready now, one in two years.
    """),
    support_asked=lines("""
        An open word about candidates of your own.
        Money for one salary step outside the round.
    """),
    support_promised=lines("""
        Leaves the choice with {client}, and gives an opinion when asked.
        Meets the deputy monthly, and sees that the committee does so too.
        Finds the budget for the work sample and the handover month.
    """),
    outcomes=lines("""
        The profile was cut to five lines at the table.
        {manager} named the own candidate and withdrew the name an hour later, in good spirits.
    """),
    decisions=lines("""
        {report} is deputy for three months from the first, with a review.
        The panel has {count} members, and the hiring manager speaks last.
    """),
    moved=lines("""
        The deputy has run the first week.
        I have told {other}. It was decent, on both sides.
    """),
    next_steps=lines("""
        Talks four and five.
        A month with the deputy in the committee seat.
    """),
    hypotheses=lines("""
        As long as nobody else can do it, {client} can't be sent away.
        The quick liking in interviews is recognition. Of what?
    """),
    journal=lines("""
        I would have hired the same candidate. For the same reason. Note to self.
        The talk about {other} moved me; I was once the one who did not get it.
    """),
    execution=lines("""
        Post filled after eight weeks, inside the budget.
        Month of the deputy: all closing dates kept, one complaint, answered the same day.
    """),
    leadership=lines("""
        The panel spoke before {client}, and changed the outcome.
        {other} was told first, privately and with reasons. The others saw how it is done here.
    """),
    low_signs=lines("""
        No one can stand in for more than a few days.
        Good people leave and the reasons surprise.
    """),
    high_signs=lines("""
        A deputy runs the area for weeks.
        Key people know what the next two years may hold for them.
    """),
)
