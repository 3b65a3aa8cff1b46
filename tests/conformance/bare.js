// Lays one page out at letter sizes (%) and widths of its column (px), as reading apps do, and
// answers with what is wrong.
document.body.style.overflowWrap = "anywhere";
const found = [];
let readings = 0;
for (const [size, widths] of SIZES) for (const width of widths) {
  document.documentElement.style.fontSize = size + "%";
  document.body.style.inlineSize = width + "px";
  const { left, right, top, bottom } = document.body.getBoundingClientRect();
  const [start, end] = getComputedStyle(document.body).writingMode === "vertical-rl" ? [top, bottom] : [left, right];
  const told = faults(document, (box) => box.start > start - 1 && box.end < end + 1 ? 0 : undefined);
  readings += told.readings;
  found.push(...told.faults.map((fault) => `${width}px ${size}% ${fault}`));
}
return { readings, faults: found.slice(0, 20), count: found.length };
