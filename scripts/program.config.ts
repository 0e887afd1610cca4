// Puts the program together: a command loads some thirty files instead of a thousand (decision 0032).
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  root,
  publicDir: false,
  plugins: [registries()],
  build: {
    ssr: 'src/main.ts', // what it needs of packages stays in them
    outDir: 'dist/program',
    target: 'node20.19',
    minify: false, // people read stack traces
    sourcemap: true,
    reportCompressedSize: false,
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
  },
});

/**
 * A folder that is a registry is read here instead of by whoever runs the program. Its modules become one file, that is
 * loaded when the folder is asked for; but commands stay apart, since one of them is loaded at a time.
 */
function registries(): Plugin {
  const asked = /\bfolder(<.+>)?\(\s*new URL\('([^']+)', import\.meta\.url\)/g;
  const together = '\0together:';
  return {
    name: 'registries',
    enforce: 'pre',
    transform(code, id) {
      const given = code.replaceAll(asked, (_, type: string = '', place: string) => {
        const path = join(dirname(id), place);
        const load = place === 'commands/' ? apart : (name: string) => from(together + path, name);
        return `folder${type}({ ${namesIn(path)
          .map((name) => `${quoted(name)}: ${load(name, path)}`)
          .join()} }`;
      });
      return given === code ? undefined : { code: given, map: null };
    },
    resolveId: (id) => (id.startsWith(together) ? id : undefined),
    load(id) {
      if (!id.startsWith(together)) return undefined;
      const path = id.slice(together.length);
      return namesIn(path)
        .map((name) => `export { default as ${quoted(name)} } from ${quoted(`${join(path, name)}.ts`)};`)
        .join('\n');
    },
  };
}

const quoted = (text: string): string => JSON.stringify(text);
const apart = (name: string, path: string): string => `() => import(${quoted(`${join(path, name)}.ts`)})`;
const from = (module: string, name: string): string =>
  `async () => ({ default: (await import(${quoted(module)}))[${quoted(name)}] })`;

/** The modules of a folder by their names without ending, as `folder` of the kernel sees them. */
const namesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test|\.contract)\.ts$/.test(name))
    .toSorted()
    .map((name) => name.slice(0, -3));
