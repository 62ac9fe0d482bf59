"""What a coach notes in any engagement, whatever its topic: arrivals, endings, asides, the long reflection.

Private to the coach. Texts are templates with the slots of `topics.SLOTS`.
"""

from __future__ import annotations

from coachtui.demo.topics.topic import lines

ARRIVALS = lines("""
    Arrived five minutes late, straight from the committee; needed two minutes by the window first.
    Good start. {client} came with a page of notes and put it away unread.
    Tired today. Said so before sitting down.
    By video, since the trains are not running. Camera off for the first ten minutes, then on.
    Came in laughing: the meeting before had been cancelled, for once by somebody else.
    We began with what had gone well. It took a while until something was found, then there were four.
    Mood 6 of 10, energy 4. (Last time 5 and 7.)
    {client} asked if we might walk. Forty minutes along the canal, the rest inside.
    Short, dense session; {manager} had moved the committee.
    First question from {client} today: how I was. Noted, and answered briefly.
    Room with a glass wall, two people waved. To be changed.
    Told me before the coffee came what {client} did not want to talk about. So that was where we began.
    Fifteen minutes on the week, which had been a heavy one.
    Much calmer than last time. The voice is half a tone lower.
    Looked through what was open: two done, one dropped with a reason, one carried on.
    {client} had re-read the summary and disagreed with one word of it. Rightly.
    Started with the commitment from last time. Done, on the last evening, "like homework".
    Phone on the table, face up, three times. The fourth time it went into the bag.
    Back from holiday, brown, and ten days further away from it all.
    The dog was there too. It helped.
    Wanted to cancel this morning. Came all the same, and said why at the end.
    Began with two minutes of silence, at {client}'s own wish.
    Says "fine". Asked for a longer word. "Squeezed."
    Came with one question, written on the back of a boarding pass.
    Rescheduled twice, and now here. We spoke of that first.
    On time, coat on, for the first quarter of an hour.
    From the car, parked. Not ideal; we agreed on half an hour and used it well.
    News: {peer} is leaving. We took a moment for it before going on.
    {client} drew the week as a curve. Deepest on {weekday}, after the call with {manager}.
    Bright, quick, a little too quick. I slowed down; it took {count} attempts.
    Asked for five minutes to finish a message, sent it, put the phone away and sighed.
    Says that the week had been "normal". It took ten minutes until we had agreed on what that means.
    Brought cake; {report} had had a birthday.
    Rain, so no walk. {client} stood at the window for half of the time.
    Began where we had ended; {client} had gone on thinking on the train.
    Proud today. Wanted it to be noticed and not to have to say so.
    Cross with {manager}, and surprised at how much.
    Hoarse from a town hall the day before, so spoke little. Did us good.
    "Can we talk about something else first?" We could.
    Handed me the page from last time with three words underlined.
    Had slept; one could see it.
    First session after the holidays; the resolutions were still intact.
    Connection poor, so by telephone, without pictures. {client} talked more freely than usual.
    Came with {count} topics; I asked for the one behind them.
    Shoes off, feet on the chair, for the first time.
    Straight from the plant, still in safety boots.
    Something had happened on {weekday}; told in one breath, with no full stop.
    Said at once that today would be short on words. It wasn't.
    Had read the 360 again on the way here, against advice.
    Congratulated: {client}'s daughter has passed the examination. Then to work.
    New office, no pictures yet. We talked about what is going to hang there.
    Arrived early and sat in the car, {client} told me, to be able to arrive at all.
    Had done none of the commitments, and had thought about why.
    Everything done, ticked off, on paper. I asked what it had been good for.
    {peer} had asked about me. What does one say? We found a sentence.
    Looking for words; took them one at a time.
    Two cups of coffee, the second went cold.
    In a hurry on arrival; five breaths, on request, and then no longer.
    Cheerful, and I did not quite believe it. Said so. Nor did {client}.
    "Before I forget", and then the main thing, right at the start.
""")

