// Looks at the readings of one page, at widths (px) and letter sizes (%), and writes into its
// body what is wrong: syllables that a line's end cuts, that stand away from their character,
// touch the next one, reach into the line above, or stand outside of the column.
(() => {
  const [widths, sizes] = [WIDTHS, SIZES];
  const found = new Set(), range = document.createRange();
  let seen = 0;
  document.body.style.overflowWrap = "anywhere"; // as reading apps do

  const boxes = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((box) => box.width);
  };
  const middle = (box) => (box.left + box.right) / 2;
  const characters = (ruby) =>
    [...ruby.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      .flatMap((node) => [...node.data].map((_, at) => boxes(node, at, at + 1)[0]));
  const syllables = (ruby) => {
    const all = [];
    for (const rt of ruby.querySelectorAll("rt")) {
      const walker = document.createTreeWalker(rt, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); )
        for (const match of node.data.matchAll(/[^ ]+/g))
          all.push(boxes(node, match.index, match.index + match[0].length));
    }
    return all;
  };

  for (const size of sizes) for (const width of widths) {
    document.documentElement.style.fontSize = size + "%";
    document.body.style.width = width + "px";
    const { left, right } = document.body.getBoundingClientRect();
    let last = null, line = { top: -1e9, bottom: -1e9 }, above = -1e9;
    for (const ruby of document.querySelectorAll("ruby")) {
      const bases = characters(ruby), readings = syllables(ruby);
      const edge = ruby.closest("table") ? 1e9 : right + 1; // wide tables are scrolled
      const fault = (what) => found.add(`${width}px ${size}% ${what} ${ruby.textContent}`);
      for (const base of bases) {
        if (base.top > line.bottom) { above = line.bottom; line = base; }
        else if (base.bottom < line.top) { above = -1e9; line = base; } // another column, a cell
        if (base.right > edge) fault("has outside the word");
      }
      readings.forEach((parts, at) => {
        seen += 1;
        const box = parts[0];
        if (parts.length !== 1) return fault(parts.length ? "cuts" : "hides");
        if (box.right > edge || box.left < left - 1) fault("has outside");
        if (last && Math.abs(last.top - box.top) < 3 && box.left > last.left && box.left - last.right < 1)
          fault("fuses with the syllable before");
        last = box;
        if (box.bottom - box.height * .2 < above && box.top > above - 200) fault("runs into the line above");
        const own = readings.length === bases.length ? bases[at] : null;
        if (!own) return;
        const gap = own.top - box.bottom;
        if (Math.abs(middle(box) - middle(own)) > own.width * .8 || gap < -own.height * .4 || gap > own.height * .5)
          fault("tears");
      });
    }
  }
  document.body.textContent = seen + JSON.stringify([...found].slice(0, 20));
})();
