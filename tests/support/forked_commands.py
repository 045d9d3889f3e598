"""Commands of an installed wheel in turn, each a fork of this process, which has loaded libraries.

Nothing of the wheel is loaded here, nor anything of the clone: every command starts its program anew.
``python -P forked_commands.py <xhht>`` reads lines of JSON (folder, words, files for what is said and for
what is wrong) and answers each with the exit code.
"""

import gc
import json
import os
import runpy
import sys
from importlib import import_module

#: What commands load that draw nothing: libraries alone.
LIBRARIES = ("docx", "numpy", "openpyxl", "pandas", "pyarrow", "pydantic", "xlsxwriter")


def main() -> None:
    for name in LIBRARIES:
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        folder, words, *files = json.loads(line)
        child = os.fork()
        if not child:
            os.chdir(folder)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for number, name in enumerate(files, start=1):
                os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
            sys.argv[:] = [sys.argv[1], *words]
            runpy.run_path(sys.argv[0], run_name="__main__")
            sys.exit()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
