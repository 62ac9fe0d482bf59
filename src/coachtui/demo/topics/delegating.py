"""The topic "Delegating outcomes"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
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
        Says "I trust them" three times in ten minutes; in the same ten minutes the phone lights up with drafts to \
        check.
        {report} has stopped bringing proposals and brings questions; {client} reads it as lack of drive.
        The team waits. {client} counts eleven decisions since our last session that needed nobody's permission and \
        got it.
        What was handed over were tasks with a date. The outcome, and the right to get there another way, stayed \
        with {client}.
        {other} made a mistake in the supplier talks, put it right in two days, and told {client} only afterwards. \
        First reaction anger, second, on the train home, something like pride.
        Was away for four days and nothing burned. Tells it as a complaint first, then laughs.
        {manager} still rings {client} for details of {project}, so {client} needs the details. A system, not a habit.
        The hand-over list from last month: seven lines, four of them struck out, two of those struck out twice.
        {peer} has asked {client} who is responsible for the tender now. The answer took two minutes and contained \
        both names.
        Enjoys the detail, and is good at it. It is the part of the day that is sure to succeed.
        {report}'s presentation was forwarded with a new title and nine comments; the title was better, says \
        {client}, a little ashamed.
        Counted the mails with {client} in copy on one day: 63. Needed: two.
    """),
    options=lines("""
        Hand over one result with a boundary (money, people, date) and no interim review.
        Leave the meeting altogether, or stay and say nothing for a month; {client} thinks the second harder.
        Ask {report} which decisions they already take without saying so.
        A page of decision rights: decide, decide and tell, ask first.
        Tell {manager} that questions about {project} go straight to {report} from now on.
        Let one thing go wrong that can be afforded, on purpose, and see who repairs it.
        Ask to be taken off all copies for a month and see what is missed.
        Give {other} the result and {report} the role of sparring partner.
        Say what "done" looks like, then leave the building.
    """),
    will=lines("""
        {report} gets the plan for good on {weekday}; the sentence is ready and is short.
        Leaves the weekly review from next month and says why, in the review.
        Will write the boundary before the talk: three lines, no annex.
        Chose to leave the plan to {report}. Said it slowly, then once more.
        Ten out of ten on wanting it, six on doing it. What makes it a seven: telling {manager} first.
        No correcting of papers after six in the evening for {count} weeks.
        Tells the team on {weekday}: no more copies, and why.
        {other} chooses the date for the next review, and whether there is one.
        If it slips: one question, "What do you intend?", and then home.
    """),
    questions=lines("""
        What would {report} have to do wrong for you to leave it with them all the same?
        Whose work is it that you enjoy most, and is it yours?
        When you step in, what do they learn about themselves?
        What is the smallest thing you could leave untouched until {weekday}?
    """),
    summaries=lines("""
        We looked at what it means to hand over a result rather than a task. {client} will hand one plan over for \
        good, \
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
