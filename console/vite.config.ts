import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** `npx vite console` serves the page while it is worked on; calls go to the Yagura that runs beside it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), fontFiles()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    // The policy of the page allows styles and scripts from its own origin only: nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  server: { proxy: { '^/(call|sign-in|sign-out|push)': { target: 'http://127.0.0.1:7979' } } },
});

/**
 * Cloudscape's style sheet carries its fonts as text, which every reader would have to load before anything is drawn.
 * As files they come later, and only those that a page uses.
 */
function fontFiles(): Plugin {
  const carried = /url\(['"]?data:font\/woff2;base64,([^'")]+)['"]?\)/g;
  return {
    name: 'font-files',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('global-styles/index.css')) return undefined;
      let number = 0;
      return code.replaceAll(carried, (_, base64: string) => {
        const source = Buffer.from(base64, 'base64');
        const reference = this.emitFile({ type: 'asset', name: `open-sans-${++number}.woff2`, source });
        return `url(__VITE_ASSET__${reference}__)`;
      });
    },
  };
}
