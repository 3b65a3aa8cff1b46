// Turns every page of the book that is open in the reading app, asks its search for the word,
// and answers with what is wrong, and with where its pages are turned to.
const { view } = window, { book, renderer } = view;
const found = [];
let readings = 0, contrast = 21, hidden = "", columns = 0;
for (const [index, section] of book.sections.entries()) {
  await view.goTo(index);
  const [{ doc }] = renderer.getContents();
  await doc.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  // Columns of text follow each other along the line, as wide as each other.
  const root = doc.documentElement, style = doc.defaultView.getComputedStyle(root);
  const vertical = style.writingMode === "vertical-rl";
  const { width, height, left, right, top } = root.getBoundingClientRect();
  const [size, across] = vertical ? [height, width] : [width, height];
  const padding = parseFloat(style.paddingInlineStart), gap = parseFloat(style.columnGap);
  const line = size - padding - parseFloat(style.paddingInlineEnd);
  const count = Math.max(1, Math.floor((line + gap) / (parseFloat(style.columnWidth) + gap)));
  const pitch = (line + gap) / count, measure = pitch - gap;
  const start = (vertical ? top : left) + padding, before = vertical ? -right : top;
  const told = faults(doc, (box) => {
    const at = Math.floor((box.start - start + 2) / pitch), from = start + at * pitch;
    columns = Math.max(columns, at + 1);
    const inside = box.end < from + measure + 2 && box.before > before - 1 && box.after < before + across + 1;
    return at >= 0 && inside ? at : undefined;
  });
  readings += told.readings;
  found.push(...told.faults.map((fault) => `${section.id} ${fault}`));
  const dim = dimmest(doc);
  if (dim.contrast < contrast) ({ contrast, hidden } = dim);
}
let hits = 0;
for await (const result of view.search({ query: WORD, matchCase: true })) hits += result.subitems?.length ?? 0;
view.clearSearch();
await view.goTo(Math.min(SHOWN, book.sections.length - 1));
return { readings, columns, faults: found.slice(0, 20), count: found.length, contrast, hidden, hits, direction: book.dir };
