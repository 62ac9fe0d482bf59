"""The command line in one table: names, short helps, exit codes. Imports nothing, so that --help is there at once."""

PROGRAM = "coachtui"
COMPLETING = "_COACHTUI_COMPLETE"
"""Set in the environment while a shell asks for completions."""

COMMANDS = {
    "today": "What needs you today: agenda, week, and who waits for what.",
    "engagements": "List engagements; a few letters narrow the list.",
    "show": "One engagement: people, dates, pace, sessions, commitments.",
    "intake": "Where the leader stands: ratings and gaps by stage, and the 360.",
    "alignment": "What client and manager say, three-ways, check-ins, the agreement.",
    "goals": "Goals with their ladders, where each stands and who says so, and T.",
    "plan": "The development plan on one page: gap, goal, action, effect.",
    "schedule": "Plan a session, or a series of them: every 2 weeks, each second Tuesday.",
    "search": "Find people, notes, goals and commitments by their words.",
    "brief": "The brief before a session, readable in a minute.",
    "off": "Your days off, on which no session is proposed: list, add, take back.",
    "log": "The coaching log for your credential: hours, totals, and what is missing.",
    "themes": "What keeps coming up in the sessions: how often, first and last.",
    "rollup": "The whole practice in numbers, and whom to look at next.",
    "models": "The competency models, and how many engagements keep which version.",
    "templates": "The programme templates: what an engagement made from each looks like.",
    "template": "Save an engagement's shape, and start a cohort from it.",
    "history": "What was done around a client's engagement, newest first.",
    "undo": "Take back what was done last, or do it again.",
    "new": "Begin a practice file, without screens.",
    "demo": "Make a practice with invented people, and open it.",
    "import": "Take in clients, goals or a log from a table, sessions from a calendar, a whole practice.",
    "export": "Write every record to a directory (JSON and CSV), or sessions to a calendar.",
    "sync": "Meet your other machines in a folder of Dropbox, iCloud, a share, a stick.",
    "join": "Begin on this machine with a practice that another one publishes.",
    "merge": "Bring another copy of this practice in, from a stick or a mail.",
    "conflicts": "What two machines wrote at the same time, and which version to keep.",
    "bin": "What lies in the bin, and how it comes out again.",
    "backup": "Make a backup of the practice file, or list those there are.",
    "restore": "Go back to a backup: the whole file, or its records by edits.",
    "passphrase": "Give the practice file a passphrase, change it, or take it away.",
    "doctor": "Examine the practice file and what lies around it.",
    "keys": "Every key of the screens.",
    "config": "The settings, and a documented file of them.",
    "locate": "Where the files are.",
    "completion": "The script that completes commands in a shell.",
}
"""Each is a module of `coachtui.cli.commands` with a click command `command`; `import` is one of several."""

GROUPS = {
    "conflicts": {
        "show": "Both versions in whole, with what differs.",
        "keep": "Settle one: mine, theirs, both, restored, left.",
    },
    "bin": {
        "restore": "Take a record out of the bin.",
    },
    "passphrase": {
        "set": "Encrypt the practice file.",
        "change": "Another passphrase.",
        "remove": "No passphrase any more.",
        "copies": "The copies on this machine that no passphrase protects.",
        "remember": "Let this machine's keyring open the practice.",
        "forget": "Remove the practice from the keyring.",
    },
    "import": {
        "clients": "Clients from a CSV file.",
        "goals": "Goals from a CSV file.",
        "calendar": "Sessions from a calendar of Google, Apple, Outlook or another program.",
        "log": "A coaching log kept so far, from a CSV file or a workbook.",
        "model": "A competency model and desired behaviours from a TOML file.",
        "archive": "A whole practice, from what `export` wrote.",
    },
    "export": {
        "archive": "Every record, to a new directory: `export DIRECTORY` for short.",
        "calendar": "The sessions, to a file for Google, Apple, Outlook or another calendar.",
    },
    "template": {
        "save": "Save an engagement's shape as a template.",
        "show": "All that a template holds.",
        "start": "Start the engagements of a cohort, from a CSV file.",
        "remove": "Put a template in the bin.",
    },
}

MODULES = {
    "conflicts show": "conflicts_show",
    "conflicts keep": "conflicts_keep",
    "bin restore": "bin_restore",
    "passphrase set": "passphrase_set",
    "passphrase change": "passphrase_change",
    "passphrase remove": "passphrase_remove",
    "passphrase copies": "passphrase_copies",
    "passphrase remember": "passphrase_remember",
    "passphrase forget": "passphrase_forget",
    "import": "imports",
    "import clients": "import_clients",
    "import goals": "import_goals",
    "import calendar": "import_calendar",
    "import log": "import_log",
    "import model": "import_model",
    "import archive": "import_archive",
    "export archive": "export_archive",
    "export calendar": "export_calendar",
    "template save": "template_save",
    "template show": "template_show",
    "template start": "template_start",
    "template remove": "template_remove",
}
"""Where a command's module is not called like the command."""

OPTIONS = {
    "--db FILE": "The practice file, instead of the usual one (also COACHTUI_DB).",
    "--passphrase-file FILE": "A file that holds the passphrase of the practice.",
    "--version": "Say which coachtui this is.",
    "--help": "Say this, or after a command what that command does.",
}

ENVIRONMENT = {
    "COACHTUI_DB": "The practice file.",
    "COACHTUI_PASSPHRASE_FILE": "A file that holds the passphrase of the practice.",
    "COACHTUI_PASSPHRASE": "The passphrase itself; other programs of yours can see it.",
    "COACHTUI_HOME": "One directory for everything that coachtui keeps.",
    "COACHTUI_NOW": "The date or time to take for now: 2026-11-21, 2026-11-21T09:00.",
    "COACHTUI_DEBUG": "If set, a fault of coachtui's own shows where it happened.",
}

OK, FAILED, USAGE, NO_PRACTICE, UNWRITABLE, UNSOUND, NOT_FOUND, IN_PART, LOCKED = range(9)
INTERRUPTED = 130

EXIT_CODES = {
    OK: "Done.",
    FAILED: "Refused or failed; nothing was changed.",
    USAGE: "The command was not understood.",
    NO_PRACTICE: "There is no practice file yet.",
    UNWRITABLE: "The file can't be written: rights, a full disk, another program.",
    UNSOUND: "The file is damaged, foreign or newer, or the doctor found something.",
    NOT_FOUND: "Nothing found; no such client, or several.",
    IN_PART: "Some rows of an import, or files of a folder, were left out.",
    LOCKED: "The file is encrypted: no passphrase was given, or one that does not open it.",
    INTERRUPTED: "Interrupted.",
}


def overview() -> str:
    """Return the help of the program as a whole."""
    parts = [
        f"Usage: {PROGRAM} [--db FILE] [COMMAND] …",
        "",
        "The executive coach's workspace for the terminal. Without a command it opens.",
        "",
        "CLIENT is a few letters of a name, an organisation, a programme or a code.",
    ]
    table: dict[str, dict[str, str]] = {
        "Commands": COMMANDS,
        "Options": OPTIONS,
        "Environment": ENVIRONMENT,
        "Exit codes": {str(code): words for code, words in EXIT_CODES.items()},
    }
    for title, rows in table.items():
        width = max(map(len, rows)) + 2
        parts += ["", f"{title}:", *(f"  {name:{width}}{words}" for name, words in rows.items())]
    return "\n".join(parts)
