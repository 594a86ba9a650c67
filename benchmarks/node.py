"""What stands in a page of its own, run by the node that Playwright brings: Chromium's V8, without a page."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import playwright

from gan_core.bundle import bundle
from gan_core.page_file import STATIC, kernels

NODE = Path(playwright.__file__).parent / "driver" / "node"
SCRIPT = """%s
const page = Object.assign({}, %s)
const read = (path) => JSON.parse(require("fs").readFileSync(path, "utf8"))
const asked = %s
asked(page, read(process.argv[2])).then((found) => console.log(JSON.stringify(found)))
"""


def in_node(asked: str, given: dict[str, Any]) -> Any:
    """What `asked`, an async function of JavaScript, makes of all that the worker's modules export, and of what is
    given beside the `kernel`."""
    script = bundle(STATIC / "local" / "office.js")
    modules = ", ".join(re.findall(r"^const (module\d+) =", script, re.MULTILINE))
    with TemporaryDirectory() as folder:
        told, file = Path(folder) / "given.json", Path(folder) / "asked.cjs"
        told.write_text(json.dumps(given | {"kernel": kernels()}), encoding="utf-8")
        file.write_text(SCRIPT % (script, modules, asked), encoding="utf-8")
        done = subprocess.run([NODE, file, told], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)
