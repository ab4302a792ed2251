#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What a program can see of the style. Each finding is one line: file, line, what is wrong.
Usage: check-style.py SOURCE_ROOT, or --list for what it can find. All is done in one process: a
busy machine starts thousands of them too slowly."""

import pathlib
import re
import sys

# Macros of others that evaluate an argument twice. Our own are found where they are defined.
TWICE = {"MIN", "MAX", "CLAMP", "ABS", "G_APPROX_VALUE", "g_list_next", "g_list_previous",
         "g_slist_next", "g_utf8_next_char"}

WORDS_FOR_PEOPLE = (r'<property name="(label|title|subtitle|description|tooltip-text|'
                    r'placeholder-text|heading|body)">|<attribute name="(label|title)">')

# What is made while building, config.h for one, has no room.
MADE = r'"(config|[a-z-]+-(resources|enums))\.h"'


class File:
    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.name = path.name
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self.lines = self.text.split("\n")
        if self.lines[-1] == "":
            self.lines.pop()


class Tree:
    """The files of a source folder by what they are."""

    def __init__(self, root):
        self.root = root
        self.code = self.find("*.[ch]", "app", "tests")
        self.forms = self.find("*.ui", "ui")
        self.builds = self.find("meson.build", ".")
        self.scripts = (self.find("run", ".", deep=False) + self.find("check", ".", deep=False) +
                        self.find("run", ".ci", deep=False) +
                        self.find("*.sh", ".ci", "tests") + self.find("*.py", "tests"))
        self.text = self.code + self.forms + self.builds + self.scripts
        for pattern in ("*.css", "*.xml", "*.in"):
            self.text += self.find(pattern, "ui", "data")
        self.headers = [file for file in self.code if file.name.endswith(".h")]
        self.app = [file for file in self.code if file.path.startswith("app/")]
        self.sources = [file for file in self.app if file.name.endswith(".c")]
        self.paths = {file.path for file in self.code}
        self.twice = TWICE | {name for file in self.code for name in list_own_macros(file)}

    def find(self, pattern, *folders, deep=True):
        paths = []
        for folder in folders:
            there = self.root / folder
            paths += there.rglob(pattern) if deep else there.glob(pattern)
        build = self.root / "build"
        return [File(self.root, path) for path in sorted(paths)
                if path.is_file() and build not in path.parents]


def forbid(pattern):
    """Lines that match."""
    search = re.compile(pattern).search

    def check(_tree, file):
        for number, line in enumerate(file.lines, 1):
            if search(line):
                yield f"{number}:{line}"
    return check


def missing(pattern, n_lines):
    """None of the first lines matches."""
    search = re.compile(pattern).search

    def check(_tree, file):
        if not any(search(line) for line in file.lines[:n_lines]):
            yield "1"
    return check


def names_itself(_tree, file):
    if len(file.lines) < 2 or f"/* {file.name}: " not in file.lines[1]:
        yield "2"


def includes_own_header(tree, file):
    """A .c includes config.h first, then its own header."""
    includes = re.findall(r"^#include (.*)", file.text, re.MULTILINE)[:2] + ["", ""]
    own = file.path[len("app/"):-len(".c")]
    if includes[0] != '"config.h"':
        yield "1"
    if f"app/{own}.h" in tree.paths and includes[1] not in (f'"{own}.h"', f'"{own}-private.h"'):
        yield "3"


def includes_with_room(_tree, file):
    for number, line in enumerate(file.lines, 1):
        if re.search(r'#include "[^/"]+"', line) and not re.search(MADE, line):
            yield f"{number}:{line}"


def is_short(_tree, file):
    if len(file.lines) > 600:
        yield str(len(file.lines))


def is_translatable(_tree, file):
    """Words in a .ui file are for people."""
    for number, line in enumerate(file.lines, 1):
        if re.search(WORDS_FOR_PEOPLE, line) and re.search(r">[^<]*[^\W\d_]{2}", line):
            yield f"{number}:{re.sub('  *', ' ', line)}"


def blank(text):
    """The code without its comments, strings and characters, in the same lines."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda match: re.sub(r"[^\n]", " ", match[0]), text, flags=re.DOTALL)


def list_own_macros(file):
    """Macros in capitals whose text has a parameter twice. One in small letters is a statement,
    which may well ask its condition again and again."""
    for match in re.finditer(r"^#define ([A-Z]\w*)\(([\w, ]*)\)((?:\\\n|[^\n])*)", file.text,
                             re.MULTILINE):
        for name in match[2].replace(" ", "").split(","):
            if name and len(re.findall(rf"(?<![#\w]){name}(?!\w| *##)", match[3])) > 1:
                yield match[1]
                break


def get_arguments(code, start):
    """What stands between the parenthesis at start and the one that closes it."""
    depth = 0
    for match in re.compile(r"[()]").finditer(code, start):
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return code[start + 1:match.start()]
    return ""


def calls_once(tree, file):
    code = None
    macro = re.compile(r"(?<!#define )\b(%s)\s*\(" % "|".join(sorted(tree.twice)))
    if not macro.search(file.text):
        return
    code = blank(file.text)
    for match in macro.finditer(code):
        arguments = get_arguments(code, match.end() - 1)
        calls = re.findall(r"\b(?!sizeof\b)([a-z_]\w*)\s*\(", arguments)
        if calls:
            number = code.count("\n", 0, match.start()) + 1
            yield f"{number}:{file.lines[number - 1]}"


# What is wrong, where it can be, and how it is seen.
CHECKS = [
    ("tab", "text", forbid(r"\t")),
    ("trailing space", "text", forbid(r"\s$")),
    ("more than 100 columns", "code", forbid(r"^.{101}")),
    ("the plain C type, please", "code",
     forbid(r"\b(gchar|gint|gdouble|gfloat|gshort|glong|gpointer \*)\b")),
    ("finish it", "code forms builds", forbid(r"\b(TODO|FIXME)\b")),
    ("goto", "code", forbid(r"\bgoto\b")),
    ("space before (", "code",
     forbid(r"\b(if|for|while|switch|return)\(|[a-z0-9_]\((void|GError|const)\b")),
    ("SPDX line", "code", missing(r"^/\* SPDX-License-Identifier: MIT \*/$", 1)),
    ("SPDX line", "builds scripts", missing(r"SPDX-License-Identifier: MIT", 2)),
    ("one sentence on what it is", "headers", missing(r"^/\* [a-z-]+\.h: .*[a-z].*", 2)),
    ("the sentence starts with the name of the file", "headers", names_itself),
    ("include config.h first, then its own header", "sources", includes_own_header),
    ("include with the room", "app", includes_with_room),
    ("more than 600 lines", "code", is_short),
    ('translatable="yes" is missing', "forms", is_translatable),
    ("evaluated twice: call before, outside the macro", "code", calls_once),
]


def main():
    if sys.argv[1] == "--list":
        print("\n".join(what for what, _where, _check in CHECKS))
        return 0

    tree = Tree(pathlib.Path(sys.argv[1]))
    status = 0
    for what, where, check in CHECKS:
        for file in [file for name in where.split() for file in getattr(tree, name)]:
            for finding in check(tree, file):
                print(f"{file.path}:{finding}: {what}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
