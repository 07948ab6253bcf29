"""Everything that is shipped has a licence that is known and fits, and stands in both lists."""

import importlib
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def scripts():
    """The scripts of `packaging/`, by name."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(ROOT / "packaging")
        yield importlib.import_module


@pytest.fixture(scope="module")
def found(scripts):
    """Everything that is shipped from this environment."""
    return scripts("components").components()


def test_everything_that_is_shipped_may_be_shipped(scripts, found):
    scripts("licences").check(found)


def test_every_locked_package_of_the_program_is_listed_in_the_file(scripts):
    told = (ROOT / "resources" / "LICENCES.txt").read_text("utf-8")
    locked = scripts("locked")
    for pin in locked.shipped(locked.Target(python="3.11")):
        assert f"\n{pin.name} {pin.version}: " in told, "run packaging/licences.py"


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="made of the packages for Python 3.11")
def test_the_file_is_what_would_be_written_now(scripts, found):
    told = (ROOT / "resources" / "LICENCES.txt").read_text("utf-8")
    assert scripts("licences").written(found) == told, "run packaging/licences.py"


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("AGPL-3.0-only", False),
        ("GPL-3.0-only", False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("MIT AND (GPL-2.0-only OR BSD-3-Clause)", True),
        ("GPL-2.0-only OR AGPL-3.0-only OR (MIT AND GPL-2.0-only)", False),
    ],
)
def test_an_expression_fits_when_allowed_licences_fulfil_it(scripts, expression, fits):
    allowed = frozenset(scripts("components").facts()["allowed"])
    assert scripts("licences").is_allowed(expression, allowed) is fits


def test_no_licence_that_asks_for_all_source_is_allowed(scripts):
    allowed = scripts("components").facts()["allowed"]
    assert not [one for one in allowed if re.match(r"A?GPL", one) and "WITH" not in one]


def test_what_is_under_a_licence_that_does_not_fit_is_refused(scripts, found):
    licences = scripts("licences")
    worse = [replace(found[0], licence="AGPL-3.0-only"), *found[1:]]
    with pytest.raises(licences.Forbidden, match=found[0].name):
        licences.check(worse)
    inside = replace(found[1], within=(replace(found[0], licence="GPL-2.0-only"),))
    with pytest.raises(licences.Forbidden, match=found[0].name):
        licences.check([inside])


def test_what_nobody_knows_the_licence_of_is_refused(scripts, monkeypatch):
    parts = scripts("components")
    known = dict(parts.facts())
    for part, name in (("packages", "img2pdf"), ("libraries", "libtesseract")):
        less = {key: value for key, value in known[part].items() if key != name}
        monkeypatch.setattr(parts, "facts", lambda less=less, part=part: {**known, part: less})
        with pytest.raises(parts.Unknown, match=name):
            parts.components()
    licences = scripts("licences")
    with pytest.raises(parts.Unknown, match="SPDX"):
        licences.is_allowed("Some licence of ours", frozenset())


def test_each_exception_is_for_something_that_is_shipped_and_gives_its_reason(scripts, found):
    names = {one.name for one in scripts("licences")._all(found)}
    for name, why in scripts("components").facts()["exceptions"].items():
        assert name in names
        assert len(why) > 40


def test_what_is_under_the_gpl_comes_with_its_text_and_an_offer_of_source(scripts, found):
    (binding,) = (one for one in found if one.name == "tesserocr")
    assert "JBIG-KIT" in {one.name for one in binding.within}
    written = scripts("licences").written(found)
    assert "Offer of source" in written
    assert "Version 2, June 1991" in written
    assert "Version 3, 29 June 2007" in written


def test_the_bill_of_materials_has_the_form_of_cyclonedx(scripts, found):
    told = scripts("sbom").document(found)
    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told["serialNumber"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["metadata"]["timestamp"])
    every = list(parts_of(told["components"]))
    references = [one["bom-ref"] for one in every]
    assert len(set(references)) == len(references)
    for one in every:
        assert one["type"] in {"library", "data"}
        assert one["name"]
        assert one["licenses"][0]["expression"]
        for content in one.get("hashes", ()):
            assert re.fullmatch(r"[0-9a-f]{64}", content["content"])
    for line in told["dependencies"]:
        assert {line["ref"], *line.get("dependsOn", ())} <= {*references, "luutru"}


def test_the_bill_of_materials_names_every_package_and_what_it_carries(scripts, found):
    told = {one["name"]: one for one in scripts("sbom").document(found)["components"]}
    locked = scripts("locked")
    for pin in locked.shipped():
        assert told[pin.name]["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
    inside = {one["name"] for one in told["tesserocr"]["components"]}
    assert {"Tesseract", "Leptonica"} <= inside


def test_the_same_source_gives_the_same_bill(scripts, found, monkeypatch):
    sbom = scripts("sbom")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert json.dumps(sbom.document(found)) == json.dumps(sbom.document(found))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225601")
    assert sbom.document(found)["serialNumber"] != sbom.document(found[1:])["serialNumber"]


def parts_of(components):
    """Return components with what they carry."""
    for one in components:
        yield one
        yield from parts_of(one.get("components", ()))
