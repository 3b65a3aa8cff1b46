// Asks the browser's own search and selection about one page: how often the word is found,
// what a selection of everything copies, and which text is hard to see in a dark theme.
const selection = getSelection();
selection.removeAllRanges();
let count = 0;
while (count < 10000 && window.find(WORD, true, false, false)) count += 1;
selection.removeAllRanges();
selection.selectAllChildren(document.body);
const copied = selection.toString();
selection.removeAllRanges();
document.documentElement.style.cssText = "background: #000; color: #ddd";
return { count, copied, ...dimmest(document) };
