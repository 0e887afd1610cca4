import { addresses } from '../addresses.ts';
import { agentOf, type Tool } from '../agents.ts';
import type { Caller } from '../caller.ts';
import { moments, presence, type Hour } from '../clock-of-work.ts';
import { accounts, company, permissionSetRole, regions } from '../company.ts';
import { errands, type ErrandName } from '../errands.ts';
import { staff, type Person, type Place } from '../people.ts';
import { samlSession, sessionLasts } from '../sessions.ts';
import type { Habit, Stage } from '../stage.ts';
import { runErrand } from './errand.ts';
import { consoleSignIn, portalSignIn } from './sign-in.ts';

/** Everybody with an account in Identity Center does their work, in the hours of their days. */
export const people: Habit = (stage) => {
  const desks = staff.map((person): Desk => ({ person, place: '', day: '', sessions: new Map() }));
  return (hour) => {
    for (const desk of desks) workAnHour(stage, desk, hour);
  };
};

interface Desk {
  readonly person: Person;
  /** Sessions by account, permission set and tool. */
  readonly sessions: Map<string, Session>;
  /** Address they work from that day. */
  place: string;
  day: string;
}

function workAnHour(stage: Stage, desk: Desk, hour: Hour): void {
  const { person } = desk;
  if (desk.day !== hour.date) startDay(stage, desk, hour);
  const mean = person.pace * presence(hour, person.shift) * stage.plan.factor;
  for (const time of moments(hour, mean, stage.random)) {
    const name: ErrandName = stage.random.weighted(person.errands);
    const place = stage.random.weighted(person.places);
    const { caller, ready } = signedIn(stage, desk, { place, tool: errands[name].tool, time });
    runErrand(stage, { person, name, caller, time: ready });
  }
}

/** A new day: at the office or at home, and signed out of everything. */
function startDay(stage: Stage, desk: Desk, hour: Hour): void {
  const { person } = desk;
  const { office } = person;
  const atHome = hour.dayOff || stage.random.chance(0.3);
  desk.day = hour.date;
  desk.place = office === 'home' || atHome ? person.home : addresses[office];
  desk.sessions.clear();
}

interface Wanted {
  readonly place: Place;
  readonly tool: Tool;
  readonly time: number;
}

interface Session {
  readonly caller: Caller;
  readonly ready: number;
  readonly ends: number;
}

function signedIn(stage: Stage, desk: Desk, wanted: Wanted): Session {
  const name = `${wanted.place.account}/${wanted.place.permissionSet}/${wanted.tool}`;
  const open = desk.sessions.get(name);
  if (open && open.ready <= wanted.time && wanted.time < open.ends) return { ...open, ready: wanted.time };
  const session = signIn(stage, desk, wanted);
  desk.sessions.set(name, session);
  return session;
}

/** Through the portal (once a day), into the account, and with the browser into the console. */
function signIn(stage: Stage, desk: Desk, { place, tool, time }: Wanted): Session {
  const { person } = desk;
  const mail = `${person.id}@${company.domain}`;
  const reach = { address: desk.place, agent: agentOf(person, tool, 'sts:AssumeRoleWithSAML') };
  const inPortal = desk.sessions.size === 0 ? portalSignIn(stage, { mail, time, reach }) : time;
  const role = permissionSetRole(accounts[place.account].id, place.permissionSet);
  const caller = samlSession(stage, { role, name: mail, time: inPortal + 3000 }, reach);
  const ready = inPortal + 8000;
  const ends = ready + sessionLasts(8);
  if (tool !== 'console') return { caller, ready, ends };
  consoleSignIn(stage, caller, { time: inPortal + 4000, region: regions.main });
  return { caller: { ...caller, fromConsole: true }, ready, ends };
}
