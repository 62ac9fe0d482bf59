"""Topics of working through others: delegating outcomes, giving feedback, listening."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

DELEGATING = Topic(
    key="delegating",
    name="Delegating outcomes",
    competency="delegation",
    themes=("letting-go", "control", "trust", "last-pair-of-eyes"),
    objectives=lines("""
        Run the business through the second line: the executive decides only what the second line cannot
        Free a third of the executive's week for customers and strategy by the end of the year
        Bring {project} home with decisions taken where the knowledge is
    """),
    goals=(
        goal(
            "Delegate outcomes, not tasks",
            "Hand {report} and {other} results with a date and a boundary, and leave the way there to them.",
            "Outcomes handed over in full and still with their owner after four weeks, counted each month",
            """
            Work is given out as lists of tasks and comes back for checking at every step.
            One outcome handed over, taken back when the first date slipped.
            Three outcomes are owned by direct reports for a full quarter, reviewed only on the agreed dates.
            All direct reports own at least one outcome and set their own review dates.
            Direct reports delegate outcomes in turn, and decisions reach the executive only as exceptions.
            """,
            """
            First outcome handed over in writing, with boundary and review date
            {report} has chaired the review without {client} in the room
            A slip handled by its owner, not taken back
            """,
        ),
        goal(
            "Step out of {project} by the middle of the year",
            "{report} leads {project} with authority over money and people; {client} is asked, not copied.",
            "Decisions on {project} taken without {client}, as a share of all that were taken",
            """
            Every decision on the work passes over the executive's desk.
            Small decisions are taken by the team, most are still brought up "for information".
            Four decisions in five are taken without the executive, and none is reversed.
            The team decides everything but budget changes, and tells the executive afterwards.
            The lead now coaches a successor in the same role.
            """,
            """
            Decision rights written on one page and agreed with {manager}
            Standing weekly meeting handed to {report}
            First month with fewer than {count} questions coming up
            """,
        ),
        goal(
            "Stop being the last pair of eyes",
            "Papers leave the department on the author's signature; review is by invitation and before the last day.",
            "Papers that left without {client} correcting them, out of the last twenty",
            """
            Nothing leaves the department uncorrected, often at night.
            Routine papers go out alone, everything for the board is rewritten.
            Fifteen of twenty papers leave on the author's signature, the rest after one conversation.
            All routine papers and most for the board leave without correction.
            Authors ask each other for review, and the standard is theirs.
            """,
            """
            "Good enough" described with two real examples
            First board paper signed by its author
            """,
        ),
    ),
    aims=lines("""
        Wants to leave today with one thing handed over for good, not "supported from close by".
        The question for today, in {client}'s words: "What would I do all day if I let go of this?"
        {client} brought the calendar: nineteen hours of other people's meetings last week.
        Asked for help with the conversation with {report} on {weekday}.
        To find out which of the three open hand-overs is really handed over.
    """),
    reality=lines("""
        {report} runs the plan, {client} still sits in.
        Handed over the capacity plan, then asked for a daily line on it. {report} noticed. So did {other}.
        Says "I trust them" three times in ten minutes; in the same ten minutes the phone lights up with drafts to check.
        {report} has stopped bringing proposals and brings questions; {client} reads it as lack of drive.
        The team waits. {client} counts eleven decisions since our last session that needed nobody's permission and got it.
        What was handed over were tasks with a date. The outcome, and the right to get there another way, stayed with {client}.
        {other} made a mistake in the supplier talks, put it right in two days, and told {client} only afterwards. \
        First reaction anger, second, on the train home, something like pride.
        Was away for four days and nothing burned. Tells it as a complaint first, then laughs.
        {manager} still rings {client} for details of {project}, so {client} needs the details. A system, not a habit.
    """),
    options=lines("""
        Hand over one result with a boundary (money, people, date) and no interim review.
        Leave the meeting altogether, or stay and say nothing for a month; {client} thinks the second harder.
        Ask {report} which decisions they already take without saying so.
        A page of decision rights: decide, decide and tell, ask first.
        Tell {manager} that questions about {project} go straight to {report} from now on.
        Let one thing go wrong that can be afforded, on purpose, and see who repairs it.
    """),
    will=lines("""
        {report} gets the plan for good on {weekday}; the sentence is ready and is short.
        Leaves the weekly review from next month and says why, in the review.
        Will write the boundary before the talk: three lines, no annex.
        Chose to leave the plan to {report}. Said it slowly, then once more.
        Ten out of ten on wanting it, six on doing it. What makes it a seven: telling {manager} first.
        No correcting of papers after six in the evening for {count} weeks.
    """),
    questions=lines("""
        What would {report} have to do wrong for you to leave it with them all the same?
        Whose work is it that you enjoy most, and is it yours?
        When you step in, what do they learn about themselves?
        What is the smallest thing you could leave untouched until {weekday}?
    """),
    summaries=lines("""
        We looked at what it means to hand over a result rather than a task. {client} will hand one plan over for good, \
        with its boundary in writing.
        {client} described where decisions wait. Next step: a page of decision rights, drafted with the team.
        Progress on delegating: two outcomes are with their owners. We worked on staying out when a date slips.
        We prepared the hand-over talk and the sentence about what will no longer be checked.
        {client} chose to leave the weekly review and to see the results once a month instead.
    """),
    client_commitments=lines("""
        hand the capacity plan to {report} for good
        tell {manager} what stops on my desk
        write the boundary for {project} on half a page
        leave the {weekday} review and say why
        ask {other} which decisions are waiting for me
        let {report} present the result, and sit in the second row
    """),
    manager_commitments=lines("""
        put questions about {project} to {report} directly
        agree the page of decision rights
        not ask for details below the agreed line until the next meeting
    """),
    coach_commitments=lines("""
        send the one-page form for decision rights
        send the two questions on what "done" means
        ask about the plan at the start of the next session
    """),
    evidence=lines("""
        Handed over without a review meeting; the first date was kept.
        {report} changed the sequence of the plan and told {client} afterwards.
        Three weeks without a question coming up on {project}.
        {other} signed the board paper; one comma changed.
        Calendar shows nine hours of other people's meetings, down from nineteen.
        A supplier rang {client} and was passed on with one sentence.
    """),
    setbacks=lines("""
        Took the customer letter back on the evening before it went out.
        Joined two reviews "only to listen" and spoke for twenty minutes.
        The date slipped and {client} rewrote the plan over the weekend.
        Decision rights agreed, and three exceptions made in the first week.
    """),
    reflections=lines("""
        I noticed I was relieved when they asked me. That is worth looking at.
        Handing over was easy on paper; the third week, when nobody rang, was the hard one.
        I used to think checking was respect for the work. They took it as doubt.
        What I gained: two free afternoons. What I lost: knowing first.
    """),
    feedforward=lines("""
        Tell us the result you want and the date, and let us come with the way.
        Leave the room for the second half of the review.
        When a date slips, ask what we intend before saying what you would do.
        Say early which decisions you want to be asked about; the rest is ours.
        Next time give the whole customer, not the presentation for the customer.
    """),
    strengths=lines("""
        Knows the work in depth and never asks for what could not be done.
        Takes the blame upwards and leaves the praise with the team.
        Gives people bigger things than they would have asked for.
    """),
    wishes=lines("""
        I would like to own something to the end, including the part that is uncomfortable.
        Too much comes back with corrections in wording. It makes people stop thinking.
        Being copied in has turned into being asked. Please choose one of them.
        We could take more off these shoulders if we were let.
    """),
    client_expectations=lines("""
        I want to get out of the detail without losing touch with the work.
        I expect to learn how to hand over so that it stays handed over.
        I want evenings that are not spent correcting other people's papers.
    """),
    manager_expectations=lines("""
        {client} should have time for the questions only this role can answer.
        I expect that in six months I can ring {report} and get the full answer.
        I want to see a second line that decides, and {client} comfortable with it.
    """),
    client_measures=lines("""
        Three outcomes fully with the team by the mid-point.
        Fewer than ten hours a week in meetings that are not mine.
    """),
    manager_measures=lines("""
        Decisions no longer wait when {client} travels.
        {report} and {other} present their own results to the executive committee.
    """),
    support_asked=lines("""
        That questions of detail go to the person who owns the work.
        Patience if something takes longer the first time.
    """),
    support_promised=lines("""
        Will ask {report} directly and copy nobody.
        Stands by the first mistake that somebody else makes under the new rules.
        Gives the page of decision rights its place in the committee's papers.
    """),
    outcomes=lines("""
        Both see delegation as the first goal; {manager} had not known how much came from that side.
        Agreed what {client} stops doing, and what {manager} stops asking.
        Difference on how far the hand-over has come was talked through: {client} counts what was given, \
        {manager} what has stayed away.
    """),
    decisions=lines("""
        Questions on {project} go to {report} from the first of next month.
        The decision rights page is in force for a trial of three months.
        {client} leaves two standing meetings; {report} takes the seat.
    """),
    moved=lines("""
        The plan is with {report} and has stayed there.
        One meeting fewer, and nobody missed me.
        Drafts come to me once, not three times.
    """),
    next_steps=lines("""
        Hand over the customer side of {project} as well.
        Hold still when the first date slips.
        Agree the page with {manager}.
    """),
    hypotheses=lines("""
        Being needed may be how {client} knows the day was worth it. Go gently.
        The checking rises whenever {manager} is under pressure. Look at the chain, not only at the link.
        Perfection seems to be loyalty here, to a first boss who "never let a line go out wrong".
    """),
    journal=lines("""
        I caught myself giving {client} a better plan than the one on the table. Exactly the subject. Smiled, stopped.
        Noticed how much I wanted the hand-over to succeed. Whose outcome is it?
    """),
    execution=lines("""
        The migration weekend went live on time; one supplier file late, mended by noon.
        Budget round closed two days early, with one round of corrections instead of four.
        The tender went out complete; price sheet redone once.
    """),
    leadership=lines("""
        {report} led throughout. {client} was in the building and not in the room, and thanked the team by name.
        Hand-over was clear on the date, vague on money, and the vagueness drew {client} back in.
        Two people were given tasks and one an outcome; the difference in energy was plain to see.
    """),
    low_signs=lines("""
        Approves purchases far below the agreed limit.
        The team cannot say which decisions are theirs.
    """),
    high_signs=lines("""
        Three direct reports run outcomes of their own, with dates they set themselves.
        Was away for two weeks and came back to decisions taken and written down.
    """),
)

FEEDBACK = Topic(
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
        When {peer} gave a hard word last {weekday}, {client} explained for five minutes, and then rang back to say thank you.
        The yearly talks are due; the notes for them were empty until yesterday evening.
        Two people have left this year who "had no idea", says {manager}. {client} had believed that both knew.
    """),
    options=lines("""
        What I saw, what it did, what I ask. Three sentences, then silence.
        Begin with the smallest open item rather than the largest.
        Ask {report} first how they saw it; often the half is then said already.
        Write the list of everything unsaid: names, dates, one line each.
        Feedforward instead of feedback with {other}: two suggestions for the next steering meeting.
        Ask "what should I do more of?" rather than "any feedback for me?"
    """),
    will=lines("""
        {weekday}, 8:30, small meeting room, no slides. {other} is told beforehand what it is about.
        One question to each direct report by the next session; only "thank you" allowed as an answer.
        The list comes down from nine to five in two weeks.
        Praise with its reason, once a day, by name.
        Rings me for five minutes if the talk is moved a third time. It will not be.
        Writes down the first sentence and lets the rest come.
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

LISTENING = Topic(
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
        On the site visit an older fitter said, "You're the first one from up there who wrote it down." {client} told it twice.
        With {manager}, {client} listens well, never interrupts, asks. So the skill is there. It goes by rank.
        Multitasks in calls, camera on. People can see the eyes move.
        Silence in the room is read as agreement. {report} says that it is mostly lunch.
    """),
    options=lines("""
        Speak fourth. A small mark on the pad for each who has spoken.
        One question: "What am I not seeing?" and ten seconds by the clock.
        Let {report} chair, and sit at the side.
        Say back what was heard, until the other says "exactly".
        Walk the site without the site head.
        Ring {other} back and ask for the end of the sentence.
    """),
    will=lines("""
        From {weekday}: question first, view last. {report} counts, openly.
        Ten seconds. Practised twice here; the first time lasted three.
        The laptop stays shut in one-to-ones.
        Visits both sites before the month is out, with the three questions and a notebook.
        Will ask {other} what they were going to say.
        Reports back to the people heard, also where the answer is no.
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

TOPICS = (DELEGATING, FEEDBACK, LISTENING)
