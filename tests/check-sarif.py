#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Validates what “lint --format sarif” writes with a stock validator against the schema that OASIS
publishes (tests/schemas/sarif-2.1.0.json, unchanged). Arguments: linchpin-cli, the source folder.
Exits with 77, which meson calls skipped, where python3-jsonschema is missing."""

import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    sys.exit(77)

BLANK = '<design xmlns="urn:linchpin:design:1"/>'
WAIVED = """<design xmlns="urn:linchpin:design:1">
  <note id="n" name="A &quot;note&quot; \u2028 &#x9;"/>
  <server id="empty" name="Empty"/>
  <waiver rule="host-empty" on="empty" reason="It is for “later”: \\ &amp; &lt;more&gt;"/>
</design>"""


def lint(cli, files, *options):
    command = [cli, "lint", "--format", "sarif", "--fail-on", "never", *options, *map(str, files)]
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.stdout, (command, result.returncode, result.stderr)
    return result.returncode, json.loads(result.stdout.decode("utf-8"))


def main(cli, source):
    schema = json.loads((source / "tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(
        schema, format_checker=jsonschema.FormatChecker())
    templates = sorted((source / "data/templates").glob("*.linchpin"))
    rules = sorted((source / "tests/rules").glob("*.linchpin"))
    assert templates and rules

    def check(log):
        faults = [f"{list(fault.path)}: {fault.message}" for fault in validator.iter_errors(log)]
        assert not faults, faults
        return log["runs"][0]

    assert list(validator.iter_errors({"version": "2.1.0"})), "the schema accepts anything"

    for files in templates, rules:
        for brief in [], ["--brief", "none"]:
            status, log = lint(cli, files, *brief)
            run = check(log)
            assert status == 0 and run["results"]
            keys = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
            for result in run["results"]:
                assert keys[result["ruleIndex"]] == result["ruleId"]

    with tempfile.TemporaryDirectory() as folder:
        odd = pathlib.Path(folder) / "ein Entwurf, 100 % #1 ü?.linchpin"
        odd.write_text(WAIVED, "utf-8")
        _, log = lint(cli, [odd], "--brief", "none")
        waived = [r for r in check(log)["results"] if r["ruleId"] == "host-empty"]
        assert len(waived) == 1
        assert waived[0]["suppressions"][0]["justification"] == "It is for “later”: \\ & <more>"
        assert waived[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3

        broken = pathlib.Path(folder) / "broken.linchpin"
        broken.write_text("<design", "utf-8")
        status, log = lint(cli, [broken, odd])
        run = check(log)
        assert status == 3 and not run["invocations"][0]["executionSuccessful"] and run["results"]

        brief = pathlib.Path(folder) / "nothing.xml"
        clean = pathlib.Path(folder) / "clean.linchpin"
        clean.write_text(BLANK, "utf-8")
        brief.write_text(
            '<brief xmlns="urn:linchpin:brief:1" key="nothing" title="Nothing">' +
            "".join(f'<off rule="{key}"/>' for key in keys) + "</brief>", "utf-8")
        status, log = lint(cli, [clean], "--brief", str(brief))
        assert status == 0 and check(log)["results"] == []


main(sys.argv[1], pathlib.Path(sys.argv[2]))
