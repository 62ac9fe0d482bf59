"""Invented organisations, their programmes, and the roles people hold in them."""

from __future__ import annotations

import random
from dataclasses import dataclass

_STEMS = (
    "Aldermoor", "Amberlough", "Arrowby", "Ashenvale", "Bellhaven", "Birchmere", "Brackenfell", "Brightholm",
    "Calverdine", "Candleford", "Carrowick", "Cinderbrook", "Cloverdon", "Corvane", "Coldharrow", "Dunmarrow",
    "Eastermere", "Elverstone", "Emberley", "Fallowgate", "Fernhollow", "Finchmoor", "Foxendale", "Galdermark",
    "Glasswater", "Greyfallow", "Gullhaven", "Halvergate", "Harrowmead", "Hazelrigg", "Heronsgate", "Highfallow",
    "Hollinmere", "Ironbourne", "Juniper Cross", "Kestrelmoor", "Kilnbrook", "Kingsferrow", "Larchfield Bay",
    "Lindenau West", "Lockhaven", "Longmarrow", "Lowenbruck", "Marlowick", "Meadowlark North", "Mistral Bay",
    "Moorgreen", "Nettlecombe", "Nordhaven", "Oakenshaw Vale", "Ostrava Hill", "Otterbourne Lane", "Pendlemere",
    "Petrelsund", "Plovermark", "Quillhaven", "Ravensmere", "Redfernlea", "Rookwater", "Rowanscar",
    "Saltmarsh East", "Sandpiper Bay", "Selvedge", "Silverbeck", "Skarnholm", "Sorrelby", "Starlingfold",
    "Stonewick Park", "Swallowtarn", "Tamarind Quay", "Tarnbridge", "Teasel Hill", "Thornmere", "Tidewell",
    "Umberfold", "Valemont Ridge", "Vesterhavn", "Wexmoor", "Whinfell Grove", "Willowmarch", "Winterbourne Down",
    "Wrenfield", "Yarrowdale", "Zelkova",
)  # fmt: skip
_KINDS: tuple[tuple[str, str], ...] = (
    ("Foods", "food"), ("Logistics", "transport"), ("Biologics", "health"), ("Instruments", "engineering"),
    ("Energy", "energy"), ("Marine", "transport"), ("Textiles", "manufacturing"), ("Diagnostics", "health"),
    ("Mutual", "insurance"), ("Savings Bank", "banking"), ("Water", "utilities"), ("Rail", "transport"),
    ("Paper", "manufacturing"), ("Robotics", "engineering"), ("Hospitals", "health"), ("Learning", "education"),
    ("Seeds", "agriculture"), ("Glass", "manufacturing"), ("Networks", "telecoms"), ("Software", "software"),
    ("Ceramics", "manufacturing"), ("Outdoor", "retail"), ("Stores", "retail"), ("Housing", "housing"),
    ("Media", "media"), ("Timber", "forestry"), ("Optics", "engineering"), ("Trust", "charity"),
    ("Airfreight", "transport"), ("Recycling", "utilities"),
)  # fmt: skip

