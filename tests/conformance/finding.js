// Asks the browser's own search and selection about one page, and writes the answers into it:
// how often the word is found, what a selection of everything copies, and the least contrast
// of text in a dark theme.
(() => {
  const selection = getSelection();
  selection.removeAllRanges();
  let count = 0;
  while (count < 10000 && window.find(WORD, true, false, false)) count += 1;
  selection.removeAllRanges();
  selection.selectAllChildren(document.body);
  const copied = selection.toString();
  selection.removeAllRanges();

  document.documentElement.style.cssText = "background: #000; color: #ddd";
  const part = (value) => (value /= 255) <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  let contrast = 21, hidden = "";
  for (const each of document.body.querySelectorAll("*")) {
    const says = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says || each.closest("a[href]:not([class])")) continue; // links take the app's colour
    const style = getComputedStyle(each);
    const colour = each.namespaceURI.endsWith("svg") ? style.fill : style.color;
    const ratio = (luminance(colour.match(/[\d.]+/g).slice(0, 3).map(Number)) + .05) / .05;
    if (ratio < contrast) [contrast, hidden] = [ratio, each.outerHTML.slice(0, 80)];
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)") [contrast, hidden] = [0, "background of " + each.outerHTML.slice(0, 80)];
  }
  document.body.textContent = JSON.stringify({ count, copied, contrast, hidden });
})();
