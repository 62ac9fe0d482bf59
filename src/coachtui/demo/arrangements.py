"""What is arranged in any engagement: context, logistics, and reasons for revising, pausing, ending and moving.

Texts are templates with the slots of `topics.SLOTS`.
"""

from __future__ import annotations

from coachtui.demo.topics.topic import lines

CONTEXTS = lines("""
    Promoted from within; former peers are now direct reports.
    New to the company, hired for a turnaround that nobody calls by its name.
    On the list for the executive board; the board has asked for more presence.
    Two areas were merged, and {client} leads both since the spring.
    Highly rated for results; the last 360 speaks of pace and of people left behind.
    Back after a year of leave, in a larger role.
    First role abroad, team over four time zones.
    Technical expert with a first team of managers.
    Leads {project}, on which a great deal depends, without line authority.
    Three changes of manager in two years; wants a direction of one's own.
    Asked for coaching unprompted, after a colleague's good experience.
    Founder of a unit that was bought; learns to lead inside a large house.
""")

SPONSOR_EXPECTATIONS = lines("""
    A visible step towards the next role, and a client who would recommend it.
    Fewer complaints from the interface, more candidates from inside.
    That the manager is involved from the start, and stays so.
    Clear goals by the third session; no reports on content.
    That we keep {client}, and that the team notices a difference.
    A sound basis for the decision on succession in the autumn.
""")

LOGISTICS_PLACE = lines("""
    Alternately at the client's office and by video
    In the coach's practice; by video when travelling
    By video; the start, the middle and the end in person
    At the client's site, in a room without a glass wall
    On foot along the river where weather allows, otherwise by video
    In person, in the training centre, second floor
""")
LOGISTICS_MOVING = lines("""
    a session may be moved up to 24 hours before; later it counts as used
    moving is free of charge with two working days' notice
    sessions are moved by message to the coach, not through the assistant
    two moves in a row are talked about in the next session
""")
LOGISTICS_BETWEEN = lines("""
    short messages between sessions are welcome, answered within two working days
    one call of ten minutes between sessions, if needed
    nothing between the sessions but the agreed check-ins
    the summary goes to the client within three days
""")

GOAL_REVISION_REASONS = lines("""
    The role has changed with the reorganisation; the outcome stays, the measure is new.
    The measure could not be counted without extra work; replaced by one that is there anyway.
    Reached sooner than expected; the levels were set higher, agreed by all three.
    Wording was {manager}'s; now it is {client}'s.
    The date was moved with {project}.
    After the 360: same direction, narrower, with one observable behaviour.
    Two goals were one; merged.
    The expected level was out of reach in the time that is left; corrected openly.
""")

PAUSE_REASONS = lines("""
    Parental leave; resumes on return
    Reorganisation under way; the role is being redefined
    Long illness in the family
    Client abroad for a project, out of reach
    Budget frozen until the new year
    Summer break, agreed by all
    New line manager; wait for the first three-way with the new one
""")
DISCONTINUE_REASONS = lines("""
    Client has left the company
    Client moved to a role in another country
    Goals reached early; ended by agreement
    Client and coach agreed that it is not the right match
    Manager changed, and the new one did not carry it on
    Budget withdrawn in the cost programme
    Another kind of support is needed first; referred on, with the client's consent
    Too little time on the client's side; ended openly after a talk
""")
CANCEL_REASONS = lines("""
    Client chose another coach after the chemistry meetings
    Role was withdrawn before the start
    The organisation stopped the programme
    Client prefers the cohort
    No answer after three attempts
""")
REOPEN_REASONS = lines("""
    Two more sessions approved after the promotion
    Follow-up on the goal that stayed open
    Client returned after the change of role
""")
MOVE_REASONS = lines("""
    Board meeting was moved
    Client ill
    Flight cancelled
    Coach ill
    Audit on site
    School closed at short notice
    Customer visit
    Strike on the railways
    Budget round took longer
    Clash with the works council
    Client asked for more time for the commitment
    Public holiday overlooked
""")
LATE_CANCEL_REASONS = lines("""
    Incident in the night; cancelled an hour before
    Called into the committee at short notice
    Ill in the morning
    Double booking, noticed the same day
    Child to be fetched from school
    Customer on the line who could not wait
""")
NO_SHOW_REASONS = lines("""
    Did not come; apologised in the afternoon
    Waited for 20 minutes on the line
    Calendar had the old time zone
    Invitation had gone to the former assistant
    In a crisis meeting; forgot to tell anyone
""")
