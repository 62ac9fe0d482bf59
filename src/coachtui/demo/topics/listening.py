"""The topic "Listening before answering"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="listening",
    name="Listening before answering",
    competency="listening",
    themes=("listening", "silence", "curiosity", "first-word"),
    objectives=lines("""
        Bring problems to the table two weeks earlier than last year
        Raise the share of ideas from the front line that are tried to one in four
        Cut the rework on {project} by half, by hearing the users first
    """),
    goals=(
        goal(
            "Ask one question before giving a view",
            "In meetings {client} leads, {client} speaks fourth or later, and begins with a question.",
            "Meetings out of ten in which {client} spoke last or asked first, noted by {report}",
            """
            Opens the meeting with a view; the rest of the hour agrees.
            Asks, and answers the question within the same breath.
            In seven of ten meetings asks first, and speaks after at least three others.
            Sums up the others' views to their satisfaction before adding an own one.
            Meetings decide well in the absence of any view from the top.
            """,
            """
            {report} keeps the count for two weeks
            First meeting led with questions only
            Mini-survey round one back
            """,
        ),
        goal(
            "Hear the bad news first",
            "People bring risks of {project} to {client} while there is still time to act.",
            "Days between somebody knowing of a risk and {client} knowing, from the risk log",
            """
            Bad news arrives with the deadline.
            Arrives a week late, wrapped in good news.
            Risks arrive within three working days, and the messenger is thanked.
            Risks are brought with a first proposal, by those who saw them.
            The team reviews near misses by itself every month.
            """,
            """
            "What do I not know?" asked in every one-to-one
            First messenger thanked in public
            Delay in the risk log under a week
            """,
        ),
        goal(
            "Listen across the sites",
            "Visit each site with no presentation, hear at least six people, and report back what was heard.",
            "Sites visited, people heard, and points reported back within two weeks",
            """
            Visits are presentations with a buffet.
            Visits take place, but only the site heads speak.
            Every site heard, six voices each, and the points reported back within two weeks.
            Two changes are traced by people to what they had said.
            Sites invite one another, and the executive is a guest.
            """,
            """
            Questions for the tour agreed
            First {count} sites heard
            Report back to the first site
            """,
        ),
    ),
    aims=lines("""
        {client} wants to know why meetings have become so quiet.
        To practise not answering. "It's like holding my breath."
        Look at the pulse: "asks before deciding" at minus 0.4.
        Prepare the visit to the second site: what to ask, and how to shut up.
        How to hear {other} out without finishing the sentence.
    """),
    reality=lines("""
        Finished four of my sentences in the first quarter of an hour. Told so; the fifth was let through.
        {report} keeps a count: {client} spoke first in nine of eleven meetings.
        Good ideas have dried up. {other} now sends them to {peer}, who asks.
        {client} hears fast and right, which is the trouble: mostly right, so nobody else needs to think.
        The risk on {project} was known on the shop floor for three weeks.
        On the site visit an older fitter said, "You're the first one from up there who wrote it down." {client} \
        told it twice.
        With {manager}, {client} listens well, never interrupts, asks. So the skill is there. It goes by rank.
        Multitasks in calls, camera on. People can see the eyes move.
        Silence in the room is read as agreement. {report} says that it is mostly lunch.
        Repeated my question back to me, a slightly different one, and answered that.
        {report} now begins with the conclusion, to be able to say it at all.
        A customer talked for twenty minutes and {client} took two pages of notes. It can be done, where it is worth \
        the while.
        The longest silence of the session, nineteen seconds, was followed by the truest sentence.
        {peer} said in passing that one has to talk fast with {client}. Passed it on to me without comment.
    """),
    options=lines("""
        Speak fourth. A small mark on the pad for each who has spoken.
        One question: "What am I not seeing?" and ten seconds by the clock.
        Let {report} chair, and sit at the side.
        Say back what was heard, until the other says "exactly".
        Walk the site without the site head.
        Ring {other} back and ask for the end of the sentence.
        Take notes in one-to-ones as with customers.
        Ask {peer} what talking fast leaves out.
        Begin with the person who will have to carry it out.
    """),
    will=lines("""
        From {weekday}: question first, view last. {report} counts, openly.
        Ten seconds. Practised twice here; the first time lasted three.
        The laptop stays shut in one-to-ones.
        Visits both sites before the month is out, with the three questions and a notebook.
        Will ask {other} what they were going to say.
        Reports back to the people heard, also where the answer is no.
        Pad and pencil in each one-to-one, starting {weekday}.
        Asks {peer}, and only listens.
        Lets {report} begin anywhere, and come to the end.
    """),
    questions=lines("""
        Who in your team has the most to say and says the least?
        What happens in you in the second before you answer?
        When were you last surprised by somebody who works for you?
        What would you have to stop knowing?
    """),
    summaries=lines("""
        We practised listening: question first, own view last. {report} has agreed to keep a count.
        {client} prepared the visits to the sites, with three open questions and a way of reporting back.
        We looked at how early bad news arrives, and at what makes it safe to bring it.
        The count has changed: {client} spoke first in three of ten meetings.
        We went through the first results of the mini-survey and chose one thing to try.
    """),
    client_commitments=lines("""
        speak fourth in the {weekday} meeting
        ask {report} to keep the count for two weeks
        ask "what do I not know?" in every one-to-one
        visit the second site with no slides
        report back to the six people heard
        ring {other} and listen to the end
    """),
    manager_commitments=lines("""
        ask {client} for a question instead of a position in the committee
        name one meeting in which listening was missed
        join the visit to the second site as a listener
    """),
    coach_commitments=lines("""
        send the listening-tour questions
        keep the silence next time, and not rescue
        put the pulse questions to the stakeholders
    """),
    evidence=lines("""
        Asked one question and let eleven seconds pass; {other} came out with the real problem.
        The count: first word in three of ten meetings, last month nine.
        A risk arrived on day two, with a proposal.
        Six people heard at the second site; the report back went out after nine days.
        Summed up {peer}'s view so well that {peer} said, "Exactly, and that is why I'm against it."
        {report} reports that people stay on after the meeting to talk.
    """),
    setbacks=lines("""
        Asked the question and answered it.
        Under time pressure on {weekday} decided in the first minute.
        The visit turned into a presentation again; the site head had prepared one, and it would have been rude.
        Messenger thanked in words, and grilled for half an hour.
    """),
    reflections=lines("""
        I thought that I was efficient. I was alone.
        When I speak last I find that half of it has been said, and better.
        Ten seconds are long. Something always comes.
        I do listen upwards. It was not pleasant to notice.
    """),
    feedforward=lines("""
        Ask one question before giving a view.
        Let the youngest in the room speak first next time.
        In the next difficult meeting, say back what you heard before you decide.
        Put the telephone in another room during our one-to-one.
        When we bring bad news, start with "thank you for telling me".
    """),
    strengths=lines("""
        Grasps in a minute what others need an hour for.
        When really listening, the best conversation partner in the house.
        Remembers weeks later what one said in passing.
    """),
    wishes=lines("""
        I often do not get to the end of the sentence.
        The question is asked after the decision has been made. One can tell.
        There is more knowledge in this team than gets used.
        I prepare less than I used to, since the answer is there already.
    """),
    client_expectations=lines("""
        I want people to tell me things before they become problems.
        I want to find out what I am like when I do not answer.
        I would like meetings in which I learn something.
    """),
    manager_expectations=lines("""
        {client} is quick; I would like the team to become quick too.
        I expect no more surprises from the sites.
        I would like to hear the team's voice through {client}, not only {client}'s.
    """),
    client_measures=lines("""
        Speaking first in fewer than three of ten meetings.
        Two ideas a month that are not mine, and are tried.
    """),
    manager_measures=lines("""
        Risks reach us within the week.
        Perceived change above +1 in the second mini-survey.
    """),
    support_asked=lines("""
        Time in the committee for questions before positions.
        A sign across the table when I am interrupting.
    """),
    support_promised=lines("""
        Will ask for the team's view first, {client}'s second.
        Gives the agreed sign, a pen laid down.
        Takes part in one visit, and says nothing.
    """),
    outcomes=lines("""
        {manager} sees the change already, more than {client} does.
        The count by {report} is shared openly; both liked the simplicity of it.
        It was said that speed is valued here, and that it may be part of the cause.
    """),
    decisions=lines("""
        The count goes on for another month and is then replaced by the mini-survey.
        {manager} joins one site visit.
        Positions in the committee are taken after one round of questions.
    """),
    moved=lines("""
        I wait. People have begun to fill the silence with useful things.
        Two sites heard, one reported back to.
        Bad news arrived on a Monday instead of on a Friday.
    """),
    next_steps=lines("""
        Third site, no slides.
        Hold it under pressure, too.
        Mini-survey to six people.
    """),
    hypotheses=lines("""
        Quickness has been {client}'s ticket into every room. To slow down may feel like leaving it at the door.
        Interrupting is enthusiasm, not rank; the team takes it for rank all the same.
        The listening goes up the line and not down it. Is that this house, or this person?
    """),
    journal=lines("""
        I timed my own silence: four seconds. Work to do.
        I enjoyed the quick exchange so much that I forgot the subject of the session: slowness.
    """),
    execution=lines("""
        The user test found nine faults before the launch instead of after it.
        Line two back at full output on {weekday}; root cause found by the night shift.
        Requirements signed in one round.
    """),
    leadership=lines("""
        The night shift was asked first, and was thanked in writing.
        Everybody round the table had spoken before the decision. It took eight minutes longer.
        The users were heard, the second line was not; {report} minded, rightly.
    """),
    low_signs=lines("""
        Gives the answer before the question is finished.
        Risks are known on the floor for weeks and not at the top.
    """),
    high_signs=lines("""
        Sums up opposing views to the satisfaction of both sides.
        People of all ranks bring bad news early.
    """),
)
