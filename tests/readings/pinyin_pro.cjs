// Reads a JSON object {segmentit, texts} on standard input and writes, for each text, one
// syllable a code point: tone numbers, 0 for the neutral tone, "" for what is not read.
// Sandhi is off, so that 一 and 不 are compared in citation tone.
const { pinyin } = require(process.argv[2]);
const { segmentit, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const options = { type: "all", toneType: "num", toneSandhi: false, ...(segmentit && { segmentit }) };
const read = (text) => pinyin(text, options).map((character) => character.pinyin);
process.stdout.write(JSON.stringify(texts.map(read)));
