import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive with one member, deflated or as it is (PKWARE's application note, 4.3). */
export function zipOf(name: string, text: string, how: 'deflated' | 'stored' = 'deflated'): Buffer {
  const plain = Buffer.from(text);
  const packed = how === 'stored' ? plain : deflateRawSync(plain);
  const file = Buffer.from(name);
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(crc32(plain), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(plain.length, 8);
  sizes.writeUInt16LE(file.length, 12);
  const method = how === 'stored' ? 0 : 8;
  const head = Buffer.from([20, 0, 0, 0, method, 0, 0, 0, 0x21, 0]); // version 2.0, 1980-01-01
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, sizes, file, packed]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head, sizes, Buffer.alloc(14), file]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
