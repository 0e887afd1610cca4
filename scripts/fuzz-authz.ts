// `npm run fuzz:authz [-- COUNT [SEED]]`: the engine, the questions, the analysis and the service over HTTP beside Cedar's own library on COUNT
// random cases, with four requests or so each. The same seed makes the same cases.
import { spawnSync } from 'node:child_process';

const [count = '25000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`${count} cases of seed ${seed}.`);
const folders = ['engine', 'questions', 'analysis', 'typed-values', 'as-cedar-decides'].map(
  (name) => `src/authz/${name}`,
);
const { status } = spawnSync('npx', ['vitest', 'run', '--testTimeout=0', ...folders], {
  stdio: 'inherit',
  env: { ...process.env, YAGURA_FUZZ_CASES: count, YAGURA_FUZZ_SEED: seed },
});
process.exitCode = status ?? 1;
