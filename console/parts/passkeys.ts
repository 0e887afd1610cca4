/** True where browsers give passkeys: under a name, never under a bare address. */
export const takesPasskeys = (): boolean => !/^[\d.]+$|^\[/.test(window.location.hostname);

/** This page under a name: on the machine itself that is localhost. */
export const namedAddress = (): string => {
  const address = new URL(window.location.origin);
  address.hostname = 'localhost';
  return address.origin;
};
