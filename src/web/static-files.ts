import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono } from 'hono';
import { Fault } from '#kernel';
import { doneOnce } from './done-once.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.svg']);

interface StaticFile {
  readonly plain: Buffer<ArrayBuffer>;
  readonly gzipped: Buffer<ArrayBuffer> | undefined;
}

/**
 * The built page. Every address that is no file and looks like a page gets `index.html`, which finds its own way.
 * INVARIANT: only files that were listed when the program started are ever opened, so no path leads elsewhere.
 */
export async function staticFiles(folder: string) {
  const names = await listed(folder);
  const read = remember(folder);
  const app = new Hono();

  app.get('*', async (context) => {
    const name = chosen(context.req.path, names);
    const { plain, gzipped } = await read(name);
    const packed = gzipped !== undefined && /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');
    return context.body(packed ? gzipped : plain, 200, {
      'Content-Type': types[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(packed ? { 'Content-Encoding': 'gzip' } : {}),
    });
  });

  return app;
}

async function listed(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return new Set(
    files.map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    ),
  );
}

/** The file that answers a path. Addresses of pages have no ending; a file that is not there is said to be missing. */
function chosen(path: string, names: ReadonlySet<string>): string {
  const wanted = pathOf(path) ?? '.broken';
  if (names.has(wanted)) return wanted;
  if (extname(wanted) !== '' || wanted.startsWith('.'))
    throw new Fault('NotFound', { en: 'There is no such file.', ja: 'そのファイルはありません。' });
  if (names.has('index.html')) return 'index.html';
  throw new Fault('NotFound', {
    en: 'The page has not been built yet. Run `npm run build`, then start again.',
    ja: '画面がまだビルドされていません。`npm run build` を実行してから起動し直してください。',
  });
}

function pathOf(path: string): string | undefined {
  try {
    return decodeURIComponent(path).slice(1);
  } catch {
    return undefined; // a broken escape names no file
  }
}

/** Each file is read when it is asked for first; one that could not be, as while the page is built anew, the next time. */
function remember(folder: string) {
  const files = new Map<string, () => Promise<StaticFile>>();
  return (name: string): Promise<StaticFile> => {
    const file = files.get(name) ?? doneOnce(() => load(join(folder, name)));
    files.set(name, file);
    return file();
  };
}

async function load(file: string): Promise<StaticFile> {
  const plain = await readFile(file);
  const gzipped = compressible.has(extname(file)) ? await promisify(gzip)(plain, { level: 9 }) : undefined;
  return { plain, gzipped };
}
