/* Convert texts by opencc-js: JSON [[from, to, text], ...] in, [text, ...] out. */
import { readFileSync, writeFileSync } from "node:fs";
import * as OpenCC from "opencc-js";

const converters = new Map();

function convert([from, to, text]) {
  const key = `${from} ${to}`;
  if (!converters.has(key)) converters.set(key, OpenCC.Converter({ from, to }));
  return converters.get(key)(text);
}

writeFileSync(1, JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(convert)));
