"""Recognises a folder that a service carries to other devices, by its path and by what the service leaves in it."""

from __future__ import annotations

import re
from pathlib import Path

_NAMES = {
    "Dropbox": r"dropbox( \(.*\))?",
    "OneDrive": r"onedrive( - .*)?",
    "iCloud": r"mobile documents|icloud ?drive|com~apple~clouddocs",
    "Google Drive": r"google ?drive.*|my drive",
    "Nextcloud": r"nextcloud.*",
    "ownCloud": r"owncloud.*",
    "pCloud": r"pcloud ?drive",
    "Box": r"box( sync)?",
    "Syncthing": r"syncthing",
}
_TRACES = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".owncloudsync.log": "ownCloud", ".sync": "Resilio Sync"}
_MAC_CLOUD = re.compile(r"(dropbox|onedrive|googledrive|box)-?.*", re.IGNORECASE)


def service_of(path: Path) -> str:
    """Return the service in whose folder a file lies, "" when there is no sign of one."""
    for directory in path.parents:
        for service, pattern in _NAMES.items():
            if re.fullmatch(pattern, directory.name.lower()):
                return service
        if directory.parent.name == "CloudStorage" and (found := _MAC_CLOUD.fullmatch(directory.name)):
            return next((name for name in _NAMES if name.replace(" ", "").lower() == found[1].lower()), found[1])
        for trace, service in _TRACES.items():
            if directory != Path.home() and (directory / trace).exists():
                return service
    return ""


def advice(path: Path) -> str:
    """Return what the coach may do about a practice file that lies in such a folder, "" when it lies elsewhere."""
    service = service_of(path)
    if not service:
        return ""
    return (
        f"The practice file lies in a folder of {service}, which may replace it while it is open. That is noticed, and "
        "nothing is lost; it is safer out of there. `coachtui sync --adopt` moves on to a file of this device's own."
    )
