// A program of its own for the test that kills it: writes audit events into the folder argv[2], and tells on standard
// output how many were written, as an answer to a caller would.
import { createLog, systemClock } from '#kernel';
import { AuditFiles } from './audit-files.ts';

const files = new AuditFiles(process.argv[2] ?? '', { clock: systemClock, log: createLog('silent') });
for (let number = 1; ; number += 1) {
  files.append({ number, padding: 'x'.repeat(500) });
  files.keep();
  await new Promise((resolve) => process.stdout.write(`${number}\n`, resolve));
}
