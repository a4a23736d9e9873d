// extract.mjs - what @mozilla/readability takes for the article of each page.
//
// Reads a JSON array of pages from standard input, writes one of {title, text} to standard output.
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

let input = "";
process.stdin.setEncoding("utf-8");
for await (const piece of process.stdin) input += piece;

const read = (page) => {
  const article = new Readability(parseHTML(page).document).parse();
  return { title: article?.title ?? "", text: article?.textContent ?? "" };
};
process.stdout.write(JSON.stringify(JSON.parse(input).map(read)));
