"""The owner's fifteen engagements, written by hand: Today has something of every kind to show on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from coachtui.domain.assessment import Relation
from coachtui.domain.engagement import AllocationUnit, EngagementState, RoleChange

OWNER, OWNER_ZONE, OWNER_MAIL = "Robin Keller", "Europe/Zurich", "robin@keller-coaching.example"
PRACTICE = "Keller Coaching"
_State, _Role = EngagementState, RoleChange


@dataclass(frozen=True)
class ScriptedGoal:
    """A goal by its number in the topic, its baseline, and its level at each session from the second on."""

    number: int
    baseline: int
    path: tuple[int, ...]


@dataclass(frozen=True)
class Script:
    """What is fixed about an engagement beyond its line. Days are counted from today."""

    report: str
    other: str
    peer: str
    project: str
    goals: tuple[ScriptedGoal, ...]
    note: str
    summary: str
    themes: tuple[str, ...]
    promises: tuple[tuple[str, str, int], ...]
    feedforward: str
    raters: tuple[tuple[Relation, int], ...]
    blind_spot: str
    answers: tuple[int, ...]
    """What each rater, the client first, answers on the blind spot."""

    def answer(self, competency: str, relation: Relation, index: int) -> int | None:
        """Return a rater's fixed answer, or None where chance may decide."""
        if competency == self.blind_spot:
            return self.answers[index]
        return 4 if relation is Relation.SELF else None


@dataclass(frozen=True)
class HouseText:
    """An organisation of the owner's: name, mail domain, zone, its sponsor with role."""

    name: str
    domain: str
    zone: str
    sponsor: tuple[str, str, str]


@dataclass(frozen=True)
class Own:
    """One of the owner's engagements. Days are counted from today; `line` is read by `lines.script`."""

    name: str
    short: str
    role: str
    house: str
    manager: tuple[str, str, str]
    zone: str
    hour: time
    starts: int
    ends: int
    line: str
    topics: tuple[str, ...]
    role_from: str = ""
    change: RoleChange = _Role.NONE
    state: EngagementState = _State.ACTIVE
    allocation: float = 8
    former_allocation: float | None = None
    unit: AllocationUnit = AllocationUnit.SESSIONS
    minutes: int = 60
    weeks: int = 3
    intake: int | None = None
    ended: int | None = None
    completed_once: int | None = None
    reopened: int | None = None
    former_end: int | None = None
    pause: tuple[int, int | None] | None = None
    group: int | None = None
    aligned: bool = True
    overdue: tuple[int, int] = (0, 0)
    surveyed: bool = True
    paid: bool = True
    tablet: bool = False
    programme: bool = False
    note: str = ""
    script: Script | None = None


HOUSES = {
    "northwind": HouseText(
        "Northwind", "northwind.example", "Europe/London", ("Helen Adebayo", "Helen", "Head of Talent")
    ),
    "halver": HouseText(
        "Halvergate Rail", "halvergate-rail.example", "Europe/Amsterdam", ("Joris de Wit", "Joris", "HR Director")
    ),
    "hospital": HouseText(
        "Sankt Elara Hospitals", "sankt-elara.example", "Europe/Vienna", ("Dr. Ursula Ebner", "Ursula", "HR Director")
    ),
    "bank": HouseText(
        "Banco Mirador", "banco-mirador.example", "Europe/Madrid", ("Inés Cifuentes", "Inés", "Head of Talent")
    ),
    "robotics": HouseText(
        "Kestrelmoor Robotics", "kestrelmoor.example", "Asia/Tokyo",
        ("Aylin Demirtaş", "Aylin", "Head of Leadership Development"),
    ),
}  # fmt: skip
HOME = "northwind"
"""Whose programme the owner's cohort belongs to."""

