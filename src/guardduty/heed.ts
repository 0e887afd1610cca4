import type { Finding } from '#findings';
import { autoArchive } from './auto-archive.ts';
import type { GuardDutyContext } from './context.ts';
import { keep, unkept } from './keep.ts';
import { tell, type TellContext } from './told.ts';

export type HeedContext = TellContext & Pick<GuardDutyContext, 'clock'>;

/** Findings that are heeded in one go. */
const chunk = 500;

/**
 * What becomes of findings that were just recorded: filters archive them, and what GuardDuty tells of them is kept.
 * INVARIANT: that is kept last, so that after an end at any moment `catchUp` finds what is left to do.
 */
export async function heed(findings: readonly Finding[], context: HeedContext): Promise<void> {
  for (let start = 0; start < findings.length; start += chunk) {
    const told = await tell(findings.slice(start, start + chunk), context);
    await keep(told, await autoArchive(told, context), context);
  }
}

/** Heeds findings that were recorded without it: by an older version, or just before a process was killed. */
export async function catchUp(context: HeedContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const findings = await unkept(chunk, context);
    if (findings.length === 0) return;
    await heed(findings, context);
  }
}
