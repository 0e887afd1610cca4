import fc from 'fast-check';

/**
 * Properties draw the same cases at each `npm test`, so that what landed once lands again;
 * `npm run test:long` and `npm run fuzz:authz` draw new ones. A failure names its seed either way.
 */
if (process.env['YAGURA_LONG'] === undefined) fc.configureGlobal({ seed: 20261127 });
