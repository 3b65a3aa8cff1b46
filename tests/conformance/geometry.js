// What is wrong with a page as it was laid out, found by the boxes of its text. Both functions
// are asked by the scripts that lay pages out: bare, and in a reading app.

// Lists the faults of a document: text and pictures that stand outside of their column, text
// that runs into other text, and readings that a line's end cuts, that stand away from their
// character, touch the next one, or reach into the line above.
//
// Directions are those of the text, so that columns from right to left are judged as lines
// are: "before" a line is above it, in columns at its right. `column(box)` tells in which
// column a box stands, as a number, or undefined where it is outside of all.
function faults(doc, column) {
  const view = doc.defaultView;
  const vertical = view.getComputedStyle(doc.body).writingMode === "vertical-rl";
  const found = new Set(), range = doc.createRange();
  let readings = 0;

  const turned = ({ left, right, top, bottom }) => vertical
    ? { start: top, end: bottom, before: -right, after: -left }
    : { start: left, end: right, before: top, after: bottom };
  const boxes = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((box) => box.width && box.height).map(turned);
  };
  const texts = (root) => {
    const walker = doc.createTreeWalker(root, view.NodeFilter.SHOW_TEXT), all = [];
    for (let node; (node = walker.nextNode()); ) if (node.data.trim()) all.push(node);
    return all;
  };
  const middle = (box) => (box.start + box.end) / 2;
  const say = (what, text) => found.add(`${what}: ${text.trim().slice(0, 30)}`);

  // The ink of each piece of a line, by the column that it stands in.
  const columns = new Map();
  const sizes = new Map();
  for (const node of texts(doc.body)) {
    const parent = node.parentElement;
    if (parent.closest("svg, rp")) continue;
    if (!sizes.has(parent)) sizes.set(parent, parseFloat(view.getComputedStyle(parent).fontSize));
    // Spaces hang over the ends of lines: they are left out.
    for (const box of [...node.data.matchAll(/\S+/g)].flatMap(({ index, 0: text }) => boxes(node, index, index + text.length))) {
      // A ruby with a long reading has room around each of its characters, into which the
      // browser lets its neighbours reach.
      const size = sizes.get(parent), centre = (box.before + box.after) / 2;
      const room = parent.localName === "ruby" ? Math.max(0, (box.end - box.start) / node.length - size) / 2 : 0;
      const ink = {
        start: box.start + 1 + room, end: box.end - 1 - room,
        before: centre - size * .4, after: centre + size * .4, node,
      };
      const at = column(ink);
      if (at === undefined) say("is cut off", node.data);
      else if (columns.has(at)) columns.get(at).push(ink);
      else columns.set(at, [ink]);
    }
  }
  for (const picture of doc.body.querySelectorAll("img, svg, hr"))
    if (column(turned(picture.getBoundingClientRect())) === undefined) say("is cut off", picture.outerHTML);
  for (const inks of columns.values()) {
    inks.sort((a, b) => a.before - b.before);
    let near = [];
    for (const ink of inks) {
      near = near.filter((other) => other.after > ink.before);
      for (const other of near)
        if (other.start < ink.end && ink.start < other.end && other.node !== ink.node)
          say("runs into other text", `${other.node.data.trim().slice(0, 12)} | ${ink.node.data.trim()}`);
      near.push(ink);
    }
  }

  let last = null, line = { before: -1e9, after: -1e9 }, above = -1e9;
  for (const ruby of doc.querySelectorAll("ruby")) {
    if (ruby.closest("thead") && !ruby.getClientRects().length) continue; // the cells name it
    const bases = [...ruby.childNodes].filter((node) => node.nodeType === 3)
      .flatMap((node) => [...node.data].map((_, at) => boxes(node, at, at + 1)[0]));
    for (const base of bases) {
      if (base.before > line.after) { above = line.after; line = base; }
      else if (base.after < line.before) { above = -1e9; line = base; } // another column, a cell
    }
    const syllables = [...ruby.querySelectorAll("rt")].flatMap(texts)
      .flatMap((node) => [...node.data.matchAll(/[^ ]+/g)].map(({ index, 0: text }) => boxes(node, index, index + text.length)));
    syllables.forEach((parts, at) => {
      readings += 1;
      const box = parts[0];
      if (parts.length !== 1) return say(parts.length ? "is cut at a line's end" : "is hidden", ruby.textContent);
      const height = box.after - box.before, ink = { ...box, before: box.before + height * .15, after: box.after - height * .15 };
      if (column(ink) === undefined) say("has a reading outside", ruby.textContent);
      if (last && Math.abs(last.before - box.before) < 3 && box.start > last.start && box.start - last.end < 1)
        say("fuses with the syllable before", ruby.textContent);
      last = box;
      if (box.after - height * .2 < above && box.before > above - 200) say("runs into the line above", ruby.textContent);
      const own = syllables.length === bases.length ? bases[at] : null;
      if (!own) return;
      const gap = own.before - box.after, size = own.after - own.before;
      if (Math.abs(middle(box) - middle(own)) > (own.end - own.start) * .8 || gap < -size * .4 || gap > size * .5)
        say("has a reading that is torn away", ruby.textContent);
    });
  }
  return { readings, vertical, faults: [...found] };
}

// Finds the text of a document that is hardest to see on black, and its contrast.
function dimmest(doc) {
  const part = (value) => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  let contrast = 21, hidden = "";
  for (const each of doc.body.querySelectorAll("*")) {
    const says = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says || each.closest("a[href]:not([class])")) continue; // links take the app's colour
    const style = doc.defaultView.getComputedStyle(each);
    const colour = each.namespaceURI.endsWith("svg") ? style.fill : style.color;
    const ratio = (luminance(colour.match(/[\d.]+/g).slice(0, 3).map(Number)) + .05) / .05;
    if (ratio < contrast) [contrast, hidden] = [ratio, each.outerHTML.slice(0, 80)];
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)") [contrast, hidden] = [0, "background of " + each.outerHTML.slice(0, 80)];
  }
  return { contrast, hidden };
}
