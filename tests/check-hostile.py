#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Names that want to be more than names, in designs, briefs, file names and arguments, through every
output of linchpin-cli: each is read back by a stock parser, and no line is forged. Also: an output
that is full or closed is an error of every verb.
Arguments: linchpin-cli, hostile-design, linchpin, the source folder."""

import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
import xml.etree.ElementTree as tree
from xml.sax.saxutils import quoteattr

CLI, HELPER, WINDOW, SOURCE = (str(pathlib.Path(word).resolve()) for word in sys.argv[1:5])
LONG = "x" * 10000
SHORT = "x" * 80 + "…" + "x" * 39
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f\u200d\U0001f525 \u2601\ufe0f"

# What stands in the design, and how a line shows it.
TEXTS = {
    "quotes": ('"]; a [image="/etc/passwd', '"]; a [image="/etc/passwd'),
    "tags": ("</text><script>alert(1)</script>", "</text><script>alert(1)</script>"),
    "format": ("%s%n%99d%", "%s%n%99d%"),
    "lines": ("a\n0 errors, 0 warnings, 0 remarks; 0 issues to explain; 0 accepted\n::error::b",
              "a␊0 errors, 0 warnings, 0 remarks; 0 issues to explain; 0 accepted␊::error::b"),
    "returns": ("a\r::error::b\r\nc\r", "a␍::error::b␍␊c␍"),
    "tab": ("a\tb", "a␉b"),
    "c1": ("a\x9b31mb\x85::error::c\x9d", "a\\u{9b}31mb\\u{85}::error::c\\u{9d}"),
    "delete": ("a\x7fb", "a␡b"),
    "override": ("a\u202egpj.exe\u202c", "a\\u{202e}gpj.exe\\u{202c}"),
    "directions": ("\u2066a\u2069\u200f\u061cb", "\\u{2066}a\\u{2069}\\u{200f}\\u{61c}b"),
    "invisible": ("a\u200b\u2060\ufeff\u00ad\u3164b",
                  "a\\u{200b}\\u{2060}\\u{feff}\\u{ad}\\u{3164}b"),
    "tagged": ("a\U000e0041\U000e0042b", "a\\u{e0041}\\u{e0042}b"),
    "separators": ("a\u2028::error::b\u2029", "a\\u{2028}::error::b\\u{2029}"),
    "joiner": ("we\u200db", "we\\u{200d}b"),
    "no-characters": ("a\ufdd0\U0001fffeb", "a\\u{fdd0}\\u{1fffe}b"),
    "emoji": (FAMILY, FAMILY),
    "persian": ("می\u200cخواهم", "می\u200cخواهم"),
    "order": ("::error file=a::b", "::error file=a::b"),
    "azure": ("##[error]a ##vso[task.x]b ##[", "\\u{23}#[error]a \\u{23}#vso[task.x]b \\u{23}#["),
    "entities": ("&lt;b&gt;&amp;&#10;::x", "&lt;b&gt;&amp;&#10;::x"),
    "formula": ("=cmd()|'/C calc'!A0", "=cmd()|'/C calc'!A0"),
    "cdata": ("]]>&<![CDATA[", "]]>&<![CDATA["),
    "escapes": ("\\N\\G\\l\\\"\\", "\\N\\G\\l\\\"\\"),
    "mermaid": ("%%{init: {}}%% end; `**b**` 1. c", "%%{init: {}}%% end; `**b**` 1. c"),
    "wrapped": ("x" * 66 + " ::error::a ::error::b", "x" * 66 + " ::error::a ::error::b"),
    "long": (LONG, SHORT),
}

# Files of these names, and how a line shows them that begins with the name.
NAMES = {
    b"::error::a": "\\u{3a}:error::a",
    b"\xe3\x80\x80 ::error::a": "\u3000 \\u{3a}:error::a",
    b"##[error]a": "\\u{23}#[error]a",
    b"a\x1b[31mb\x1b]0;c\x07": "a␛[31mb␛]0;c␇",
    b"a\xff\xfe\xc3": "a\\xff\\xfe\\xc3",
    b"a\xed\xa0\x80\xef\xbf\xbf": "a\\xed\\xa0\\x80\\u{ffff}",
    b"a\n::error::b\r": "a␊::error::b␍",
    b"a\xc2\x9b31m": "a\\u{9b}31m",
    "a\u202eb".encode(): "a\\u{202e}b",
    b"%s%n": "%s%n",
    "a b#?ü%".encode(): "a b#?ü%",
    b"<a>&\"'": "<a>&\"'",
    b"c d:e": "c d:e",
    b"l" * 255: "l" * 255,
}

# Where a word of the command line is quoted in an error.
WORDS = [
    "%", "lint %", "lint -f % a", "lint --fail-on % a", "lint -b % a", "lint --% a", "lint -j % a",
    "lint %", "validate %", "failures %", "failures a %", "failures -f % a", "failures -d % ok",
    "layout %", "layout --direction % a", "layout --only % ok", "layout ok -o %/a", "rules %",
    "rules -f %", "rules spof-read %", "new -t %", "new %", "new -o %/a", "export %", "export % -o a",
    "export ok -o %", "export ok -o - -f %", "export ok -o a.svg --background %",
    "export ok -o %/a.svg", "export ok -o %/a.dot",
]
ARGUMENTS = [b"::error::a", b"a\x1b[31m\xff\n::error::b\r\xc2\x9b", "a\u202e\u200b\u2028".encode(),
             b"%s%n", b"##[error]", LONG.encode()]

# Designs with a fault that is explained with words of the file.
FAULTS = [
    '<client id=%/>', '<client id="a" x=%/>', '<server id="a" locked=%/>',
    '<client id="a"/><client id="b"/><link id="l" from="a" to="b" flow=%/>',
    '<client id="a"/><link id="l" from="a" to=% flow="request"/>',
    '<client id="a"/><link id="l" from=% to="a" flow="request"/>',
    '<client id="a" xmlns:a=%><a:b c=%/></client><client id=%/>',
    '<client id="a" nothing=%/>', '<client id="a">%</client>',
]

BRIEF = '<brief xmlns="urn:linchpin:brief:1" key=% title=%>'
BRIEF_FAULTS = [
    '<off rule=%/>', '<weigh rule="spof-read" severity=%/>', '<require kind=%/>',
    '<require kind="client" attribute=%/>', '<edge flow=% text="a"/>', '<boundary kind=% text="a"/>',
    '<require kind="database" attribute="role" value=%/>', '<require kind="client" least=%/>',
]

# What writes to standard output.
PRINTS = [
    "--version", "--help", "-h", "help", "rules", "rules spof-read", "rules -f json",
    "rules -f markdown", "lint ok", "lint -f json ok", "lint -f sarif ok", "lint -f junit ok",
    "failures ok", "failures -f json ok", "failures -d client ok", "failures -f json -d client ok",
    "new", "new -t task-3", "layout ok", "layout ok -o -", "validate ok", "validate ok ok",
    *(f"export ok -o - -f {ending}" for ending in ("png", "svg", "pdf", "dot", "gv", "mmd")),
    *(f"{verb} --help" for verb in ("new", "lint", "failures", "layout", "export", "validate",
                                    "rules")),
]


def run(*words, status=0):
    result = subprocess.run([CLI, *words], stdin=subprocess.DEVNULL, capture_output=True,
                            check=False)
    if status is not None:
        assert result.returncode == status, (words, result.returncode, result.stderr)
    return result


def is_joiner(line, i):
    return (line[i] in "\u200c\u200d" and 0 < i < len(line) - 1 and
            line[i - 1] > "\u0600" and line[i + 1] > "\u0600")


def read_safe(output):
    """The text, after looking for what no line of a terminal or a log may hold."""
    text = output.decode("utf-8")
    for line in text.split("\n"):
        for i, c in enumerate(line):
            if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") and not is_joiner(line, i):
                raise AssertionError((hex(ord(c)), line[:300]))
        assert "\u3164" not in line and "\ufdd0" not in line, line
        assert not line.lstrip().startswith("::"), line
        assert not re.search(r"##[A-Za-z]*\[", line), line
    return text


def read_complaint(output, begin="linchpin-cli"):
    """Lines of standard error: each begins with our name, or with the hint how it is used."""
    text = read_safe(output)
    assert text.endswith("\n"), text
    for line in text.splitlines():
        assert line.startswith((begin, "“linchpin-cli ")), line
        assert len(line) < 2100, len(line)
    return text


def fill(pattern, text):
    value = quoteattr(text, {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
    return re.sub("(=?)%", lambda place: place[1] + value if place[1] else value[1:-1], pattern)


def get_kept(text):
    """What is left of it in the design."""
    return re.sub("[\ufdd0\U0001fffe]", lambda place: f"\\u{{{ord(place[0]):x}}}", text)


def write_design(name, content, text=""):
    content = fill(content, text)
    with open(name, "w", encoding="utf-8", newline="") as file:
        file.write(f'<design xmlns="urn:linchpin:design:1">\n{content}\n</design>\n')


@functools.cache
def make_validator():
    try:
        import jsonschema
    except ImportError:
        return None
    schema = json.loads((pathlib.Path(SOURCE) / "tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def read_sarif(output):
    log = json.loads(read_safe(output))
    if make_validator() is not None:
        faults = [fault.message for fault in make_validator().iter_errors(log)]
        assert not faults, faults
    return log["runs"][0]


def split_lines(text):
    return re.split("\r\n|[\n\r]", text)


def show_lines(text, shown):
    """As a label of several lines shows it."""
    if text == LONG:
        return LONG
    parts = split_lines(text)
    if len(parts) == 1:
        return text if text.startswith("##") else shown
    return "\n".join(parts)


def check_reports(text, shown):
    """One finding about one name, and one that is accepted for a reason."""
    waiver = '<server id="s"/><waiver rule="host-empty" on="s" reason=%/>'
    write_design("design", '<client id="a" name=%/>' + waiver, text)
    lint = functools.partial(run, "lint", "--brief", "none", "--fail-on", "never")
    message = f"“{shown}” is not linked to anything."

    report = read_safe(lint("design").stdout)
    assert f"\n  Warning {message}\n" in report, report
    assert len(re.findall("^[0-9]+ errors?, ", report, re.M)) == 1, report
    for title in ("To fix", "Accepted"):
        assert report.splitlines().count(title) == 1, report
    accepted = re.search("    Accepted:\\s(.*?)\n    \\[host-empty", report, re.S).group(1)
    if text != LONG:
        assert re.sub("\\s", "", accepted) == re.sub("[\\s␉␊␍]", "", shown), accepted

    findings = json.loads(read_safe(lint("--format", "json", "design").stdout))["findings"]
    assert message in [finding["message"] for finding in findings], findings
    assert [f["reason"] for f in findings if f["waived"]] == [get_kept(text)]

    results = read_sarif(lint("--format", "sarif", "design").stdout)["results"]
    assert message in [result["message"]["text"] for result in results]
    suppressions = [r["suppressions"][0] for r in results if "suppressions" in r]
    assert [each["justification"] for each in suppressions] == [get_kept(text)]

    suites = tree.fromstring(read_safe(lint("--format", "junit", "design").stdout))
    failure = suites.find("testsuite/testcase[@name='component-isolated']/failure")
    assert message in failure.text.split("\n"), failure.text


def read_labels(path):
    words = subprocess.run([HELPER, "read", path], capture_output=True, check=True)
    assert not words.stderr, words.stderr
    nodes = [node.split(b"\0") for node in words.stdout.split(b"\0\0") if node]
    return {node[0].decode(): "\n".join(line.decode() for line in node[1:]) for node in nodes}


def decode_mermaid(path, place):
    text = pathlib.Path(path).read_text("utf-8")
    label = re.search(f'^ *{place}\\["(.*)"\\]$', text, re.M).group(1).replace("<br/>", "\n")
    return re.sub("#([0-9]+);", lambda code: chr(int(code.group(1))), label)


def check_pictures(text, shown):
    """The name of one box, as other programs understand it."""
    write_design("design", '<client id="a" name=%/>', text)
    lines = show_lines(text, shown)
    for ending in "dot", "mmd", "svg":
        run("export", "design", "-o", f"a.{ending}")
        printed = run("export", "design", "-o", "-", "-f", ending).stdout
        assert printed == pathlib.Path(f"a.{ending}").read_bytes()
        read_safe(printed)

    label = read_labels("a.dot")["a"]
    assert label.rstrip("\n") == lines.rstrip("\n"), (label, lines)
    assert decode_mermaid("a.mmd", "n1") == lines

    texts = [part.text for part in tree.parse("a.svg").iter("{http://www.w3.org/2000/svg}text")]
    kept = get_kept(text)
    assert any(part.endswith("…") and kept.startswith(part[:-1]) or part == kept
               for part in texts), texts


def check_everything(text):
    """A design in which every text is this one, through every output."""
    pathlib.Path("text").write_bytes(text.encode())
    subprocess.run([HELPER, "make", "text", "all"], check=True)
    assert read_safe(run("validate", "all").stdout) == "all: valid\n"
    lint = functools.partial(run, "lint", "--fail-on", "never", "all", "-f")
    report = read_safe(lint("text").stdout)
    assert report.count("[") > 15 and max(map(len, report.split("\n"))) < 11000
    assert len(re.findall("^[0-9]+ errors?, ", report, re.M)) == 1
    assert len(json.loads(read_safe(lint("json").stdout))["findings"]) > 15
    assert len(read_sarif(lint("sarif").stdout)["results"]) > 15
    tree.fromstring(read_safe(lint("junit").stdout))

    for words in [], ["-d", "server-1,client-1"]:
        read_safe(run("failures", "all", *words).stdout)
        json.loads(read_safe(run("failures", "all", "-f", "json", *words).stdout))

    for ending in "dot", "mmd", "svg", "pdf", "png":
        result = run("export", "all", "-o", f"all.{ending}", "--width", "2000")
        if result.stderr:
            read_complaint(result.stderr)
    assert len(read_labels("all.dot")) > 15
    tree.parse("all.svg")
    read_safe(pathlib.Path("all.svg").read_bytes())
    assert pathlib.Path("all.pdf").read_bytes().rstrip().endswith(b"%%EOF")
    run("validate", "all.png")
    tree.fromstring(run("layout", "all").stdout)


def check_names(name, shown):
    """A file of this name, good and broken."""
    name_shown = name.decode("utf-8", "backslashreplace")
    write_design(name, '<client id="a"/>')
    assert read_safe(run("validate", name).stdout) == f"{shown}: valid\n"
    lint = functools.partial(run, "lint", "--fail-on", "never", name, "-f")
    assert read_safe(lint("text").stdout).split("\n")[0] == shown
    assert json.loads(read_safe(lint("json").stdout))["design"] == name_shown
    assert tree.fromstring(read_safe(lint("junit").stdout))[0].get("name") == shown
    result = read_sarif(lint("sarif").stdout)["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert urllib.parse.unquote_to_bytes(uri) == name and uri.isascii(), uri
    assert re.fullmatch("[!-~]+", uri) and not urllib.parse.urlsplit(uri).scheme, uri
    assert not re.search('[<>"{}|\\\\^`?#]', uri), uri

    write_design(name, '<client id="a"><b/>')
    read_complaint(run("validate", name, status=3).stderr, shown + ": ")
    for form in "text", "json", "sarif", "junit":
        result = lint(form, status=3)
        assert read_complaint(result.stderr).startswith(f"linchpin-cli: {shown}: Line 2: ")
        read_safe(result.stdout)
        if form == "json":
            assert json.loads(result.stdout)["design"] == name_shown
        if form == "sarif":
            assert not read_sarif(result.stdout)["invocations"][0]["executionSuccessful"]
        if form == "junit":
            assert tree.fromstring(result.stdout)[0].get("name") == shown
    os.remove(name)
    for verb in ["lint"], ["validate"], ["failures"], ["layout"], ["export", "-o", "a.svg"]:
        read_complaint(run(*verb, name, status=3).stderr)


def check_arguments():
    write_design("ok", '<client id="client"/>')
    uri = pathlib.Path("ok").resolve().as_uri()
    result = read_sarif(run("lint", "-f", "sarif", "--fail-on", "never", uri).stdout)["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri

    for words in WORDS:
        for argument in ARGUMENTS:
            line = [word.encode().replace(b"%", argument) for word in words.split()]
            result = run(*line, status=None)
            assert 2 <= result.returncode <= 4, (line, result)
            text = read_safe(result.stderr)
            assert text.startswith("linchpin-cli"), text
            assert max(map(len, text.split("\n"))) < 2100


def check_faults(text):
    names = [f"design-{i}" for i in range(len(FAULTS))]
    for name, content in zip(names, FAULTS):
        write_design(name, content, text)
    read_complaint(run("lint", *names, status=3).stderr, "linchpin-cli: design-")
    read_complaint(run("validate", *names, status=3).stderr, "design-")
    write_design("design", '<client id="a"/>')
    for content in BRIEF_FAULTS:
        pathlib.Path("brief").write_text(fill(BRIEF + content, text) + "</brief>", "utf-8")
        result = run("lint", "-b", "brief", "design", status=3)
        assert read_complaint(result.stderr).count("\n") == 1, result.stderr


def check_brief(text, shown):
    """What the brief asks for stands in findings, and its name in the report."""
    content = ('<require kind="database" attribute="software" value=% least="1"/>'
               '<label kind="client" text=%/><boundary kind="zone" text=%/>'
               '<edge flow="request" from="client" to="server" text=%/>')
    pathlib.Path("brief").write_text(fill(BRIEF + content, text) + "</brief>", "utf-8")
    write_design("design", '<client id="a"/><server id="s"/>'
                           '<link id="l" from="a" to="s" flow="request"/>')
    lint = functools.partial(run, "lint", "--fail-on", "never", "-b", "brief", "design", "-f")
    report = read_safe(lint("text").stdout)
    begin = "\\u{3a}" + shown[1:] if shown.startswith("::") else shown
    assert f"\nChecked against: {begin}\n" in report, report
    assert len(re.findall("^[0-9]+ errors?, ", report, re.M)) == 1
    log = json.loads(read_safe(lint("json").stdout))
    assert log["brief"] == text and len(log["findings"]) > 3
    read_sarif(lint("sarif").stdout)
    tree.fromstring(read_safe(lint("junit").stdout))


def check_output():
    """Full or closed, it is an error; and nobody minds where nothing is written to it."""
    write_design("ok", '<client id="client"/>')
    programs = [[CLI, *line.split()] for line in PRINTS]
    programs += [[WINDOW, "--version"], [WINDOW, "--help"]]
    for words in programs:
        begin = pathlib.Path(words[0]).name + ": standard output: "
        with open("/dev/full", "wb") as full:
            result = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False)
        assert result.returncode == 4, (words, result)
        assert result.stderr.decode().startswith(begin), (words, result)
        closed = subprocess.run(["/bin/sh", "-c", 'exec "$@" >&-', "sh", *words],
                                stderr=subprocess.PIPE, check=False)
        assert closed.returncode == 4 and closed.stderr.decode().startswith(begin), (words, closed)

    for line in "lint ok -o report", "layout ok -o placed", "new -o new", "export ok -o a.svg":
        for redirection in ">&-", ">/dev/full", "<&- >&- 2>&-":
            result = subprocess.run(["/bin/sh", "-c", f'exec "$@" {redirection}', "sh", CLI,
                                     *line.split()], check=False)
            assert result.returncode == 0, (line, redirection)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, (text, shown) in TEXTS.items():
            print(name, flush=True)
            check_reports(text, shown)
            check_pictures(text, shown)
            check_everything(text)
            check_faults(text)
            check_brief(text, shown)
        for name, shown in NAMES.items():
            check_names(name, shown)
        check_arguments()
        check_output()
        os.chdir("/")


main()
