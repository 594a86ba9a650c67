"""Files under an address that names what they hold; what never changes is packed once, for those who ask for it."""

import asyncio
import gzip
from collections import Counter
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route

from gan_core.page_file import STATIC
from live.web.assets import Assets, edition
from live.web.packed import Packed

TEXT = b"export const a = 1; // the forger and the detective\n" * 100
FOREVER = "public, max-age=31536000, immutable"
PACKED, PLAIN = {"accept-encoding": "gzip, br"}, {"accept-encoding": "identity"}


@dataclass
class Reply:
    status: int
    headers: Headers
    raw: bytes

    @property
    def body(self):
        return gzip.decompress(self.raw) if self.headers.get("content-encoding") == "gzip" else self.raw

    @property
    def text(self):
        return self.body.decode()


class Visitor:
    """Asks an app without a network between; `asked` counts what it in turn really asks for."""

    def __init__(self, app):
        self._app, self.asked = app, Counter()

    def get(self, path, headers=PLAIN, method="GET"):
        return asyncio.run(self._get(path, headers, method))

    async def _get(self, path, headers, method):
        sent = []
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "root_path": "", "query_string": b"", "headers": raw}

        async def receive():
            await asyncio.Event().wait()

        async def send(message):
            sent.append(message)

        await self._app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Reply(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "b.js").write_bytes(TEXT)
    (tmp_path / "main.js").write_text('import { a } from "./b.js";\nexport function show() { return a; }\n')
    (tmp_path / "thread.js").write_text('import { a } from "./b.js";\nexport const b = a;\n')
    (tmp_path / "pages" / "game.js").write_text("export default function game() {}\n")
    (tmp_path / "picture.png").write_bytes(bytes(5000))
    return tmp_path


@pytest.fixture
def visitor(folder):
    async def private(_):
        return Response(TEXT, media_type="text/javascript", headers={"cache-control": FOREVER, "set-cookie": "a=b"})

    assets = Assets(folder)

    async def counted(scope, receive, send):
        visitor.asked[scope["path"]] += 1
        await assets(scope, receive, send)

    paths = [Route("/static/private.js", private), Mount("/assets", counted)]
    visitor = Visitor(Starlette(routes=paths, middleware=[Middleware(Packed, most=20_000)]))
    return visitor


def test_an_edit_gives_a_new_name_and_the_same_files_the_same(folder, tmp_path_factory):
    before = edition(folder)
    twin = tmp_path_factory.mktemp("twin")
    for file in folder.rglob("*.*"):
        (twin / file.relative_to(folder)).parent.mkdir(exist_ok=True)
        (twin / file.relative_to(folder)).write_bytes(file.read_bytes())
    assert edition(twin) == before
    (folder / "b.js").write_text("export const a = 2;\n")
    assert edition(folder) != before
    (folder / "b.js").write_bytes(TEXT)
    assert edition(folder) == before
    (folder / "c.js").touch()
    assert edition(folder) != before


def test_the_present_edition_may_be_kept_and_an_older_page_gets_the_file_of_now(visitor, folder):
    old = f"/assets/{edition(folder)}"
    assert visitor.get(f"{old}/b.js").headers["cache-control"] == FOREVER
    assert visitor.get("/assets/b.js").headers["cache-control"] == "no-cache"
    (folder / "pages" / "game.js").write_text("export default function other() {}\n")
    for path in ("pages/game.js", "all.js"):
        answer = visitor.get(f"{old}/{path}")
        assert "other()" in answer.text
        assert answer.headers["cache-control"] == "no-cache"
    (folder / "b.js").write_text("export const a = 3;\n")
    assert "a = 3" in visitor.get(f"/assets/{edition(folder)}/all.js").text
    assert visitor.get(f"{old}/nothing.js").status == 404
    assert visitor.get("/assets/v-/../../secret").status == 404


def test_all_scripts_come_in_one_and_each_runs_once(visitor, folder):
    text = visitor.get(f"/assets/{edition(folder)}/all.js").text
    assert text.count("the forger and the detective") == 100
    for name in ("main.js", "thread.js", "pages/game.js"):
        assert f'"{name}": module' in text
    assert "import" not in text


def test_the_app_s_own_scripts_can_be_joined():
    text = Visitor(Assets(STATIC)).get("/all.js").text
    for page in (STATIC / "pages").glob("*.js"):
        assert f'"pages/{page.name}": module' in text


def test_it_is_packed_for_those_who_ask_and_kept(visitor, folder):
    path = f"/assets/{edition(folder)}/b.js"
    for _ in range(3):
        answer = visitor.get(path, PACKED)
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) < len(TEXT) / 10
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == FOREVER
        assert answer.body == TEXT
    assert visitor.asked[path] == 1
    plain = visitor.get(path, PLAIN)
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    assert plain.body == TEXT
    part = visitor.get(path, PACKED | {"range": "bytes=7-11"})
    assert (part.status, part.body) == (206, TEXT[7:12])


def test_a_picture_is_left_as_it_is(visitor, folder):
    answer = visitor.get(f"/assets/{edition(folder)}/picture.png", PACKED)
    assert "content-encoding" not in answer.headers
    assert answer.body == bytes(5000)


def test_who_has_it_is_told_that_nothing_has_changed(visitor, folder):
    path = f"/assets/{edition(folder)}/b.js"
    for asked in (PACKED, PLAIN):
        tag = visitor.get(path, asked).headers["etag"]
        answer = visitor.get(path, asked | {"if-none-match": tag})
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["vary"] == "Accept-Encoding"
    head = visitor.get(path, PACKED, method="HEAD")
    assert (head.status, head.raw) == (200, b"")
    assert head.headers["vary"] == "Accept-Encoding"


def test_only_what_stays_is_kept_and_no_more_than_there_is_room_for(visitor, folder):
    visitor.get("/static/private.js", PACKED)
    assert "set-cookie" in visitor.get("/static/private.js", PACKED).headers
    old = "/assets/v-old/b.js"
    for _ in range(2):
        assert visitor.get(old, PACKED).body == TEXT
    assert visitor.asked[old] == 2
    for k in range(10):
        (folder / f"{k}.png").write_bytes(bytes(4000))
    here = f"/assets/{edition(folder)}"
    for k in [*range(10), 9, 8, 0]:
        assert visitor.get(f"{here}/{k}.png", PACKED).body == bytes(4000)
    assert [visitor.asked[f"{here}/{k}.png"] for k in (0, 8, 9)] == [2, 1, 1]


def test_who_comes_while_it_is_packed_waits_for_it(visitor, folder):
    path = f"/assets/{edition(folder)}/b.js"

    async def crowd():
        return await asyncio.gather(*(visitor._get(path, PACKED, "GET") for _ in range(20)))

    assert {reply.body for reply in asyncio.run(crowd())} == {TEXT}
    assert visitor.asked[path] == 1
