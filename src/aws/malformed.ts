/** A body, or another part of a request, that is not in the form of the protocol. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}
