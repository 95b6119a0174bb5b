#!/usr/bin/env python3
"""The software list of an image, in SPDX 2.3: Debian's packages, and the kiosk's Python packages.

    spdx.py TREE NAME VERSION OUT.spdx.json

The same tree gives the same list. Licences are those that packages declare in a form SPDX knows; Debian's are
in /usr/share/doc/*/copyright of the image, in words.
"""

import email
import hashlib
import json
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

NONE = "NOASSERTION"
PYTHON = "opt/kiosk/lib"
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def _entry(kind: str, name: str, version: str, purl: str, **more: str) -> dict[str, Any]:
    plain = re.sub(r"[^A-Za-z0-9.-]", "-", f"{kind}-{name}")
    return {
        "SPDXID": f"SPDXRef-{plain}",
        "name": name,
        "versionInfo": version,
        "downloadLocation": NONE,
        "filesAnalyzed": False,
        "licenseConcluded": NONE,
        "licenseDeclared": NONE,
        "copyrightText": NONE,
        "externalRefs": [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}
        ],
        **more,
    }


def debian(status: str) -> list[dict[str, Any]]:
    """Out of dpkg's list."""
    found = []
    for stanza in status.split("\n\n"):
        fields = email.message_from_string(stanza)
        if not (fields["Status"] or "").endswith(" installed"):
            continue
        name, version, machine = fields["Package"], fields["Version"], fields["Architecture"]
        source, _, source_version = (fields["Source"] or name).partition(" (")
        found.append(
            _entry(
                "deb",
                name,
                version,
                f"pkg:deb/debian/{quote(name)}@{quote(version, safe='')}?arch={machine}&distro=debian-13",
                supplier=f"Person: {fields['Maintainer']}",
                sourceInfo=f"built from {source} {source_version.rstrip(')') or version}",
                **({"homepage": fields["Homepage"]} if fields["Homepage"] else {}),
            )
        )
    return found


def python(folder: Path) -> list[dict[str, Any]]:
    """Out of what the wheels brought along."""
    found = []
    for metadata in sorted(folder.glob("*.dist-info/METADATA")):
        fields = email.message_from_string(metadata.read_text("utf-8"))
        name, version = fields["Name"], fields["Version"]
        said = fields["License-Expression"] or fields["License"] or ""
        found.append(
            _entry(
                "python",
                name,
                version,
                f"pkg:pypi/{quote(name.lower().replace('_', '-'))}@{quote(version, safe='')}",
                **({"licenseDeclared": said} if _EXPRESSION.fullmatch(said) else {}),
            )
        )
    return found


def document(tree: Path, name: str, version: str, moment: int) -> dict[str, Any]:
    """The whole list."""
    status = (tree / "var/lib/dpkg/status").read_text("utf-8")
    packages = sorted(debian(status) + python(tree / PYTHON), key=lambda each: str(each["SPDXID"]))
    known = hashlib.sha256(json.dumps(packages, sort_keys=True).encode()).hexdigest()
    whole = _entry("image", name, version, f"pkg:generic/{quote(name)}@{quote(version, safe='')}")
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"{name}-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{quote(version)}-{known[:32]}",
        "creationInfo": {
            "created": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": ["Tool: loyalite-kiosk-spdx"],
        },
        "packages": [whole, *packages],
        "relationships": [
            {
                "spdxElementId": "SPDXRef-DOCUMENT",
                "relationshipType": "DESCRIBES",
                "relatedSpdxElement": whole["SPDXID"],
            },
            *(
                {
                    "spdxElementId": whole["SPDXID"],
                    "relationshipType": "CONTAINS",
                    "relatedSpdxElement": each["SPDXID"],
                }
                for each in packages
            ),
        ],
    }


if __name__ == "__main__":
    made = document(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(os.environ["SOURCE_DATE_EPOCH"]))
    Path(sys.argv[4]).write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
