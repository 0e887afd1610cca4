import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { settingsWords } from '../../i18n/settings.ts';
import type { Sentence } from '../../i18n/words.ts';
import type { SystemState } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Widget } from '../../parts/widget.tsx';
import { queries } from '../../queries.ts';

/** Version, time of running, what was read, and where it is kept. */
export function Running() {
  const { say } = useSpeech();
  const { bytes } = useFigures();
  const { data: system } = useSuspenseQuery(queries.system);
  const { version, node, startedAt, watched, lake, store, language } = system;
  const { last, ...files } = system.files;
  const lakeWords = lake.place === 'server' ? settingsWords.lakeServer : settingsWords.lakeInside;
  const facts: readonly (readonly [Sentence, ReactNode])[] = [
    [settingsWords.version, say(settingsWords.versionOn, { version, node })],
    [settingsWords.since, <Since key="since" at={startedAt} />],
    [settingsWords.files, say(settingsWords.filesOf, files)],
    [settingsWords.lastFile, <Moment key="last" at={last} zoned />],
    [settingsWords.watched, <Watched key="watched" places={watched} />],
    [settingsWords.lake, say(lakeWords, { size: bytes(lake.bytes) })],
    [settingsWords.store, say(settingsWords.storeOf, { store: stores[store.dialect], size: bytes(store.bytes) })],
    [settingsWords.terminal, language === 'ja' ? '日本語' : 'English'],
  ];
  return (
    <Widget title={say(settingsWords.runningTitle)}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <Fact key={name.ja} name={say(name)}>
            {value}
          </Fact>
        ))}
      </dl>
    </Widget>
  );
}

const stores: Readonly<Record<SystemState['store']['dialect'], string>> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Since({ at }: { at: string }) {
  const { say } = useSpeech();
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 60_000));
  const parts: readonly (readonly [Sentence, number])[] = [
    [settingsWords.uptimeDays, Math.floor(minutes / 1440)],
    [settingsWords.uptimeHours, Math.floor(minutes / 60) % 24],
    [settingsWords.uptimeMinutes, minutes % 60],
  ];
  const told = parts.filter(([, count], index) => count > 0 || (minutes === 0 && index === 2));
  return (
    <>
      <Moment at={at} zoned /> ({told.map(([words, count]) => say(words, { count })).join(' ')})
    </>
  );
}

function Watched({ places }: { places: readonly string[] }) {
  const { say } = useSpeech();
  if (places.length === 0) return say(settingsWords.watchedNone);
  return (
    <ul className="plain">
      {places.map((place) => (
        <li key={place}>
          <Raw mono of={place} />
        </li>
      ))}
    </ul>
  );
}
