import { z } from 'zod';
import { operation } from '#aws';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'PushLogs',
  about:
    'Says whether the caller may send a log file, and records it. The file itself goes to `POST /push`, which asks this first.',
  input: z.strictObject({ file: z.string().min(1).max(500).describe('What the file is called') }),
  output: z.strictObject({}),
  handle: async () => ({}),
});
