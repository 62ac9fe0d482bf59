"""The topic "Stakeholder influence"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="influence",
    name="Influencing stakeholders",
    competency="presence",
    themes=("influence", "alliances", "interests", "corridor-work"),
    objectives=lines("""
        All five regions adopt {project} of their own accord by next summer
        Win the works council and the regulator for the new site before the application
    """),
    goals=(
        goal(
            "Win the three who can stop it",
            "Know the interests of the three who can stop {project}, and gain two of them as supporters.",
            "Stance of each stakeholder on the map, −2 to +2, updated monthly",
            """
            Learns of their resistance in the committee.
            Knows the positions, guesses the interests.
            Two of the three support it openly, and the third does not oppose.
            All three support it, and one speaks for it.
            They bring in further supporters by themselves.
            """,
            """
            Map with interests, checked with {peer}
            Talk with the first of the three
            First public word of support
            """,
        ),
        goal(
            "Prepare the meeting before the meeting",
            "Speak with each decision-maker before any item of weight, and alter the proposal at least once.",
            "Items carried at the first attempt, out of all of weight",
            """
            Relies on the better argument and loses with it.
            Speaks beforehand with friends.
            Four of five items of weight are carried at the first attempt.
            Opponents help with the drafting.
            {client} is asked to prepare matters for others.
            """,
            """
            List of talks for {project}
            Proposal changed after a talk
            """,
        ),
        goal(
            "Influence without the rank",
            "Get the regions to move without instruction: their reason, their figures, their pace.",
            "Regions that have adopted it of their own accord",
            """
            Sends instructions, gets reports.
            One region joins as a favour.
            Three of five regions have adopted it for reasons of their own.
            Four, and they help one another.
            All five, and a sixth asks.
            """,
            """
            Visit to the most sceptical region
            First region tells the others
            """,
        ),
    ),
    aims=lines("""
        Map of stakeholders for {project}: who gains, who loses, who has not been asked.
        {client} wants to stop losing with the better argument.
        Prepare the talk with the finance chief.
        How to get {peer} to speak first on {weekday}.
    """),
    reality=lines("""
        Proposal rejected, nine to three. All nine praised the analysis.
        {client} finds talks beforehand "a bit underhand". The nine had had theirs.
        Finance wants certainty in the third quarter, and nothing else. Nobody had ever asked.
        Speaks at length about the solution, little about what it does for the others.
        {peer} would help, and waits to be asked.
        The northern region says yes in every call and has not begun.
        Put the case from the works council's side: three good reasons against. Two could be met for nothing.
        Went to see the greatest sceptic with a blank sheet. Came back with half the plan, better.
        The map has two colours: those {client} likes, and those who decide.
        {manager} would help, and does not know with what.
        In the corridor {client} got in four minutes what the committee had refused for a year.
        Finance and the works council want the same thing and do not know it of each other.
        Thinks of allies as a debt. {peer} seems to think of it as lunch.
    """),
    options=lines("""
        Ask each of the three: "What would have to be in it for you to say yes?"
        Let the south tell it to the north.
        Make the proposal smaller: one region, one quarter.
        {peer} as the voice in the committee, {client} for the questions.
        Trade: their figure in our report, our date in theirs.
        Bring finance and the works council to one table.
        Tell {manager} exactly what help is wanted: one sentence, one person, one date.
        Have lunch.
    """),
    will=lines("""
        Coffee with finance on {weekday}; two questions, no document.
        Travels north, stays the night, listens.
        Changes the third page after the works council's two points.
        Asks {peer} today. In person, not "at some point".
        Nothing goes to the committee that has not been talked through with five of the twelve.
        Lunch with {peer}, {weekday}; no agenda, and {client} pays.
        Writes {manager} the one sentence.
        Invites finance and the works council together; half an hour, one question.
    """),
    questions=lines("""
        What do they lose if you win?
        Who do they listen to?
        What in your proposal could be theirs?
    """),
    summaries=lines("""
        We drew the map of stakeholders and wrote down interests in place of positions.
        {client} prepared talks with three people who can stop the project.
        We looked back at the rejected proposal: the argument was good, the ground was not prepared.
        A first supporter has spoken publicly. Next: the northern region.
    """),
    client_commitments=lines("""
        ask finance what would have to be in it
        visit the northern region and stay the night
        ask {peer} to speak first in the committee
        change page three after the talk with the works council
        update the map of stakeholders
    """),
    manager_commitments=lines("""
        open the door to two members of the group executive
        say in public that {project} is wanted
        share what is said when {client} is not present
    """),
    coach_commitments=lines("""
        send the sheet for the stakeholder map
        play the finance chief next time, without mercy
    """),
    evidence=lines("""
        Carried at the first attempt, ten to two.
        Finance added a line of its own to the proposal.
        The northern region has set its own starting date.
        {peer} spoke first, and better than {client} would have done.
        Two points of the works council taken up; its chair said so in the assembly.
    """),
    setbacks=lines("""
        Went in without the talks, for want of time; sent back.
        The promised word of support did not come when it was needed.
        Won the vote and lost {other} over it.
    """),
    reflections=lines("""
        I had taken influence for tricks. It's mostly asking early.
        The better argument is the one they have made themselves.
        I was proud of being independent. I was alone with it.
    """),
    feedforward=lines("""
        Ask us what we need before you show what you have.
        Leave a blank page in your proposal.
        Speak with finance a month earlier next time.
        Say thank you publicly to those who gave way.
    """),
    strengths=lines("""
        The analysis is always the best in the house.
        Plays no games; one knows where one is.
    """),
    wishes=lines("""
        Comes with the finished solution, however good.
        Could do more with allies. They exist.
        Explains what it is and seldom what it does for us.
    """),
    client_expectations=lines("""
        I want to carry good things through.
        I want to learn this without bending myself.
    """),
    manager_expectations=lines("""
        {client} has the best ideas of all and should get them over the line.
        I expect the regions on board, without my having to order it.
    """),
    client_measures=lines("""
        Two of the three in support.
        Four of five items carried first time.
    """),
    manager_measures=lines("""
        Three regions by the autumn.
        No item of weight sent back for lack of agreement.
    """),
    support_asked=lines("""
        A clear word that {project} is wanted.
        What the others say when I have left the room.
    """),
    support_promised=lines("""
        Says it in the managers' meeting, with a reason.
        Brings {client} together with two members of the group executive.
        Passes on the mood within the week.
    """),
    outcomes=lines("""
        The map was laid open, and {manager} moved two of the names.
        Both agree that influence here means talks beforehand, and that there is nothing underhand in it.
    """),
    decisions=lines("""
        The item goes to the committee only in the month after next.
        The northern region becomes the first, not the last.
    """),
    moved=lines("""
        Finance has turned from no to perhaps, for a reason of its own.
        I went north.
    """),
    next_steps=lines("""
        The third of the three.
        Let the south report to the others.
    """),
    hypotheses=lines("""
        To ask for support may feel to {client} like owing something.
        Pride in the argument: whoever does not follow it has not understood. There is a schoolroom somewhere in this.
    """),
    journal=lines("""
        I played finance with pleasure. Too much of it?
        I noticed how easily I am convinced by {client}; the nine were not.
    """),
    execution=lines("""
        Adopted by three regions; the north two weeks ahead of plan.
        Application filed in time, without a hearing.
    """),
    leadership=lines("""
        Thanked those who gave way, by name. It will be remembered.
        The talks were {client}'s alone; {report}, who will carry it on, knows none of the people.
    """),
    low_signs=lines("""
        Loses with the better argument.
        Learns of resistance in the meeting.
    """),
    high_signs=lines("""
        Wins over those who were against it at first.
        Carries matters of weight at the first attempt.
    """),
)
