// One headless Chromium for all tests: reads jobs from standard input, a line of JSON each,
// and writes an answer for each, {"value": …} or {"error": …}.
//
//   {"page": FILE, "script": …}    opens a page of an unpacked book and evaluates the script
//   {"book": FILE, "width": …, "height": …, "styles": CSS, "script": …, "picture": FILE}
//                                  opens the book in foliate-js, the engine of Foliate and
//                                  Readest, and evaluates the script in the host page
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [tools, chromium] = process.argv.slice(2);
const { default: puppeteer } = await import(
  pathToFileURL(join(tools, "puppeteer-core/lib/esm/puppeteer/puppeteer-core.js")));

// Modules and books come from a server: browsers load no modules from files.
const here = dirname(fileURLToPath(import.meta.url));
const types = { ".js": "text/javascript", ".html": "text/html", ".epub": "application/epub+zip" };
let book = "";
const server = createServer(async ({ url }, response) => {
  const path = url === "/book.epub" ? book
    : url.startsWith("/foliate-js/") ? join(tools, url) : join(here, url);
  try {
    const content = await readFile(path);
    response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await puppeteer.launch({
  executablePath: chromium,
  protocolTimeout: 600_000,
  args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"],
});

async function open(job) {
  const page = await browser.newPage();
  try {
    if (job.page) {
      await page.goto(pathToFileURL(job.page).href);
    } else {
      book = job.book;
      await page.setViewport({ width: job.width, height: job.height });
      await page.goto(`${origin}/reader.html`);
      await page.evaluate((styles) => window.open_book(styles), job.styles);
    }
    const value = await page.evaluate(job.script);
    if (job.picture) await page.screenshot({ path: job.picture });
    return { value };
  } finally {
    await page.close();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await open(JSON.parse(line)).catch((error) => ({ error: error.stack }));
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
server.close();
