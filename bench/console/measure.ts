import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Slows the processor of the browser down so many times, as a machine that is that much slower would be. */
export async function throttle(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

const Painted = z.object({ paint: z.number(), shift: z.number() });

/** Opens an address: milliseconds until something is painted, and until what was waited for is there; how much moved meanwhile. */
export async function opening(page: Page, url: string, there: (page: Page) => Promise<unknown>) {
  const started = performance.now();
  await page.goto(url);
  await there(page);
  const ready = performance.now() - started;
  const seen = await page.evaluate(`new Promise((resolve) => {
    let shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
    setTimeout(() => resolve({ paint, shift }), 300);
  })`);
  return { ...Painted.parse(seen), ready };
}

/** Begins to note how long each input takes until the next painting; in place before anything is done. */
export async function watchInput(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    globalThis.inputs = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.interactionId) globalThis.inputs.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 });
  })()`);
}

/** Milliseconds of a processor that the page's main thread has used so far: what others run meanwhile does not count. */
export async function watchWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
}

interface Act {
  readonly act: () => Promise<unknown>;
  readonly there: () => Promise<unknown>;
  readonly worked: () => Promise<number>;
}

/**
 * Does something: milliseconds until the page was painted anew (0: less than 16), until what was waited for is there,
 * and what the main thread worked for it until the painting, and for all of it.
 */
export async function acting(page: Page, { act, there, worked }: Act) {
  await page.evaluate('globalThis.inputs.length = 0');
  const before = await worked();
  const started = performance.now();
  await act();
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const soon = (await worked()) - before;
  await there();
  const ready = performance.now() - started;
  await page.waitForTimeout(300);
  const inputs = z.array(z.number()).parse(await page.evaluate('globalThis.inputs'));
  return { paint: Math.max(0, ...inputs), ready, soon, work: (await worked()) - before };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