ORGANISATION_COUNT = len(_STEMS) * len(_KINDS)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An invented organisation; `domain` is under `.example`, which nobody can own."""

    name: str
    domain: str
    sector: str


def organisation(number: int) -> Organisation:
    """The organisation of a number, distinct for 0 ≤ number < `ORGANISATION_COUNT`, neighbours unlike each other."""
    if not 0 <= number < ORGANISATION_COUNT:
        raise ValueError(f"number must be from 0 to {ORGANISATION_COUNT - 1}: {number}")
    row, column = number % len(_STEMS), number // len(_STEMS)
    suffix, sector = _KINDS[(column + row * 7) % len(_KINDS)]
    name = f"{_STEMS[row]} {suffix}"
    return Organisation(name, f"{name.lower().replace(' ', '-')}.example", sector)


def organisations(rng: random.Random, count: int) -> tuple[Organisation, ...]:
    """`count` distinct organisations, at most `ORGANISATION_COUNT`; their stems repeat as late as possible."""
    if count > ORGANISATION_COUNT:
        raise ValueError(f"there are {ORGANISATION_COUNT} organisations, not {count}")
    offset = rng.randrange(ORGANISATION_COUNT)
    numbers = [(offset + index) % ORGANISATION_COUNT for index in range(count)]
    rng.shuffle(numbers)
    return tuple(organisation(number) for number in numbers)


PROGRAMMES = (
    "{organisation} senior leaders {year}",
    "{organisation} first-time executives {year}",
    "{organisation} bench, cohort A",
    "{organisation} bench, cohort B",
    "{organisation}: women in operations {year}",
    "{organisation} transition coaching {year}",
    "{organisation} plant managers {year}",
    "{organisation} after the merger",
    "{organisation} country heads {year}",
    "{organisation} technical leaders, pilot",
    "{organisation} executive committee {year}",
    "{organisation} return to work",
)


def programme_name(rng: random.Random, organisation_name: str, year: int) -> str:
    """A programme of an organisation in a year."""
    return PROGRAMMES[int(rng.random() * len(PROGRAMMES))].format(organisation=organisation_name, year=year)


PROMOTIONS: tuple[tuple[str, str], ...] = (
    ("VP Operations", "COO"), ("Finance Director", "CFO"), ("Head of Sales", "Chief Commercial Officer"),
    ("Plant Manager", "VP Manufacturing"), ("Head of Engineering", "CTO"), ("HR Director", "Chief People Officer"),
    ("Country Manager", "Regional President"), ("Head of Legal", "General Counsel"), ("Chief of Staff", "VP Strategy"),
    ("Head of Nursing", "Director of Care"), ("Lead Architect", "VP Platform"), ("Deputy CEO", "CEO"),
    ("Head of Supply Chain", "VP Operations"), ("Marketing Director", "Chief Marketing Officer"),
    ("Head of Research", "Chief Scientific Officer"), ("Principal Engineer", "Head of Engineering"),
    ("Regional Manager", "Head of Retail"), ("Controller", "Finance Director"), ("Head of IT", "CIO"),
    ("Programme Director", "VP Transformation"), ("Head of Claims", "Chief Underwriting Officer"),
    ("Medical Director", "Hospital Director"), ("Branch Director", "Head of Private Clients"),
    ("Editor", "Editor-in-Chief"), ("Head Teacher", "Trust Director"), ("Head of Quality", "VP Quality and Safety"),
    ("Product Lead", "VP Product"), ("Head of Risk", "Chief Risk Officer"), ("Site Lead", "Plant Manager"),
    ("Team Lead Data", "Head of Data"), ("Fleet Manager", "VP Fleet"), ("Head of Procurement", "VP Supply"),
    ("Head of Service", "Chief Customer Officer"), ("Harbour Master", "Director of Ports"),
)  # fmt: skip
ROLES = (
    "COO", "CFO", "CTO", "CIO", "Chief People Officer", "Chief Commercial Officer", "General Counsel", "VP Operations",
    "VP Manufacturing", "VP Product", "VP Platform", "VP Strategy", "VP Transformation", "VP Quality and Safety",
    "Head of Sales", "Head of Engineering", "Head of Data", "Head of Research", "Head of Supply Chain", "Head of Risk",
    "Head of Service", "Head of Procurement", "Head of Retail", "Head of Claims", "Head of Communications",
    "Finance Director", "HR Director", "Marketing Director", "Medical Director", "Director of Care", "Plant Manager",
    "Country Manager, Nordics", "Country Manager, Iberia", "Country Manager, Brazil", "Regional President, Asia",
    "Managing Director", "Director of Ports", "Director of Housing", "Programme Director", "Chief of Staff",
)  # fmt: skip
MANAGER_ROLES = (
    "CEO", "Group CEO", "Managing Director", "COO", "President", "Chief Executive", "Division President", "Group CFO",
    "Executive Vice President", "Chair of the Executive Board",
)  # fmt: skip
SPONSOR_ROLES = (
    "Head of Leadership Development", "HR Business Partner", "Head of Talent", "Chief People Officer", "HR Director",
    "Learning and Development Lead", "Talent Partner, Executives", "Head of Organisational Development",
)  # fmt: skip
PEER_ROLES = (
    "Head of Finance", "Head of Legal", "Sales Director", "Head of Operations", "Head of Marketing", "Head of HR",
    "Head of IT", "Head of Product", "Regional Director", "Head of Quality", "Head of Strategy", "Head of Purchasing",
)  # fmt: skip
REPORT_ROLES = (
    "Team Lead", "Senior Manager", "Plant Lead", "Controller", "Planning Manager", "Account Director", "Project Lead",
    "Principal Engineer", "Operations Manager", "Customer Service Manager", "Analytics Lead", "Office Manager",
)  # fmt: skip

PROJECTS = (
    "the Rotterdam migration", "Project Heron", "the pricing review", "the second line in Lodz", "the data platform",
    "the ward redesign", "Project Lantern", "the merger of the two plants", "the tariff change", "the new warehouse",
    "the spring launch", "Project Kestrel", "the move to Porto", "the claims backlog", "the supplier programme",
    "the night-train contract", "Project Saffron", "the safety audit", "the budget rebuild", "the apprentice scheme",
    "the harbour extension", "the switch of the billing system", "the customer portal", "Project Marram",
    "the regional rollout", "the cold-chain tender", "the cost programme", "Project Tern", "the site closure in Graz",
    "the quality offensive", "the licence application", "the shared service centre", "Project Basalt",
    "the seed-bank campaign", "the ticketing pilot", "the hospital wing", "the rail depot", "the works agreement",
    "Project Juniper", "the product relaunch",
)  # fmt: skip


def promotion(rng: random.Random) -> tuple[str, str]:
    """A role and the next one."""
    return PROMOTIONS[int(rng.random() * len(PROMOTIONS))]


def role(rng: random.Random) -> str:
    """A role of a client without promotion."""
    return ROLES[int(rng.random() * len(ROLES))]