_DANA = Script(
    report="Priya",
    other="Tom",
    peer="Hakim",
    project="Project Heron",
    goals=(ScriptedGoal(0, -1, (-2, -1, 0)), ScriptedGoal(0, -2, (-2, -2, -1))),
    note="""hand the capacity plan to Priya for good; she was relieved, Dana was not.

## Reality
Priya runs the plan, Dana still sits in. Eleven decisions since last time that "only" passed over Dana's desk.
Asked: "What would you do all day if you let go of this?" A long pause; then: "Think about the ports, I suppose."

## Options
- leave the weekly review, and say why [to be rehearsed]
- one page of decision rights: decide / decide & tell / ask first
- tell Marc what stops on the COO desk, before he finds out

## Will
Chose to leave the plan to Priya. Said it slowly, then once more: "It is hers."
Quoted the grandmother at the door: 欲速则不达. Then laughed 🙂""",
    summary="Hand the capacity plan to Priya for good; she was relieved, Dana was not.",
    themes=("letting-go", "control"),
    promises=(
        ("client", "tell Marc what stops", -1),
        ("coach", "send the listening-tour questions", 3),
    ),
    feedforward="ask one question before giving a view",
    raters=(
        (Relation.SELF, 1), (Relation.MANAGER, 1), (Relation.PEER, 4), (Relation.DIRECT_REPORT, 6), (Relation.OTHER, 2),
    ),
    blind_spot="collaboration",
    answers=(5, 3, 3, 3, 4, 3, 4, 4, 3, 3, 4, 3, 4, 4),
)  # fmt: skip

_GROUP_LINE = " ".join(
    f"c{day}" + {-356: "<-358", -272: "!late"}.get(day, "") for day in range(-412, -412 + 24 * 14, 14)
)

