#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reads from programs, as readelf shows them, whether what meson.build asks for came to pass. What
leaves no trace in a program (-fstack-clash-protection) is not looked for.
Arguments: the sanitizers and the optimization of the build, the arguments of the compiler in one
word, and the programs. Exits with 77, which meson calls skipped, where they are not built so."""

import re
import shutil
import struct
import subprocess
import sys

# ELF for x86-64: “endbr64”, where a jump may land.
LANDING = b"\xf3\x0f\x1e\xfa"


def skip(why):
    print("skipped:", why)
    sys.exit(77)


def read_elf(program):
    return subprocess.run(["readelf", "--wide", "--file-header", "--program-headers", "--dynamic",
                           "--symbols", program], capture_output=True, text=True,
                          check=True, env={"LC_ALL": "C"}).stdout


def find_entry(elf, name):
    """Where in the file the function begins, or None."""
    symbol = re.search(rf"^ *\d+: ([0-9a-f]+) .* FUNC .* \d+ {name}$", elf, re.MULTILINE)
    if symbol is None:
        return None
    address = int(symbol[1], 16)
    for offset, start, size in re.findall(r"^  LOAD +(0x\w+) (0x\w+) 0x\w+ (0x\w+)", elf,
                                          re.MULTILINE):
        if int(start, 16) <= address < int(start, 16) + int(size, 16):
            return int(offset, 16) + address - int(start, 16)
    return None


def has_landing(program, elf):
    if "X86-64" not in elf:
        return True
    place = find_entry(elf, "main")
    if place is None:
        return False
    with open(program, "rb") as file:
        file.seek(place)
        return file.read(len(LANDING)) == LANDING


def list_faults(program, arguments):
    elf = read_elf(program)
    checks = [
        (r"Type: +DYN", "", "no position-independent executable"),
        (r"\(FLAGS_1\).*\bPIE\b", "", "no position-independent executable"),
        (r"^  GNU_RELRO ", "", "no read-only relocations"),
        (r"\(FLAGS_1\).*\bNOW\b", "", "functions are looked up late"),
        (r"^  GNU_STACK .* RW +0x", "", "the stack can be executed"),
        (r"UND __stack_chk_fail\b", "-fstack-protector-strong", "no stack protector"),
        (r"UND __(?!stack)\w+_chk\b", "-D_FORTIFY_SOURCE", "no fortified functions"),
    ]
    faults = [what for pattern, argument, what in checks
              if argument in arguments and not re.search(pattern, elf, re.MULTILINE)]
    if "-fcf-protection" in arguments and not has_landing(program, elf):
        faults.append("no landing marks for jumps")
    return faults


def main():
    sanitizers, optimization, arguments, *programs = sys.argv[1:]
    if sanitizers != "none":
        skip(f"built with sanitizers ({sanitizers})")
    if optimization in ("0", "g"):
        skip("built without optimization")
    if shutil.which("readelf") is None:
        skip("there is no readelf")
    status = 0
    for program in programs:
        for fault in list_faults(program, arguments):
            print(f"{program}: {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
