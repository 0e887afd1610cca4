import { expect, test } from 'vitest';
import { fromLake } from './cloudtrail-lake.ts';

test('what is no row of an export comes back as it is', () => {
  for (const one of ['text', 7, null, ['a'], [{ a: 1, b: 2 }], { eventName: 'X', eventTime: '2026-03-10T12:00:00Z' }])
    expect(fromLake(one)).toBe(one);
});

test('a row with the whole event gives that event, under either spelling of its column', () => {
  const event = { eventName: 'ListUsers', n: 1 };
  expect(fromLake({ eventJson: JSON.stringify(event), eventTime: 'x' })).toEqual(event);
  expect(fromLake({ eventjson: JSON.stringify(event) })).toEqual(event);
  expect(fromLake([{ eventTime: 'x' }, { eventJson: JSON.stringify(event) }])).toEqual(event);
});

test('an event that was cut off is refused with what to do', () => {
  expect(() => fromLake({ eventJson: '{"eventName":"Lis' })).toThrow(
    'The eventJson column of this row is not valid JSON',
  );
});

test('columns in lower case get their names, truths and times back, and structures are read', () => {
  expect(
    fromLake({
      eventname: 'PutObject',
      eventtime: '2026-03-10 12:00:00.000',
      readonly: 'false',
      managementevent: 'true',
      useridentity: '{type=IAMUser, username=rin}',
      sourceipaddress: '192.0.2.1',
      errorcode: '',
      errormessage: 'null',
      requestparameters: null,
      owncolumn: 'kept',
    }),
  ).toEqual({
    eventName: 'PutObject',
    eventTime: '2026-03-10T12:00:00Z',
    readOnly: false,
    managementEvent: true,
    userIdentity: { type: 'IAMUser', userName: 'rin' },
    sourceIPAddress: '192.0.2.1',
    owncolumn: 'kept',
  });
});

test('a list of columns with times without a T is a row too, and a time with its zone stays', () => {
  expect(fromLake([{ eventName: 'A' }, { eventTime: '2026-03-10 12:00:00.5' }])).toEqual({
    eventName: 'A',
    eventTime: '2026-03-10T12:00:00.5Z',
  });
  expect(fromLake({ eventname: 'A', eventtime: '2026-03-10T12:00:00Z' })).toMatchObject({
    eventTime: '2026-03-10T12:00:00Z',
  });
});

test('a row that holds anything but texts was not exported', () => {
  const row = { eventname: 'A', eventtime: 5 };
  expect(fromLake(row)).toBe(row);
});