CAST: tuple[Own, ...] = (
    Own(
        "Dana Okafor", "Dana", "COO", "northwind", ("Marc Vandeputte", "Marc", "CEO"), "Europe/London", time(9),
        -87, 95, "chem-98 start-83 c-77 debrief-60 c-56 c-35 check-26 c-14<-20 c0@n middle6 c21 c42",
        ("delegating", "board"), role_from="VP Operations", change=_Role.PROMOTION, programme=True, tablet=True,
        note="Grew up in Lagos and Leeds. Chess, not small talk. Never on a Friday afternoon.", script=_DANA,
    ),
    Own(
        "Mei Tan", "Mei", "Director of Rolling Stock", "halver", ("Pieter van Rossum", "Pieter", "CEO"),
        "Europe/Amsterdam", time(11), -92, 91,
        "chem-104 start-90 c-84 debrief-66 c-63 check-50 c-42 c-21 check-8 middle0@a c7 c28",
        ("influence", "inclusion"), role_from="Head of Engineering", change=_Role.PROMOTION,
    ),
    Own(
        "Sam Hart", "Sam", "Head of Ports", "northwind", ("Oluwaseun Bankole", "Seun", "COO Europe"), "Europe/Dublin",
        time(15), -30, 151, "chem-39 start-27 c-26 c0@b debrief9 c28", ("prioritising", "feedback"), allocation=6,
        minutes=90, weeks=4, overdue=(2, 9), programme=True,
        note="Prefers to be rung rather than written to. Two small children; not before 9.",
    ),
    Own(
        "Luis Prado", "Luis", "Chief Risk Officer", "bank", ("Mercedes Anguita", "Mercedes", "CEO"), "Europe/Madrid",
        time(10), -120, 62, "chem-133 start-116 c-110 debrief-92 c-89 check-76 c-62!late c-55 c-34",
        ("pressure", "conflict"),
    ),
    Own(
        "Iris Novák", "Iris", "Director of Care", "hospital", ("Prof. Anton Haberl", "Anton", "Medical Director"),
        "Europe/Prague", time(14), -70, 112, "chem-84 c-64 debrief-45 c-43 c-22 check-10 c2 c23",
        ("resilience", "deputy"), role_from="Head of Nursing", change=_Role.PROMOTION, aligned=False,
    ),
    Own(
        "Ana Ruiz", "Ana", "Head of Private Clients", "bank", ("Mercedes Anguita", "Mercedes", "CEO"),
        "Europe/Madrid", time(9), -100, 82, "chem-110 start-97 c-95 debrief-76 c-74 c-53 c-32 c-11 middle-8 c3 c24",
        ("delegating", "conflict"), allocation=12, unit=AllocationUnit.HOURS, minutes=90,
    ),
    Own(
        "佐藤健 (Ken Sato)", "Ken", "VP Platform", "robotics", ("Naledi Khumalo", "Naledi", "CTO"), "Asia/Tokyo",
        time(17), -60, 122, "chem-72 start-58 c-55 c-40!noshow c-33 debrief-30 c-18 c-2!open check5 c13",
        ("innovation", "listening"), role_from="Lead Architect", change=_Role.PROMOTION,
    ),
    Own(
        "Bo Lind", "Bo", "VP Fleet", "halver", ("Pieter van Rossum", "Pieter", "CEO"), "Europe/Stockholm", time(13),
        -330, 24,
        "chem-345 start-326 c-320 c-299 debrief-296 c-278 c-257 check-246 middle-239 c-236 c-215 c-194<-197 c-180 "
        "c-166 c-155 end-152 c-45 c-24 c5 end16",
        ("reset", "prioritising"), change=_Role.TEAM_CHANGE, allocation=14, former_allocation=10, completed_once=-150,
        reopened=-60, former_end=-148, paid=True,
    ),
    Own(
        "Ravi Shah", "Ravi", "Head of Service", "robotics", ("Naledi Khumalo", "Naledi", "CTO"), "Asia/Kolkata",
        time(14), -120, 62,
        "chem-131 start-116 c-114 debrief-95 c-94!off c-73 check-62 c-52!late c-31!off c-17 middle4 c10",
        ("listening", "innovation"), allocation=10, weeks=2,
    ),
    Own(
        "Amara Diallo", "Amara", "Finance Director", "hospital", ("Prof. Anton Haberl", "Anton", "Medical Director"),
        "Africa/Casablanca", time(16), -188, -5,
        "chem-199 start-184 c-180 debrief-160 c-158 c-136 c-114<-118 middle-97 c-92 c-70 c-48 c-26 check0@d end4",
        ("board", "transition"), role_from="Controller", change=_Role.PROMOTION, weeks=3,
    ),
    Own(
        "Zanele Mokoena", "Zanele", "Plant Manager", "northwind", ("Oluwaseun Bankole", "Seun", "COO Europe"),
        "Africa/Johannesburg", time(10), -110, 100,
        "chem-121 start-106 c-101 debrief-85 c-80 c-59 check-50 c-38 c-24", ("conflict", "reset"), pause=(-21, None),
        programme=True,
    ),
    Own(
        "Elif Yılmaz", "Elif", "Country Manager, Türkiye", "robotics", ("Naledi Khumalo", "Naledi", "CTO"),
        "Europe/Istanbul", time(11), 12, 194, "chem-6", ("transition", "delegating"), state=_State.DRAFT, intake=-17,
        role_from="Sales Director", change=_Role.PROMOTION,
    ),
    Own(
        "Harbour shift leads", "the group", "Shift leads", "northwind", ("Sam Hart-Dyson", "Sam", "Director of Ports"),
        "Europe/Dublin", time(15), -420, -58,
        f"chem-436 start-418 {_GROUP_LINE} middle-241 end-62", ("feedback", "inclusion"), state=_State.COMPLETED,
        allocation=24, minutes=90, weeks=2, ended=-58, group=6, surveyed=False,
    ),
    Own(
        "Tomasz Wiśniewski", "Tomasz", "Head of Supply Chain", "halver", ("Pieter van Rossum", "Pieter", "CEO"),
        "Europe/Warsaw", time(9), -262, -80, "chem-272 start-257 c-250 debrief-231 c-229 c-208!late c-198",
        ("pressure", "delegating"), state=_State.DISCONTINUED, ended=-190, pause=(-246, -236), paid=False,
    ),
    Own(
        "Olivia Brandt", "Olivia", "General Counsel", "bank", ("Mercedes Anguita", "Mercedes", "CEO"),
        "America/Sao_Paulo", time(9), -112, 70, "chem-132", ("board", "pressure"), state=_State.CANCELLED, intake=-140,
        ended=-118,
    ),
)  # fmt: skip

LOG: tuple[tuple[str, int | None, str, int, int, float, float, bool], ...] = (
    ("Anouk Verbeek", None, "anouk.verbeek@example.org", -1500, -1320, 12.0, 0.0, True),
    ("Camilo Restrepo", None, "camilo@example.org", -1450, -1180, 18.5, 0.0, True),
    ("Team Quayside", 9, "office@quayside.example", -1400, -1200, 21.0, 0.0, True),
    ("Fatoumata Sow", None, "", -1390, -1205, 0.0, 9.75, False),
    ("Grzegorz Nowicki", None, "g.nowicki@example.org", -1260, -900, 24.0, 1.5, True),
    ("Hana Kim (김하나)", None, "hana.kim@example.org", -1100, -860, 10.5, 0.0, True),
    ("School heads, lake district", 12, "schools@example.org", -1010, -700, 0.0, 27.0, True),
    ("Noor al-Masri", None, "", -950, -760, 8.25, 0.0, False),
)
"""The owner's log from before this file: name, group, contact, first and last day, hours paid and not, consent."""
TRAINING = -1620
"""When the owner's training began, in days from today."""
TIME_OFF = 47
"""When the owner's next week off begins, in days from today."""
