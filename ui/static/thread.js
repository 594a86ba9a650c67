// What the frame's loader calls, at every run of the frame, whatever page is open.

import { showHere } from "./kit/ways.js";

export async function show() {
  showHere();
  return () => {};
}