ENDINGS = lines("""
    Word at the end: "lighter".
    Took away one sentence and wrote it on the hand.
    At the door: "That was not what I had come for. Good."
    Usefulness for {client}: 8 of 10. For a ten I ought to have interrupted once more.
    Next time: begin with {weekday}, and what came of it.
    Ended on time. Three commitments, one of them mine.
    {client} summed up; I had nothing to add.
    To follow up: the remark about {peer}, in passing, at the end.
    Ran over by ten minutes. My responsibility; say so next time.
    What was most useful: the chair by the window. What was not: my second model.
    Ask next time what {manager} said.
    Agreed that nothing is written about the last ten minutes in the summary.
    Left the building with a straight back.
    Open: does {client} want this, or does {manager}?
    Commitments said aloud by {client}, without looking.
    Feedback to me: more silence, fewer examples. Taken.
    Session longer than planned, worth it, not to become a habit.
    Bring the drawing along again.
    Check: is the goal still the goal?
    Left it open, on purpose.
    Scale at the end: confidence 7. What would make it an 8: one try before {weekday}.
    Left the list lying here. Sent it on without a comment.
    {client} asked for a photograph of the board.
    Nothing more to be said, so we stopped ten minutes early.
    Went out thinking. I did not fill the silence on the stairs.
    "I'll do it," and then, on the stairs, "I'll really do it."
    My homework: send the page, and say nothing about {peer}.
    To be taken up again: the sentence about being second.
    The best question was {client}'s own.
    Next time in the other room, without the clock on the wall.
    We both noted a date. They were different; we put it right.
    I would bring {manager} in on this, at the next three-way, if {client} agrees.
    Thanked me for the interruption.
    A working session. No revelations, solid ground.
    Asked for the next one to be a week earlier.
    Will send a line on {weekday} evening: done or not done, no explanation.
    Took the pen along, mine.
    Said goodbye twice.
    Watch the pace: we are ahead of the plan and behind the person.
    Something has shifted; I cannot yet say what.
    {client} wants to tell {report} about today. Good sign.
    Three sentences for the summary, dictated by {client}.
    Leave the subject of {manager} for next time, unless it is on the table anyway.
    The commitment is small. That is its strength.
    Energy at the end higher than at the beginning: 4 to 7.
    On the way out, the real question. It goes first next time.
    Did not get to the second goal. On purpose, on both sides.
    Agreed to try it for a fortnight, and then to be honest.
    Be careful not to like the progress more than {client} does.
    Wrote the date of the next session on the back of the hand, "so that it counts".
""")

OBSERVATIONS = lines("""
    Speaks faster when it gets closer.
    Much "one" and little "I" today; towards the end it turned.
    The example from home was clearer than the one from work.
    Found a word for it at the third attempt: "homesick", of all things.
    Drew it: a large circle, a small one, and {client} outside both.
    Laughed at the very place where it hurt.
    The same story as in spring, told differently. Now it has a second person in it.
    {client} contradicted me, with relish and with reason.
    When I summed up, there was one word too many. {client} found it at once.
    {manager}'s name came up nine times, {report}'s once.
    Asked for an exception to the rule. There were four.
    Silence of half a minute. Neither of us reached for the cup.
    What would be the opposite? "Going home." Both startled by how quickly it came.
    Looks at the door when speaking of next year.
    Here {client} became precise: day, hour, who was sitting where.
    We exchanged roles; as {peer}, {client} was generous.
    "Should" eleven times in a quarter of an hour. Replaced it with "want" and looked at what remained: three.
    Told it to the end this time, the uncomfortable part included.
    Remembered a former boss who had done it better. What precisely? "She waited."
    Said it to me, and could have said it to {manager} in the same words. Noted them.
    A tear, quickly dealt with. I did not make it into a subject.
    What has worked before in such a case? A list of five, of which two can be had by {weekday}.
    Tried it aloud. The first version was for the gallery, the second for {other}.
    Has been carrying this about since {weekday}, to judge by the wording.
    A pattern, perhaps: strong beginning, strong end, and in between nobody to be told how it is going.
    Looked for somebody to blame, and gave it up with a shrug. Good shrug.
    The body knows already: sat up as soon as we spoke about the second way.
    I offered a model on the board; it was in the way, and I wiped it out.
    What would {report} notice first, if it succeeded? "That I say good morning before the figures."
    Between two answers lay a plane ticket: would rather not be there. We looked at that, too.
""")

