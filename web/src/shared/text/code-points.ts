/** Offsets in the API count Unicode code points; a JavaScript string counts UTF-16 units. These two convert. */

export function toCodePointOffset(text: string, utf16Offset: number): number {
  const end = Math.min(Math.max(utf16Offset, 0), text.length);
  let count = 0;
  for (let index = 0; index < end; index += unitsAt(text, index)) count += 1;
  return count;
}

export function toUtf16Offset(text: string, codePointOffset: number): number {
  let index = 0;
  for (let count = 0; count < codePointOffset && index < text.length; count += 1) index += unitsAt(text, index);
  return index;
}

export function codePointLength(text: string): number {
  return toCodePointOffset(text, text.length);
}

function unitsAt(text: string, index: number): 1 | 2 {
  const point = text.codePointAt(index);
  return point !== undefined && point > 0xffff ? 2 : 1;
}
