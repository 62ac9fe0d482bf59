"""The topic "Board presence"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="board",
    name="Board presence",
    competency="presence",
    themes=("presence", "brevity", "authority", "voice"),
    objectives=lines("""
        The board decides on {project} in the spring, with a recommendation it trusts
        Succession to the executive board from inside: two candidates known to every member
    """),
    goals=(
        goal(
            "Board presence: one message, three minutes",
            "Open every board item with the decision asked for and the reason, in three minutes, without slides.",
            "Board items opened in three minutes or less, and questions answered without a second attempt",
            """
            Reads the slides; the chair asks what is wanted.
            The message is there, on page fourteen.
            Opens with the decision asked for, in three minutes, and answers four of five questions directly.
            The board debates the matter itself, not the paper.
            Members ring beforehand for {client}'s view on matters outside the own area.
            """,
            """
            Opening rehearsed with {peer}
            First item presented without slides
            Feedback from the chair after the second meeting
            """,
        ),
        goal(
            "Hold a position when the board pushes",
            "When challenged, {client} restates the position, names the risk, and neither retreats nor attacks.",
            "Challenges in board meetings answered from the position, by {manager}'s notes",
            """
            Gives way at the first raised eyebrow.
            Holds the position and loses the tone.
            Holds or changes the position for a reason that is said aloud, in a calm voice, four times out of five.
            Invites the strongest objection and treats it fairly.
            Is asked to lead the board through its most divided subject.
            """,
            """
            Three likely objections written down before each meeting
            Rehearsal with two people playing the sceptics
            """,
        ),
        goal(
            "Be known to each member of the board",
            "A conversation with each non-executive on a subject of theirs, before {client} needs anything from them.",
            "Conversations held with members, and invitations that came back",
            """
            Knows the members by their name plates.
            Speaks with two who sat near.
            Each member met once, on a subject of their own.
            Half the members have come back with a question or an invitation.
            Two members act as mentors.
            """,
            """
            List with a subject for each member
            First {count} conversations
            """,
        ),
    ),
    aims=lines("""
        The board meets on {weekday}. {client} wants an opening that does not begin with "just quickly".
        To look at what happened with the chair in the last meeting.
        Cut the paper on {project} from thirty pages to a sentence.
        How to stand there when one is sitting. A good question, in fact.
    """),
    reality=lines("""
        In the department {client} fills a room. Before the board the voice goes up by a third and the sentences \
        lose their ends.
        Twelve minutes for the opening, by {manager}'s watch. The decision came in the eleventh.
        Prepares for every question, and so answers all of them at once.
        The chair's "interesting" has been turning over since the last meeting. It may have meant interesting.
        Sat at the corner of the table, papers in front like sandbags. Described it with great precision, then moved \
        the chair.
        {manager} spoke for {client} twice. Well meant. Noted by all.
        One non-executive asked for the view on another department and got a brilliant answer. So it is there, when \
        it isn't "my item".
        Third rehearsal: two minutes fifty, no slide, and the first pause.
        Reads from the paper when nervous; when asked something unexpected, looks up and is excellent.
        {peer} said after the meeting, "You were right, and nobody noticed."
        Knows by heart what the previous chair had said four years ago. The new one was not yet there at the time.
        Compared two recordings: in the second, eleven times fewer "actually".
        Apologised for the length of the item before it had begun.
    """),
    options=lines("""
        First sentence: "I ask you to decide…". The rest is annex.
        Meet two members beforehand, on their subjects.
        Rehearse with {peer} as the impatient member, {other} as the expert.
        Leave the slides at home; one page on the table.
        Ask the chair for two minutes of feedback afterwards. Simply ask.
        One page, large type, no adjectives.
        Ask {manager} for the last place on the agenda less often, and the first more.
        Open with the number that worries them.
    """),
    will=lines("""
        Opening of three minutes by {weekday}, recorded on the telephone, listened to once, not nine times.
        Takes the seat opposite the chair.
        Writes the three worst questions and answers each in two sentences.
        {manager} will be asked not to help out.
        A coffee with one member before the next meeting, on their subject: harbours.
        Asks {report} to count the "actually"s.
        The item on {project} goes in with one page, or not at all.
        Three seconds before each answer; a finger on the ring as a reminder.
    """),
    questions=lines("""
        What do you want them to do when you stop speaking?
        Who are you in that room when nobody is marking you?
        What would you say if you had thirty seconds and no career?
    """),
    summaries=lines("""
        We shaped the opening for the board: the decision asked for, the reason, the risk. Three minutes.
        {client} rehearsed holding a position under challenge, with three likely objections.
        We looked back at the board meeting: what landed, what can be shorter next time.
        Next step: conversations with two members on subjects of theirs.
    """),
    client_commitments=lines("""
        cut the opening on {project} to three minutes
        write the three worst questions and two sentences for each
        rehearse once with {peer}, standing
        ask the chair for two minutes of feedback
        meet one non-executive on a subject of theirs
    """),
    manager_commitments=lines("""
        let {client} answer, and not step in
        introduce {client} to two members before the next meeting
        share the chair's impression within the week
    """),
    coach_commitments=lines("""
        listen to the recorded opening and send two remarks
        bring the page on openings
    """),
    evidence=lines("""
        Opened in two minutes forty; the decision was taken in the same meeting.
        The chair said "clear" and went on to the next item. From this chair, applause.
        Stood by the position on the timetable, gave the risk, kept the voice.
        A member rang for an opinion on the outlook for the whole house.
        {manager} reports that there was nothing to help out with.
    """),
    setbacks=lines("""
        Back to thirty slides, "because of the importance".
        Gave way on the budget within a minute and argued against it in the lift.
        The item was moved to the end and shrank to four minutes; {client} used nine.
    """),
    reflections=lines("""
        I was speaking to be beyond reproach. They wanted to know what I thought.
        The pause felt like a fall, and from the outside it looked like weight, says {peer}.
        They are people who read thirty papers on a Sunday. I can spare them mine.
    """),
    feedforward=lines("""
        Begin with what you want decided.
        Take the three seconds before you answer. It looks good on you.
        Say "I don't know yet, by Thursday" and leave it there.
        Speak on one matter outside your own area in each meeting.
    """),
    strengths=lines("""
        Always prepared; figures from here are right.
        Honest about risks, which is rarer than one thinks.
    """),
    wishes=lines("""
        The message is excellent once one has found it.
        Could take up more room at that table; there is every reason to.
        Sounds different in front of the board than with us. I prefer ours.
    """),
    client_expectations=lines("""
        I want to go in without a stomach ache and come out with a decision.
        I want to be the same person in that room as in the others.
    """),
    manager_expectations=lines("""
        {client} is on the list for the executive board, and the board must come to see why.
        I expect papers of five pages and an opening I could repeat.
    """),
    client_measures=lines("""
        Three items in a row opened in three minutes.
        Feedback from the chair that I asked for myself.
    """),
    manager_measures=lines("""
        The board decides on the first presentation.
        Two members name {client} unprompted in the succession talk.
    """),
    support_asked=lines("""
        Not to be rescued, even if it is slow.
        To hear beforehand what the chair cares about.
    """),
    support_promised=lines("""
        Stays silent for the length of the item.
        Arranges two conversations with members before the summer.
        Gives the background to each member, in confidence.
    """),
    outcomes=lines("""
        Presence was described in acts, not in adjectives: first sentence, pause, seat, answer.
        {manager} had thought of helping out as support; both laughed, and it stops.
    """),
    decisions=lines("""
        {client} presents the next two items alone.
        {manager} collects the chair's impression after each, in two sentences.
    """),
    moved=lines("""
        The opening is down to three minutes and stands.
        I took the seat opposite. The view is better.
    """),
    next_steps=lines("""
        Two members, two coffees.
        Speak once outside my own item.
    """),
    hypotheses=lines("""
        The board may be the examiners' table over again. {client} was the first in the family to sit at one.
        The length of the papers grows with the fear of a single question, and it is always the same one.
    """),
    journal=lines("""
        I sat up straighter whenever {client} spoke of the chair. Interesting, who is in the room with us.
        Rehearsal, not coaching, for forty minutes. It was right today; not to become the habit.
    """),
    execution=lines("""
        Paper approved at the first reading, budget as asked.
        Item postponed for lack of time; the one-page summary was circulated the same evening.
    """),
    leadership=lines("""
        {report} was taken along and answered the technical question. The board remembered the name.
        The team worked three nights on slides that were not shown. To be put right with them.
    """),
    low_signs=lines("""
        The decision asked for comes late or not at all.
        Is spoken for by others in the boardroom.
    """),
    high_signs=lines("""
        Opens with the decision, and the board decides.
        Members seek the view on matters outside the own area.
    """),
)
