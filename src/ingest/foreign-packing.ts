import { Fault } from '#kernel';

/** What people pack logs with that Yagura does not read: its name, and the bytes by which it is known. */
const packings: readonly { readonly name: string; readonly at: number; readonly mark: Buffer }[] = [
  { name: 'tar', at: 257, mark: Buffer.from('ustar') },
  { name: 'bzip2', at: 0, mark: Buffer.from('BZh') },
  { name: 'xz', at: 0, mark: Buffer.from('fd377a585a00', 'hex') },
  { name: '7-Zip', at: 0, mark: Buffer.from('377abcaf271c', 'hex') },
  { name: 'RAR', at: 0, mark: Buffer.from('Rar!\x1a\x07') },
];

/** What is to be said of a file that is packed otherwise than as gzip, zstd or zip; undefined for any other. */
export function foreignPacking(head: Buffer): Fault | undefined {
  const packing = packings.find(({ at, mark }) => head.subarray(at, at + mark.length).equals(mark));
  return (
    packing &&
    new Fault('BadInput', {
      en: `it is packed with ${packing.name}, which Yagura does not read. Unpack it and import what comes out`,
      ja: `${packing.name} で圧縮・格納されており、Yagura では読めません。展開してから取り込んでください。`,
    })
  );
}
