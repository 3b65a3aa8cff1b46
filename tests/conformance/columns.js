// Lays a page of columns out, each ten characters high or so, and answers with what is wrong with the
// way of the writing: characters go down, columns go left, readings stand at the right of
// their characters, and no mark that ends a clause stands on the head of a column.
document.body.style.inlineSize = "200px";
const range = document.createRange(), found = [];
let columns = 0, readings = 0, marks = 0;
const box = (node, at) => {
  range.setStart(node, at);
  range.setEnd(node, at + 1);
  return range.getBoundingClientRect();
};
for (const paragraph of document.querySelectorAll("p")) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (parent.closest("rp, rt, .note-ref, .note-mark")) continue;
    for (let at = 0; at < node.length; at += 1) {
      const here = box(node, at), character = node.data[at];
      if (!/[\u2e80-\uffef]/.test(character) || !here.height) continue; // Latin lies on its side
      const isMark = "，。、；：？！」』）》".includes(character);
      marks += isMark;
      if (last && here.left > last.left - 2 && here.left < last.left + 2) {
        if (here.top < last.top) found.push(`${character} stands above the character before`);
      } else if (last) {
        columns += 1;
        if (here.left > last.left) found.push(`${character} begins a column at the right of the last`);
        if (isMark) found.push(`${character} begins a column`);
      }
      last = here;
    }
  }
}
for (const rt of document.querySelectorAll("rt")) {
  readings += 1;
  const base = box(rt.parentElement.firstChild, 0), over = rt.getBoundingClientRect();
  if ((over.left + over.right) / 2 < base.right) found.push(`${rt.textContent} is not at the right`);
}
const mode = getComputedStyle(document.body).writingMode;
return { mode, columns, readings, marks, faults: found.slice(0, 20) };
