import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/browser';
import type { Nothing } from './nothing.ts';

/** A passkey of whoever is signed in. */
export interface PasskeyState {
  id: string;
  name: string;
  createdAt: string;
  usedAt: string | null;
}

/** A sign-in on the page that has not ended. */
export interface SessionState {
  id: string;
  person: string;
  method: string;
  address: string;
  agent: string;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  current: boolean;
}

export type RoleName = 'administrator' | 'analyst' | 'responder' | 'auditor' | 'member';

export interface PersonState {
  name: string;
  role: RoleName;
  account: string;
  disabled: boolean;
}

/** An access key without its secret. `person` is empty when it is a role's. */
export interface AccessKeyState {
  id: string;
  person: string;
  role: string;
  account: string;
  active: boolean;
  createdBy: string;
  createdAt: string;
  expiresAt?: string | undefined;
  usedAt?: string | undefined;
}

/** People, how they sign in, and their keys. */
export interface PeopleOperations {
  GetPreferences: { input: Nothing; output: { preferences: Record<string, string> } };
  SetPreference: { input: { name: string; value: string | null }; output: Nothing };
  GetCaller: { input: Nothing; output: { name: string; role: string; account: string; arn: string } };
  ListOwnPermissions: { input: Nothing; output: { actions: string[] } };
  ListWaysIn: { input: Nothing; output: { passwordSince: string | null; passkeys: PasskeyState[] } };
  SetPassword: { input: { password: string; present?: string }; output: Nothing };
  RemovePassword: { input: Nothing; output: Nothing };
  StartPasskey: { input: { origin: string }; output: PublicKeyCredentialCreationOptionsJSON };
  AddPasskey: { input: { name: string; origin: string; made: RegistrationResponseJSON }; output: Nothing };
  RemovePasskey: { input: { id: string }; output: Nothing };
  ListSessions: { input: { everybody: boolean }; output: { sessions: SessionState[] } };
  EndSession: { input: { id: string }; output: Nothing };
  CreateSignInLink: { input: { person: string; origin: string }; output: { link: string } };
  ListPeople: { input: Nothing; output: { people: PersonState[] } };
  CreatePerson: { input: { name: string; role: RoleName; account?: string }; output: { person: PersonState } };
  UpdatePerson: {
    input: { name: string; role?: RoleName; account?: string; disabled?: boolean };
    output: { person: PersonState };
  };
  ListAccessKeys: { input: Nothing; output: { keys: AccessKeyState[] } };
  CreateAccessKey: { input: { person: string }; output: { accessKeyId: string; secretAccessKey: string } };
  RevokeAccessKey: { input: { id: string }; output: Nothing };
}
