// What runs in the browser's workers. The first message brings the book and the kernel, and what this one is for: to
// train, where all others are commands, or to judge, where a port brings what there is to judge.

import { sitting } from "./court.js";
import { Office } from "./office.js";
import { aloud } from "./shift.js";
import { TwinsOffice } from "./twins-office.js";

let office = null;
let turn = Promise.resolve(); // commands are taken one after the other

self.onmessage = ({ data }) => {
  if (data.judges) return sitting(data);
  if (!office) {
    const tell = (message) => (message instanceof ArrayBuffer ? self.postMessage(message.slice()) : self.postMessage(JSON.stringify(message)));
    office = new (data.book.twins ? TwinsOffice : Office)(data.book, data.kernel, tell, data.judging);
  } else turn = turn.then(() => office.hear(data)).catch(aloud);
};
