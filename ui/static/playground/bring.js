// Sends what a visitor brings to the server, which checks it and answers with a preview, or with a sentence.

import { decode, withPictures } from "../kit/frames.js";
import { t, told } from "../kit/words.js";

export async function bring(base, about, body) {
  const address = `${base}/live/own?about=${encodeURIComponent(JSON.stringify(about))}`;
  const reply = await fetch(address, { method: "POST", body }).catch(() => null);
  if (!reply) throw new Error(t("The server does not answer. What you brought is still here: try again in a moment."));
  if (!reply.ok) throw new Error(told(await reply.json().catch(() => ({}))).message ?? t("The server could not take that."));
  return withPictures(decode(await reply.arrayBuffer()));
}
