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
_LICENCES = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "GPL-2.0-only",
    "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later",
    "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Python-2.0",
    "Unlicense", "Zlib",
})  # fmt: skip
"""Of SPDX's list those that such packages have; "BSD" alone, say, is no licence to SPDX."""


def entry(kind: str, name: str, version: str, purl: str, **more: str) -> dict[str, Any]:
    """One package."""
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


def declared(said: str) -> str:
    """What a package says of its licence, where SPDX would understand it."""
    words = re.split(r"[ ()]+(?:AND|OR)[ ()]+|[ ()]+", said.strip(" ()"))
    return said if said and all(word in _LICENCES for word in words) else NONE


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
            entry(
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
            entry(
                "python",
                name,
                version,
                f"pkg:pypi/{quote(name.lower().replace('_', '-'))}@{quote(version, safe='')}",
                licenseDeclared=declared(said),
            )
        )
    return found


def document(tree: Path, name: str, version: str, moment: int) -> dict[str, Any]:
    """The whole list."""
    status = (tree / "var/lib/dpkg/status").read_text("utf-8")
    packages = sorted(debian(status) + python(tree / PYTHON), key=lambda each: str(each["SPDXID"]))
    whole = entry("image", name, version, f"pkg:generic/{quote(name)}@{quote(version, safe='')}")
    return written(whole, packages, [("CONTAINS", whole, each) for each in packages], moment)


def written(
    whole: dict[str, Any],
    packages: list[dict[str, Any]],
    relations: list[tuple[str, dict[str, Any], dict[str, Any]]],
    moment: int,
) -> dict[str, Any]:
    """The document about ``whole``; a relation is its kind, and from which package to which it goes."""
    name, version = str(whole["name"]), str(whole["versionInfo"])
    known = hashlib.sha256(json.dumps(packages, sort_keys=True).encode()).hexdigest()
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
                    "spdxElementId": one["SPDXID"],
                    "relationshipType": kind,
                    "relatedSpdxElement": other["SPDXID"],
                }
                for kind, one, other in relations
            ),
        ],
    }


if __name__ == "__main__":
    made = document(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(os.environ["SOURCE_DATE_EPOCH"]))
    Path(sys.argv[4]).write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
