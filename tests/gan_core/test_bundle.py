"""Scripts that import each other become one; the kernel is the one that its source says."""

import hashlib
import json
import re

import pytest

from gan_core.bundle import bundle
from gan_core.page_file import STATIC, TRAVELS, _words, contents, travels


def test_modules_become_functions(tmp_path):
    (tmp_path / "a.js").write_text('import { two as zwei, Three } from "./b.js";\nimport four from "./c.js";\nzwei;\n')
    (tmp_path / "b.js").write_text("export const two = 2;\nexport class Three {}\nexport async function f() {}\n")
    (tmp_path / "c.js").write_text('import { two } from "./b.js";\nexport default function four() { return two; }\n')
    text = bundle(tmp_path / "a.js")
    assert text.index("module0") < text.index("module1") < text.index("module2")
    assert "const { two: zwei, Three } = module0;" in text
    assert "const four = module1.default;" in text
    assert "return { two, Three, f };" in text
    assert "return { default: four };" in text
    assert "export" not in text


def test_what_a_bundle_does_not_know_is_refused(tmp_path):
    (tmp_path / "a.js").write_text('export * from "./b.js";\n')
    with pytest.raises(ValueError, match="does not know"):
        bundle(tmp_path / "a.js")
    (tmp_path / "a.js").write_text('import { b } from "./a.js";\n')
    with pytest.raises(ValueError, match="way back"):
        bundle(tmp_path / "a.js")


def test_a_file_holds_the_translations_of_all_that_its_scripts_say():
    script = bundle(STATIC / "local" / "twins-file.js")
    script = re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE)
    said = re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', script)
    held = json.loads(re.search(r">(.*)</script>", _words([script]))[1])["es"]["messages"]
    assert len(said) > 50
    assert {json.loads(f'"{sentence}"') for sentence in said} <= held.keys()


def test_the_kernel_was_compiled_from_its_source():
    source, kept = STATIC / "local" / "kernel.c", (STATIC / "local" / "kernel.sha256").read_text()
    assert hashlib.sha256(source.read_bytes()).hexdigest() == kept.split()[0], "run ui/static/local/build.sh"


def test_the_list_of_a_site_leads_to_each_page_and_a_set_that_cannot_travel_is_refused():
    told = [{"experiment": {"data": name}, "about": {"title": f"<{name}>"}} for name in TRAVELS]
    text = contents([*told, told[0] | {"twins": {}}])
    assert '<a href="collapse-ring8.html"' in text
    assert ">Mode collapse: &lt;ring8&gt;</a>" in text
    assert all(
        f'<a href="{name}.html" data-say="&quot;&lt;{name}&gt;&quot;">&lt;{name}&gt;</a>' in text for name in TRAVELS
    )
    assert "--st-text-color: #1d2330" in text
    with pytest.raises(ValueError, match="can hold ring8"):
        travels("own-0")
