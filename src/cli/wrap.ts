import { wide } from './table.ts';

// No line begins with what closes or lengthens (kinsoku), and none ends with what opens.
const piece =
  /[「『（【〈《]*(?![「『（【〈《])[\u3000-\u9fff\uff00-\uffef][:;,.)\]。、，．）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ！？：；]*|[「『（【〈《]*[^\s\u3000-\u9fff\uff00-\uffef]+[。、，．）」』】〉》]*|[「『（【〈《]+|\s+/g;

/** Lines of at most `width` columns, broken at spaces, or between Japanese characters. A longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const next of text.match(piece) ?? []) {
    if (wide(line) + wide(next.trimEnd()) > width && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = next.trimStart();
    } else line += next;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}
