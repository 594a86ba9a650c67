"""A page asks its source alone: what was recorded from a socket plays on the same page, without a server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.app import wait_for
from tests.e2e.conftest import Arena

pytestmark = pytest.mark.browser

RECORD = """() => {
  window.heard = []
  const Real = WebSocket
  window.WebSocket = class extends Real {
    set onmessage(handler) { super.onmessage = (event) => { heard.push(event.data); handler(event) } }
  }
}"""
REPLAY = """async () => {
  const { LivePage } = await import('/assets/kit/live-page.js')
  const { decode } = await import('/assets/kit/frames.js')
  const { default: game } = await import('/assets/pages/game.js')
  window.sent = []
  class Recording {
    constructor({ onText, onFrame }) {
      const play = (data) => (typeof data === 'string' ? onText(JSON.parse(data)) : onFrame(decode(data)))
      heard.slice().forEach((data, i) => setTimeout(() => play(data), 20 * i))
    }
    send(command) { sent.push(command) }
    close() {}
  }
  const root = document.createElement('div')
  root.className = 'gd'
  root.dataset.testid = 'replayed'
  document.querySelector('.gd').replaceWith(root)
  const about = { missions: [] }
  const experiments = [{ data: 'ring8', seed: '0' }]
  const data = { page: 'game', key: 'replayed', base: '', experiments, kind: 'points', about }
  const live = new LivePage(root, data, game, (handlers) => new Recording(handlers))
  live.update({ ...data, vocabulary: JSON.parse(vocabulary) })
}"""


def test_a_recording_plays_on_the_page_of_the_socket(page: Page, app: str):
    page.add_init_script(f"({RECORD})()")
    page.goto(f"{app}/?data=ring8")
    live = Arena(page).opened()
    wait_for(lambda: live.step() > 40)
    page.evaluate(
        """() => {
          const vault = heard.find((data) => typeof data !== 'string')
          const length = new DataView(vault).getUint32(0, true)
          const header = JSON.parse(new TextDecoder().decode(new Uint8Array(vault, 4, length)))
          window.vocabulary = JSON.stringify(header.vocabulary)
        }"""
    )
    page.evaluate(REPLAY)
    replayed = page.get_by_test_id("replayed")
    expect(replayed).to_have_attribute("data-step", re.compile(r"\d{2,}"))
    expect(replayed.locator(".gd-sentence")).not_to_be_empty()
    replayed.get_by_test_id("play").click()
    assert {"type": "pause"} in page.evaluate("sent")
