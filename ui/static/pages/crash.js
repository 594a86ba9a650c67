// Why GANs crash: a list of failures, and each of them as two live runs, one of which fails.

import { list } from "../crash/list.js";
import { failure } from "../crash/failure.js";

export default function crash(mounted) {
  return mounted.data.section === "all" ? list(mounted) : failure(mounted);
}