ASIDES = lines("""
    On the flip chart stood "stategy first" [sic]; nobody had corrected it in two months. {client} took that as a \
    summary.
    Quoted an aunt: 欲速则不达 — who hurries does not arrive. Wrote it on the pad.
    The expression was 空気を読む, "to read the air". {client} reads it very well, and that is the problem.
    Sends me an emoji as a check-in on Fridays. This week: 🧗🏽‍♀️. Last week: 🫠.
    Message from {report} read out: "we did it 🎉👩🏽‍💻👨‍💻". {client} had to swallow.
    눈치 — the Korean colleague's word for sensing what is not said. We have been using it since.
    Notes in the margin of the paper: [too long], [who decides?], [/b]. The last one is a mistake of the printer's, \
    and the best.
    "It's not that I can't — it's that I haven't," said slowly, twice.
    Their chat group is called "the grown-ups 🙃". Without {manager}.
    Used the proverb «Chi va piano va sano», and laughed at the irony.
    {client} asked me not to write down the name. So: [name left out].
    Sketch on the napkin: a bridge with one pillar. The pillar was labelled 'me'.
    „Das haben wir immer so gemacht“ — heard four times this week, once from {client}.
    The word 改善 hangs in the corridor, says {client}; under it, the coffee machine has been broken since May.
    Read me the 360 comment again: "kind, clever & <always> in a hurry". The angle brackets are in the original.
    ¿Y qué?, the grandmother used to say. So what? We tried it on three worries; two of them went.
    Thumbs: 👍🏾 for the plan, 🤷🏻 for the date. As precise as any minutes.
    On the whiteboard since last time: 50 % < 100 %, and beneath it, in another hand, "really?".
    {client}'s child had drawn the family: 👨‍👩‍👧‍👦, with the laptop as the fifth person.
    A mail with the subject "RE: RE: RE: FW: quick question" was thirty-one pages long. We counted.
    Said "c'est plus fort que moi" and changed the language only for this sentence.
    The team's motto on the mugs: "Done > perfect". {client} has never used the mug.
    صبر — patience; the word came from the driver, {client} has it on a slip of paper in the wallet.
    Half of the session in Portuguese: easier for anger, says {client}. "Saudade" did not come up, for once.
""")

FIRST_SESSION = lines("""
    First session. Went through the agreement once more: what is private, what goes to {manager}, who pays, who may \
    end it.
    What has to be different in six months for this to have been worth it? Long silence. "That I am not looking at my \
    watch."
    Told me the way here in ten minutes: three countries, two restructurings, one good boss.
    Asked how I work. Said: questions, now and then an observation, rarely advice, and then labelled as such.
    First impression: warm, fast, on guard. I like {client}; to be watched.
    Had coaching once before, "with homework". Did not do it. We agreed that there are commitments, and no homework.
    {client} would like to know at the end of each session what I write. Said that the summary is shared, my notes \
    are not.
    Strengths first. It took eleven minutes until one was named without a "but".
""")

MIDDLE = lines("""
    Half-time. Looked at the goals side by side: one ahead, one as expected, one that neither of us has mentioned for \
    a month.
    Went through the notes for the three-way meeting: what {client} says, what {manager} says, what I do not say.
    What has become easier? A list of seven, to {client}'s own surprise.
    Do we go on like this? Yes to the rhythm; fewer tools, more rehearsal.
    The goal has been re-worded; the old wording fitted a job that {client} no longer has.
    Compared the ratings: {client} lower than {manager}. It's worth a session.
""")

LAST_SESSION = lines("""
    Last session. Read the expectations of the first one aloud. Two of four sound like somebody else.
    What remains when I am gone: the question before the view, the walk, {peer} as a sparring partner.
    {client} brought a picture of the wall, then and now.
    Relapse is planned for: first sign, who may say so, what then.
    Thanked each other. It was neither too short nor too long.
    One goal stays open, and knowingly so. It has an owner and a date, and neither is me.
    Asked what I could have done better: "To have asked me in the third month if I meant it."
    A follow-up in three months, if {client} wants it. I'll not ask.
""")

