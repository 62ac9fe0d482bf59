"""The topic "Moving innovation and culture"."""

from __future__ import annotations

from coachtui.demo.topics.topic import Topic, goal, lines

TOPIC = Topic(
    key="innovation",
    name="Moving innovation and culture",
    competency="innovation",
    themes=("experiment", "learning", "courage", "permission"),
    objectives=lines("""
        A tenth of turnover from offers that are younger than three years
        From blame to learning: every larger mishap reviewed openly within two weeks
    """),
    goals=(
        goal(
            "Three small experiments a quarter",
            "Run three experiments with a question, a limit of cost and an end date, and publish what was learnt.",
            "Experiments started, ended on their date and published, per quarter",
            """
            Ideas are collected; nothing is tried.
            One pilot, which has no end and so cannot fail.
            Three experiments run, ended on their date and published, whatever came out.
            Teams start their own, without asking.
            One experiment has become a product, and two were stopped with a round of thanks.
            """,
            """
            First experiment: question, limit, end date
            First one stopped, and told openly
            Wall of what we learnt
            """,
        ),
        goal(
            "Make it safe to tell of a mistake",
            "{client} tells of an own mistake each month and leads one review without blame.",
            'Near misses reported per month; answers to "I can say when something went wrong"',
            """
            Mistakes are found by audits.
            They are admitted once found.
            Ten near misses a month are reported, and a review without blame follows the larger ones.
            The reviews are sought by other departments.
            People tell of a mistake before it has any effect.
            """,
            """
            First own mistake told in the all-hands
            Review led with {report}
            Reports doubled
            """,
        ),
        goal(
            "End two habits that hold us back",
            "Name two habits of the house that stand in the way of {project}, and replace them by others, visibly.",
            "Observations for and against the new behaviours, per month",
            """
            The habits are discussed with regret.
            Posters.
            Observations in favour outnumber those against, three months running.
            Other areas take up one of the new habits.
            Newcomers do not know that it was ever otherwise.
            """,
            """
            Two habits chosen with the team
            {client} the first to change
            First count of observations
            """,
        ),
    ),
    aims=lines("""
        The idea box holds 212 ideas. {client} wants to try one.
        What does the house really reward? Look at the last five promotions.
        Prepare to tell of the own mistake, on {weekday}, in front of eighty people.
        How to stop a pilot that everyone is fond of.
    """),
    reality=lines("""
        In its third year, {project} is still called a pilot.
        The last person to try something without permission now works "on special tasks". Everyone knows the name.
        {client} says "be brave" and asks for the business case on page two.
        {report} runs a small thing on the quiet, on Fridays. It works. {client} pretends not to know, and is proud.
        Counted together: in the last ten meetings no one asked what had been learnt; forty times, when it would be \
        done.
        Two values on the wall, neither of which anyone would miss. People add to them with felt pen.
        A mistake in the price list was known to four people and told by none.
        Told of the own mistake in the small circle, to try it out. {other} told of a larger one within the minute.
        The word "pilot" is used here for things that nobody wants to decide.
        {other} asked whether a failed attempt goes into the yearly rating. Nobody knew.
        The best idea of the year came from a complaint, and has been lying in the complaints folder.
        {client} tried out the new tool in public, failed, laughed. The most effective ten minutes of the week.
        A rule from the old days, three signatures for any test. Nobody could name the reason; the form is still \
        printed.
    """),
    options=lines("""
        Give {report}'s Friday work a name, a limit and an end date. And air.
        Kill the pilot with a party: what we learnt, who taught us, what stays.
        Ask "what did you learn?" before "when will it be done?", for a month.
        Choose the experiment whose failure would teach the most.
        Promote somebody for a good attempt. Once would do.
        Do away with the three signatures for everything below a thousand.
        Read the complaints folder with the team, with biscuits.
        Decide what a failed attempt does to the rating: nothing. Write it down.
    """),
    will=lines("""
        All-hands on {weekday}: the story of the price list, and {client}'s own part in it. Four minutes.
        First experiment is on the road by the end of the month; limit five thousand; end date fixed.
        The question "what did we learn?" goes first on the agenda.
        The pilot ends on the thirtieth. {client} will bring the cake.
        Speaks to the one on special tasks. An apology is due.
        The form disappears on {weekday}; {client} takes it out of the tray in person.
        Sits with {other} for an hour over the complaints.
        Says in the round what did not work this week, first, every time.
    """),
    questions=lines("""
        What would you try if it were allowed to fail?
        What does somebody have to do here to be promoted? And to be forgotten?
        Which behaviour of yours would they copy first?
    """),
    summaries=lines("""
        We designed a first small experiment: question, limit, end date, and how its result will be told.
        {client} prepared to speak openly about an own mistake.
        We looked at which behaviours the house rewards, and chose two habits to change.
        The long pilot has been ended well. What was learnt has been written down.
    """),
    client_commitments=lines("""
        set the question, limit and end date for the first experiment
        tell the story of the price list at the all-hands
        end the pilot on {project} and say what we learnt
        put "what did we learn?" first on the agenda
        speak with the colleague on special tasks
    """),
    manager_commitments=lines("""
        tell of an own failed attempt in the committee
        leave five thousand a quarter without a business case
        come to the review without blame, as a listener
    """),
    coach_commitments=lines("""
        send the one-page form for an experiment
        bring examples of reviews without blame
    """),
    evidence=lines("""
        Two experiments ended on their date; one failed and was applauded.
        Near misses reported: from two to eleven in a month.
        {report}'s Friday work now has a name and four people.
        At the all-hands three people stayed on to tell of mistakes of their own.
        The agenda begins with what was learnt, even when {client} is away.
    """),
    setbacks=lines("""
        The experiment got a steering committee.
        After the failed attempt the first question was, "Who?"
        The end date of the pilot has become a "milestone".
    """),
    reflections=lines("""
        I asked for courage and rewarded caution.
        Telling of it took four minutes and changed more than the programme did.
        To end something is also new.
    """),
    feedforward=lines("""
        Ask what we learnt before you ask when.
        Let one attempt go ahead without numbers.
        Say it in front of everybody when you have changed your mind.
        Take one idea of the night shift and try it next week.
    """),
    strengths=lines("""
        Curious about everything and everybody, and it is catching.
        Stands in front of us when an attempt goes wrong.
    """),
    wishes=lines("""
        We collect ideas. I should like to see one again, alive.
        It is said that mistakes are allowed. I would like somebody else to go first.
        Less programme, more permission.
    """),
    client_expectations=lines("""
        I want to try things again, as in my first years here.
        I want to find out what I do that makes people careful.
    """),
    manager_expectations=lines("""
        I expect results from {project}, or a clean end to it.
        {client} should be the one who makes the new way of working believable.
    """),
    client_measures=lines("""
        Three experiments a quarter, ended on the day.
        Ten reported near misses a month.
    """),
    manager_measures=lines("""
        One new offer with paying customers by the autumn.
        "I can say when something went wrong": up by twelve points.
    """),
    support_asked=lines("""
        A small sum that needs no case.
        A good word for the first failure.
    """),
    support_promised=lines("""
        Five thousand a quarter, no questions until the end date.
        Will speak about an own failure at the managers' day.
        Protects the first three attempts from the reporting.
    """),
    outcomes=lines("""
        Innovation was brought down to size: three attempts, three dates.
        {manager} sees the risk in the pace, {client} in the stillness. Both stand in the record.
    """),
    decisions=lines("""
        The pilot ends this quarter.
        Reviews without blame are held for every incident of the second class and above.
    """),
    moved=lines("""
        First experiment over. It did not work and we know why.
        Eleven near misses in the book.
    """),
    next_steps=lines("""
        Second experiment, with the night shift.
        Observe the two habits for a month.
    """),
    hypotheses=lines("""
        {client} was rewarded for fifteen years for not making mistakes; the new rule contradicts the own biography.
        The pilot is kept alive since ending it would mean naming who began it: {manager}.
    """),
    journal=lines("""
        Suggested an experiment to {client} and caught myself adding how it would certainly work.
        A lively hour. I tried a drawing instead of questions; keep.
    """),
    execution=lines("""
        Trial with {count} customers finished on the day, at four fifths of the cost.
        Test stopped after two weeks: no effect, cleanly shown.
    """),
    leadership=lines("""
        The team presented its own failure and was thanked by name. Two more attempts were signed up that day.
        The idea was {report}'s, the stage was {client}'s. Put right in the next letter.
    """),
    low_signs=lines("""
        Asks for certainty before anything is tried.
        Mistakes come to light through audits.
    """),
    high_signs=lines("""
        Small attempts run, end on their date, and are talked about.
        Speaks openly of own mistakes, and others follow.
    """),
)
