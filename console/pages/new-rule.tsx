import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { one } from '../address.ts';
import { useSpeech } from '../i18n/language.tsx';
import { newRuleWords } from '../i18n/new-rule.ts';
import type { RuleDetail } from '../operations.ts';
import { queries } from '../queries.ts';
import { placeIn } from './new-rule/place.ts';
import { FromNothing } from './new-rule/from-nothing.tsx';
import { Writing } from './new-rule/writing.tsx';

const route = getRouteApi('/frame/new-rule');
const nowhere = { table: 'api_activity', time: '', file: '', position: 0 } as const;

/** A new rule: of the fields of an event, of the text of another rule, or of nothing. */
export function NewRulePage() {
  const { say } = useSpeech();
  const search = route.useSearch();
  const place = placeIn(search);
  const like = one(search, 'like');
  const event = useQuery({ ...queries.eventFields(place ?? nowhere), enabled: place !== undefined });
  const other = useQuery({ ...queries.rule(like ?? ''), enabled: like !== undefined });
  const title = say(newRuleWords.title);
  if (event.data !== undefined) return <Writing key={JSON.stringify(place)} title={title} event={event.data} />;
  if (other.data !== undefined) return <Writing key={like} title={title} text={copyOf(other.data)} />;
  return <FromNothing title={title} />;
}

/** The text of a rule without its id, which is the other rule's. */
const copyOf = ({ source }: RuleDetail): string => source.replace(/^id:.*\n/m, '');
