import { simulate } from '/work/wt-policy/src/simulate/index.ts';
import { ownJudge, foundInFiles } from '/work/wt-policy/bench/quality/judged.ts';
const judge = await ownJudge();
for (const seed of [1,2]) {
  const found = await foundInFiles(judge, simulate({ days: 30, until: new Date('2026-11-20T03:00:00Z'), seed, stories: [] } as any));
  console.log(seed, found.length, found.map(f=>`${f.finding.severity} ${f.finding.type} ${f.finding.principal} ${f.finding.count}`).sort().join('\n'));
}
