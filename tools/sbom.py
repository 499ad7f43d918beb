"""Write the bills of materials from the locks, as CycloneDX: requirements/*.cdx.json.

What would differ from one run or machine to the next, or names a registry, is left out.
`dev.py lock` runs this; after an update of a lock by other means, run it by itself.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
# Dates, random numbers, addresses of registries, and a requirement's own line with all its hashes.
LEFT_OUT = ("serialNumber", "timestamp", "externalReferences", "description")


def stable(bill, name):
    """Return a CycloneDX bill that depends on the lock alone; `name` is what it is a bill of.

    Components are referred to by their package URL, not by a line's number in the lock.
    """
    kept = _without(bill)
    kept["metadata"]["component"] = {"type": "application", "name": name, "bom-ref": name}
    references = {row["bom-ref"]: row["purl"] for row in bill["components"]}
    for row in kept["components"]:
        row["bom-ref"] = references[row["bom-ref"]]
    kept["components"].sort(key=lambda row: row["bom-ref"])
    known = [row for row in kept["dependencies"] if row.get("dependsOn")]
    for row in known:
        row["ref"] = references.get(row["ref"], name)
        row["dependsOn"] = sorted(references[one] for one in row["dependsOn"])
    kept["dependencies"] = sorted(known, key=lambda row: row["ref"])
    return kept


def _without(value):
    if isinstance(value, list):
        return [_without(element) for element in value]
    if isinstance(value, dict):
        return {key: _without(inner) for key, inner in value.items() if key not in LEFT_OUT}
    return value


def main(npm):
    """Write both bills; `npm` is the command that starts npm."""
    name = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["name"]
    cyclonedx = shutil.which("cyclonedx-py", path=str(Path(sys.executable).parent))
    python = [cyclonedx, "requirements", "requirements/site.txt", "--output-reproducible"]
    tools = {
        "python": python,
        "npm": [*npm, "sbom", "--package-lock-only", "--sbom-format=cyclonedx"],
    }
    for kind, command in tools.items():
        made = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        text = json.dumps(stable(json.loads(made.stdout), name), indent=1, sort_keys=True) + "\n"
        (REQUIREMENTS / f"{kind}.cdx.json").write_bytes(text.encode())


if __name__ == "__main__":
    main(sys.argv[1:] or ["npm"])
