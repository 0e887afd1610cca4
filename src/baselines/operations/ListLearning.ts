import { z } from 'zod';
import { operation } from '#aws';
import { learningOf, Learning, type LearningContext } from '../learning.ts';

export default operation<LearningContext>()({
  name: 'ListLearning',
  about:
    'How far the baselines of each account are: on how many days it was seen, and what cannot be judged without a database of geography.',
  input: z.strictObject({}),
  output: Learning,
  handle: (_input, context) => learningOf(context),
});
