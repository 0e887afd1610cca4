import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSpeech } from '../i18n/language.tsx';
import { newRuleWords } from '../i18n/new-rule.ts';
import { queries } from '../queries.ts';
import { Writing } from './new-rule/writing.tsx';

const route = getRouteApi('/frame/rules/$id/edit');

/** A rule that was written here, to be changed. */
export function EditRulePage() {
  const { say } = useSpeech();
  const { id } = route.useParams();
  const { data: rule } = useSuspenseQuery(queries.rule(id));
  return <Writing key={id} title={say(newRuleWords.editTitle)} text={rule.source} />;
}
