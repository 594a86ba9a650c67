"""The files that the browser asks for. Under an address that names what they hold they are kept for ever.

`/assets/v-…/x.js` is `/assets/x.js` and may be kept as long as `…` is what all files together come to; with another
name, as a page that was opened before an edit has it, the file of now is given, and may not be kept.
"""

from __future__ import annotations

import mimetypes
import os
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from gan_core.bundle import library
from live.web.host import ROOT

STATIC: Final = ROOT / "ui" / "static"
ALL: Final = "all.js"  # all scripts that pages need, in one
PLOTLY: Final = "plotly.min.js"
FOREVER: Final = "public, max-age=31536000, immutable"
# Not left to the system: Windows' registry may call a module text/plain, which browsers refuse to run.
for ending, media in ((".js", "text/javascript"), (".css", "text/css"), (".svg", "image/svg+xml")):
    mimetypes.add_type(media, ending)

Stamps = tuple[tuple[str, int, int], ...]  # of every file: its path, when it was changed (ns), its bytes


def edition(folder: Path = STATIC) -> str:
    """The part of an address, `v-…`, that names all that the files hold now; an edit changes it at once."""
    return _edition(folder, _stamps(folder))


def _stamps(folder: Path) -> Stamps:
    """Some 200 files are looked at in a millisecond; none is read."""
    files = [os.path.join(inside, name) for inside, _, names in os.walk(folder) for name in names]
    files += [str(plotly)] if (plotly := _plotly()) else []
    return tuple(stamp for file in sorted(files) if (stamp := _stamp(file)))


def _stamp(file: str) -> tuple[str, int, int] | None:
    """Of a file that is there: an editor may have put another in its place."""
    try:
        about = os.stat(file)
    except FileNotFoundError:
        return None
    return file, about.st_mtime_ns, about.st_size


@lru_cache(maxsize=8)
def _edition(folder: Path, stamps: Stamps) -> str:
    """Of what they hold, not of when they were written: the same files elsewhere have the same name."""
    whole = sha256()
    for path, _, _ in stamps:
        whole.update(os.path.relpath(path, folder).encode() if path.startswith(str(folder)) else PLOTLY.encode())
        whole.update(sha256(Path(path).read_bytes()).digest())
    return f"v-{whole.hexdigest()[:16]}"


@lru_cache(maxsize=2)
def _all(folder: Path, _: Stamps) -> str:
    entries = [folder / "main.js", folder / "thread.js", *sorted((folder / "pages").glob("*.js"))]
    return library({file.relative_to(folder).as_posix(): file for file in entries})


class Assets(StaticFiles):
    """The files of a folder, all its scripts as `all.js`, and the plotly.min.js that came with plotly."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        self._folder = folder

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where a file is; a name that no file can have is not there."""
        if path == PLOTLY and (plotly := _plotly()):
            return str(plotly), plotly.stat()
        try:
            return super().lookup_path(path)
        except (OSError, ValueError):
            return "", None

    async def get_response(self, path: str, scope: Scope) -> Response:
        """As of StaticFiles. Without the present edition in its address the browser asks again each time, and is mostly
        told that nothing has changed."""
        named, _, inside = path.partition(os.sep) if path.startswith("v-") else ("", "", path)
        present = bool(named) and named == await run_in_threadpool(edition, self._folder)
        response = await (self._scripts() if inside == ALL else super().get_response(inside, scope))
        kept = FOREVER if present else "no-cache"
        response.headers.update({"cache-control": kept, "x-content-type-options": "nosniff"})
        return response

    async def _scripts(self) -> Response:
        def joined() -> str:
            return _all(self._folder, _stamps(self._folder))

        return Response(await run_in_threadpool(joined), media_type="text/javascript")


@cache
def _plotly() -> Path | None:
    spec = find_spec("plotly")
    folder = Path(spec.origin).parent / "package_data" if spec and spec.origin else None
    return folder / PLOTLY if folder and (folder / PLOTLY).is_file() else None
