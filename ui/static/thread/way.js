// Among the ways to the pages: the button that takes up the guided path where it was left, or puts it aside.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Path } from "./path.js";

export class Way {
  constructor(root, data) {
    this.path = new Path(data);
    this.button = h("button", { type: "button", class: "th-way", "data-testid": "path", onclick: () => this.press() }, "");
    root.replaceChildren(this.button);
    this.onProgress = () => this.show();
    addEventListener("forger:progress", this.onProgress);
  }

  update() {
    this.show();
  }

  press() {
    const { path } = this;
    if (path.on) path.keep({ on: false });
    else if (path.begun) path.keep({ on: true });
    else path.go(0);
  }

  show() {
    this.button.setAttribute("aria-pressed", String(this.path.on));
    setText(this.button, this.path.on ? t("Leave the path") : this.path.begun ? t("Go on with the path") : t("Guided path"));
  }

  close() {
    removeEventListener("forger:progress", this.onProgress);
  }
}