REFLECTIVE = lines("""
    I keep coming back to the moment when {client} stopped in the middle of a sentence. We had been talking of \
    {project}, of dates, of who had promised what to whom, and suddenly there was nothing to add. I counted to \
    twelve. Then: "I do not think it is about the project." What followed was about being the one who is asked, about \
    what it is worth to be asked, and how it would be to go through a week without it. I said hardly anything. It is \
    the first session in which I had the feeling that we were not working on a plan but on the person who makes it.
    Long stretch on {manager}. {client} describes somebody who asks for independence and rings three times a day; who \
    praises in public and corrects in the margin; who says "your decision" with a face that has made it already. I \
    asked what {manager} might say, sitting here. The answer came faster than either of us had expected, and was \
    fair: that {client} informs late, that silence makes one nervous, that a line on Thursdays would be enough. A \
    line on Thursdays. We both looked at it for quite a while.
    The story of the week, as told: on Monday the figures, on Tuesday the call with {peer}, which "went off the \
    rails", on Wednesday nothing, because of the figures, on Thursday {report} in tears (not over this, as it turned \
    out, but over something at home), on Friday the committee. In each of the five, {client} was the one who put \
    things right. I asked who had put things right for {client}. "My bicycle." We laughed; then it was quiet. Follow \
    this: the price of being the strong one, and who has set it.
    What I saw today and have not said: whenever {client} speaks about {other}, the sentences become passive. Things \
    "were decided", it "was felt". With {report}, they are active. I do not know what this means. It may be guilt \
    over the reorganisation, it may be that nothing has been decided at all, and {other} waits, as does everybody. \
    I'll offer it as an observation next time, without an interpretation, and see what {client} does with it.
    We tried the conversation three times. First time: {client} as {client}, I as {report}. Too friendly; the message \
    went under. Second time, changed over: {client} in {report}'s chair heard the message and said, "I'd have had no \
    idea what you want from me." Third time: three sentences, silence, and I (as {report}) felt at once that I was \
    being taken seriously. {client} noticed that, too: "It's shorter and it's warmer. I had thought it was one or the \
    other." That may have been the best moment of the past {count} sessions.
    Went back to the first goal. It is worded well, it is measured, it has a date, and {client} has not touched it \
    for five weeks. I asked whose goal it was. It came from the talent review; {manager} had underlined it; HR had \
    been pleased. "And what would yours be?" A long look out of the window, at the crane. "That they don't change the \
    subject when I come in." We wrote that down, as it was. It can be measured, by the way; we found three ways in \
    five minutes.
    {client} spoke today for the first time of the months before the move: the offer, the refusal, the second offer, \
    the weekend on which it was decided by tossing a coin ("best of five"). Since then the feeling of having to prove \
    that the coin was right. I asked what would count as proof. Nothing on the list was within {client}'s power. What \
    is within it: how the people in the team go home on {weekday} evening. We stayed with that, and it turned into \
    the commitment.
    A session with little to show for it. We circled round {project}, twice I offered a structure, twice it was taken \
    politely and put down. Towards the end I said that I had the impression of our both being careful. {client}, \
    after a while: "I'm careful because I don't want you to think that I'm complaining." So that is in the room now, \
    and it has probably been there since spring. If I'd been braver in the tenth minute we would have had forty more \
    for it.
""")

BRIEF_NOTES = lines("""
    Short one; {client} between two flights.
    Twenty minutes instead of sixty, by telephone. Enough for the one thing.
    Ended early at {client}'s wish, in good order.
    Little written today, since a great deal was said.
    Mostly rehearsal. See commitments.
    Half the time for {project}, half for what lies behind it.
    By telephone from the airport, boarding call included.
    Wanted one thing only, and got it.
    Notes lost with the battery; this is from memory.
    A quiet session, few words, and those were good ones.
    {client} talked, I listened; what matters is this.
    Interrupted twice from outside, then the door was locked.
    Half an hour, as agreed beforehand.
    Went straight to the point and stayed there.
    Written in the tram, so in brief.
""")

CHEMISTRY = lines("""
    Chemistry meeting, forty minutes. {client} has seen two other coaches and says so.
    Wants somebody "who doesn't nod". I did not nod.
    What brings you here, apart from HR? "I'd like to lead the way I think, and I think better than I lead."
    Told how I work, what I don't do (therapy, advice on the trade, spying for {manager}).
    Good contact after ten minutes; humour helps.
    Concern: that {manager} will read what is said. Explained the agreement, line by line.
    No decision on the spot, asked for. Rings by {weekday}.
    My own answer: yes, gladly. One caution: we are similar in tempo.
    Expectations of the house are larger than six months. To be said at the three-way meeting.
""")

ASSESSMENT = lines("""
    Debrief of the 360: let {client} read alone first, twenty minutes, with a pencil.
    First reaction to the numbers ("could be worse"), second to a single comment.
    Looked at strengths until they were believed. It took half the time, and was worth it.
    The widest gap between self and others lies where {client} feels safest.
    Did not look for who wrote what. {client} tried once; we let it go.
    Direct reports rate higher than peers. {client} had expected the reverse.
    Three messages, in {client}'s own words, on one card. Two to work on and one to keep.
    The report belongs to {client}; {manager} gets the three messages, and {client} gives them personally.
    Sleep over it before any goal is written.
    Group with two answers left out, as agreed. Explained why; it was accepted.
""")
THREE_WAY_REMARKS = lines("""
    {manager} spoke first and longest; {client} came in after twenty minutes, and then clearly.
    A good hour. The difference in the ratings was said aloud and did not hurt.
    I moderated more than I like to; next time {client} leads through the page.
    {manager} on time, prepared, phone away. It makes a difference.
    Prepared with {client} what would be said and what not. Kept to, by all of us.
    Once {manager} asked me for my opinion of {client}. Passed the question on to {client}.
""")
