"""The playground in a browser: settings that change a run, points that are drawn and learnt, what is taken home."""

from __future__ import annotations

import json
import math

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for

pytestmark = pytest.mark.browser


def test_settings_a_drawing_and_what_is_taken_home(page: Page, app: str):
    page.goto(f"{app}/playground?data=ring8&batch=32&g_width=16&d_width=16")
    root = page.locator(".gd")
    wait_for(lambda: int(root.get_attribute("data-step") or -1) > 2)

    def in_force() -> dict[str, str]:
        return json.loads(root.get_attribute("data-settings") or "{}")

    box = page.get_by_test_id("setting-lr_g").locator("input[type=number]")
    box.fill("0.002")
    box.blur()
    wait_for(lambda: in_force().get("lr_g") == "0.002")
    assert "lr_g=0.002" in page.url
    page.get_by_test_id("settings-undo").click()
    wait_for(lambda: "lr_g" not in in_force())
    box.fill("7")
    box.blur()
    expect(page.locator(".gd-notice")).to_contain_text("from 0 to 1")

    page.get_by_test_id("compare").click()
    differences = page.get_by_test_id("differences")
    expect(differences).to_contain_text("the two are equal")
    loss = page.get_by_test_id("setting-loss").locator("select")
    loss.select_option("wasserstein")
    expect(differences).to_contain_text("wasserstein")
    page.get_by_test_id("compare-stop").click()

    page.get_by_test_id("own").locator("summary").click()
    paper = page.get_by_test_id("sketch")
    around = paper.bounding_box()
    for k in range(40):
        turn = 2 * math.pi * k / 40
        page.mouse.move(
            around["x"] + around["width"] * (0.5 + 0.3 * math.cos(turn)),
            around["y"] + around["height"] * (0.5 + 0.3 * math.sin(turn)),
        )
        if k == 0:
            page.mouse.down()
    page.mouse.up()
    paper.press("ArrowRight")
    paper.press(" ")
    page.get_by_test_id("own-drawn").click()
    expect(page.locator(".pg-preview")).to_contain_text("what the forger will be asked to learn")
    page.get_by_test_id("own-take").click()
    wait_for(
        lambda: in_force().get("data", "").startswith("own-points-") and root.get_attribute("data-status") == "running"
    )
    wait_for(lambda: int(root.get_attribute("data-step") or -1) > 2)

    expect(page.get_by_text("Your points").first).to_be_visible()  # the page's own server knows the new address

    page.get_by_test_id("home").locator("summary").click()
    with page.expect_download() as told:
        page.get_by_test_id("home-settings").click()
    kept = json.loads(told.value.path().read_text())
    assert kept["experiments"][0]["data"] == kept["own"]["name"] == in_force()["data"]
    with page.expect_download() as told:
        page.get_by_test_id("home-weights").click()
    assert b"__metadata__" in told.value.path().read_bytes()[:200]
