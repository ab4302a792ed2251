#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Each check of check-style.py can fail: it is run over a small tree in which everything is wrong
once. What is right must pass. Argument: the folder with check-style.py."""

import pathlib
import subprocess
import sys
import tempfile

LICENCE = "/* SPDX-License-Identifier: MIT */\n"
SCRIPT = "#!/bin/sh\n# SPDX-License-Identifier: MIT\n"

# Files without a fault, near to one.
GOOD = {
    "run": SCRIPT,
    "check": SCRIPT,
    ".ci/run": SCRIPT,
    "meson.build": "# SPDX-License-Identifier: MIT\n",
    "build/meson.build": "made, not ours\t\n",
    "app/model/good.h": LICENCE + "/* good.h: what is right. */\n",
    "app/model/good.c": LICENCE + """#include "config.h"

#include "model/good-private.h"
#include "core-resources.h"

#define TWO(a) f (a), g (#a, a##_b)
#define ROOM 3
int a = MAX (b, MIN (c, (int) d)), e = MAX (sizeof (int), G_N_ELEMENTS (f)), goto_not;
/* Not MAX (f (), 1). */
const char *words = "MAX (f (), 1)";
int h = TWO (f (x)) + m (MAX (1, 2));
""" + "/* " + "€" * 94 + " */\n",
    "ui/good.ui": '<property name="label" translatable="yes">Words</property>\n'
                  '<property name="label">1</property>\n<property name="name">Words</property>\n',
}

# What is wrong: the file, what it holds, and all that must be said of it.
BAD = [
    ("app/a/tab.c", '#include "config.h"\n\tint a;\n', ["3:\tint a;: tab"]),
    ("ui/tab.css", "\t\n", ["1:\t: tab", "1:\t: trailing space"]),
    ("app/a/space.c", '#include "config.h"\nint a; \n', ["3:int a; : trailing space"]),
    ("app/a/wide.c", '#include "config.h"\n' + "x" * 101 + "\n",
     ["3:" + "x" * 101 + ": more than 100 columns"]),
    ("app/a/type.c", '#include "config.h"\ngchar *a;\ngpointer *b;\n',
     ["3:gchar *a;: the plain C type, please", "4:gpointer *b;: the plain C type, please"]),
    ("app/a/todo.c", '#include "config.h"\n/* TODO */\n', ["3:/* TODO */: finish it"]),
    ("app/a/goto.c", '#include "config.h"\ngoto out;\n', ["3:goto out;: goto"]),
    ("app/a/blank.c", '#include "config.h"\nif(a)\nf (void);\ng(void);\n',
     ["3:if(a): space before (", "5:g(void);: space before ("]),
    ("tests/licence.c", None, ["1: SPDX line"]),
    ("tests/licence.sh", "#!/bin/sh\n", ["1: SPDX line"]),
    ("tests/licence.py", "#!/usr/bin/python3\n", ["1: SPDX line"]),
    ("app/meson.build", "\n", ["1: SPDX line"]),
    ("app/a/silent.h", "#pragma once\n",
     ["1: one sentence on what it is", "2: the sentence starts with the name of the file"]),
    ("app/a/other.h", "/* another.h: what it is. */\n",
     ["2: the sentence starts with the name of the file"]),
    ("app/a/other.c", '#include "config.h"\n#include "a/silent.h"\n',
     ["3: include config.h first, then its own header"]),
    ("app/a/no-config.c", "#include <glib.h>\n",
     ["1: include config.h first, then its own header"]),
    ("app/a/room.c", '#include "config.h"\n\n#include "silent.h"\n',
     ['4:#include "silent.h": include with the room']),
    ("tests/long.c", "\n" * 600, ["601: more than 600 lines"]),
    ("ui/silent.ui", '  <property name="label">Words</property>\n',
     ['1: <property name="label">Words</property>: translatable="yes" is missing']),
    ("app/a/twice.c", """#include "config.h"
int a = MAX (1, f (x));
int b = MIN (c,
             CLAMP (d, 0, e->f (x)));
#define TWICE(a) ((a) * (a))
int g = TWICE (f (x)) + TWICE (x);
""", ["3:int a = MAX (1, f (x));", "4:int b = MIN (c,", "5:             CLAMP (d, 0, e->f (x)));",
      "7:int g = TWICE (f (x)) + TWICE (x);"]),
]

TWICE = ": evaluated twice: call before, outside the macro"


def make_tree(root):
    """Returns what must be said of it."""
    wanted = []
    files = dict(GOOD)
    for path, text, findings in BAD:
        is_code = path.endswith((".c", ".h"))
        files[path] = "\n" if text is None else (LICENCE if is_code else "") + text
        wanted += [f"{path}:{finding}" + (TWICE if path == "app/a/twice.c" else "")
                   for finding in findings]
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return wanted


def main():
    program = pathlib.Path(sys.argv[1]) / "check-style.py"

    def run(argument):
        return subprocess.run([sys.executable, program, argument], capture_output=True,
                              encoding="utf-8", check=False)

    with tempfile.TemporaryDirectory() as folder:
        wanted = make_tree(pathlib.Path(folder))
        result = run(folder)
    found = result.stdout.splitlines()
    for line in sorted(set(wanted) - set(found)):
        print("not found:", line)
    for line in sorted(set(found) - set(wanted)):
        print("found, but right:", line)
    untried = [what for what in run("--list").stdout.splitlines()
               if not any(line.endswith(": " + what) for line in wanted)]
    for what in untried:
        print("no bad example of:", what)
    print(result.stderr, end="")
    return sorted(found) != sorted(wanted) or bool(untried) or result.returncode != 1


if __name__ == "__main__":
    sys.exit(main())
