// What the frame's loader calls, at every run of the frame, whatever page is open.

import { explain } from "./kit/term.js";
import { keepHere, keepLanguage, showHere } from "./kit/ways.js";
import { Step } from "./thread/step.js";
import { Way } from "./thread/way.js";

const mounted = new WeakMap();
keepLanguage();
keepHere();

export function show(root, data) {
  if (data.terms) explain(data.terms, `${data.base}/glossary`);
  if (!mounted.has(root)) mounted.set(root, data.place === "way" ? new Way(root, data) : new Step(root, data));
  mounted.get(root).update(data);
  if (data.place === "way") showHere({ moved: true }); // the button has moved all the ways to the right
  return () => {
    mounted.get(root)?.close();
    mounted.delete(root);
  };
}
