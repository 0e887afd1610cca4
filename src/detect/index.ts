/**
 * detect: events x rules -> findings. What one event tells is judged while it streams in;
 * what only many events tell is asked of the lake.
 *
 * Invariant: judging the same event again changes nothing.
 * Called by ingest (while events arrive) and cli (detect without a server).
 */
export type { Delivered, Detector } from './detector.ts';
