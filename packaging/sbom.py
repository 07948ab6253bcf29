"""Writes `dist/sbom/luutru.cdx.json`: what the program is made of, as CycloneDX 1.6.

    .venv/bin/python packaging/sbom.py [--out FILE]

The same source gives the same bytes: it is dated by the last commit, and its serial number is made
of its content. Source: cyclonedx.org/docs/1.6/json.
"""

import argparse
import json
import sys
import tomllib
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from components import Component, components
from gathering import DIST, day_of_source
from licences import check
from locked import ROOT

FILE: Final = DIST / "sbom" / "luutru.cdx.json"
_KINDS: Final = {"package": "library", "library": "library"}
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/schema/bom-1.6.schema.json")


def document(found: Sequence[Component]) -> dict[str, Any]:
    """Return the bill of materials."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    moment = datetime.fromtimestamp(int(day_of_source()), UTC)
    program = {
        "type": "application",
        "bom-ref": "luutru",
        "name": "luutru",
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"expression": project["license"]}],
        "purl": f"pkg:pypi/luutru@{project['version']}",
    }
    told: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "component": program},
        "components": [_component(one) for one in found],
        "dependencies": list(_dependencies(found)),
    }
    serial = uuid.uuid5(_SPACE, json.dumps(told, sort_keys=True))
    return {"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "serialNumber": f"urn:uuid:{serial}", **told}  # fmt: skip


def _component(one: Component, above: str = "") -> dict[str, Any]:
    reference = _reference(one, above)
    told: dict[str, Any] = {
        "type": _KINDS.get(one.kind, "data"),
        "bom-ref": reference,
        "name": one.name,
        "licenses": [{"expression": one.licence}],
    }
    if one.version:
        told["version"] = one.version
    if one.kind == "package":
        told["purl"] = f"pkg:pypi/{one.name}@{one.version}"
        # Which of the locked files is installed depends on the computer: all may be.
        told["properties"] = [{"name": "luutru:locked-sha256", "value": h} for h in one.hashes]
    elif one.hashes:
        told["hashes"] = [{"alg": "SHA-256", "content": content} for content in one.hashes]
    if one.within:
        told["components"] = [_component(inner, reference) for inner in one.within]
    return told


def _reference(one: Component, above: str) -> str:
    name = f"{one.name}@{one.version}" if one.version else one.name
    return f"{above}/{name}" if above else name


def _dependencies(found: Sequence[Component]) -> Iterator[dict[str, Any]]:
    """Tell what contains what; the program contains all packages."""
    yield {"ref": "luutru", "dependsOn": [_reference(one, "") for one in found]}
    for one in found:
        own = _reference(one, "")
        inner = [_reference(inside, own) for inside in one.within]
        yield {"ref": own, **({"dependsOn": inner} if inner else {})}


def main() -> None:
    """Write it."""
    summary, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE")
    options = parser.parse_args()
    found = components()
    check(found)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(
        json.dumps(document(found), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    sys.stdout.write(f"{options.out}: {len(found)} components\n")


if __name__ == "__main__":
    main()
