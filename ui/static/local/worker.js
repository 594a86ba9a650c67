// What runs in the browser's worker: the first message brings the book and the kernel, the others are commands.

import { Office } from "./office.js";
import { TwinsOffice } from "./twins-office.js";

let office = null;
let turn = Promise.resolve(); // commands are taken one after the other

self.onmessage = ({ data }) => {
  if (!office) {
    const tell = (message) => (message instanceof ArrayBuffer ? self.postMessage(message.slice()) : self.postMessage(JSON.stringify(message)));
    office = new (data.book.twins ? TwinsOffice : Office)(data.book, data.kernel, tell);
  } else turn = turn.then(() => office.hear(data)).catch((fault) => setTimeout(() => { throw fault; }));
};
