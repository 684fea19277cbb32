/** The objects of a PDF as its text writes them (ISO 32000-1, 7.2 and 7.3); where they lie in the file is not known here. */

/** What is written here is no object, or not all of it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export interface PdfRef {
  readonly ref: number;
}
export type PdfDict = ReadonlyMap<string, PdfValue>;
/** Names begin with a slash, strings with a parenthesis; one character is one byte. Other words stand as they are. */
export type PdfValue = number | string | PdfRef | PdfDict | readonly PdfValue[];

const space = '[\\0\\t\\n\\f\\r ]';
const regular = '[^\\0\\t\\n\\f\\r ()<>[\\]{}/%]';
const gap = new RegExp(`(?:${space}|%[^\\r\\n]*)*`, 'y');
const token = new RegExp(`<<|>>|/${regular}*|<(?:[\\da-f]|${space})*>|${regular}+|[^]`, 'iy');
const restOfRef = new RegExp(`${space}+\\d+${space}+R(?!${regular})`, 'y');
const stringPart = /[^\\()]+|\\(?:[0-7]{1,3}|\r\n|[^])|[^]/y;
const deepest = 40;

export class PdfText {
  readonly #text: string;
  /** Where the next word is looked for. */
  at: number;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.at = at;
  }

  /** The next object, or word where there is none. @throws Unreadable */
  value(depth = 0): PdfValue {
    this.#match(gap);
    const word = this.#match(token);
    if (!word || depth > deepest) throw new Unreadable();
    if (word === '<<') return this.#dict(depth + 1);
    if (word === '[') return this.#list(depth + 1);
    if (word === '(') return this.#string();
    if (word.startsWith('/')) return word.replace(/#([\da-f]{2})/gi, (_all, code: string) => fromHex(code));
    if (word.startsWith('<')) return `(${word.replace(/[^\da-f]/gi, '').replace(/..?/g, (code) => fromHex(code.padEnd(2, '0')))}`;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return word;
    return this.#match(restOfRef) ? { ref: Number(word) } : Number(word);
  }

  /** Where the line after this one begins; for the bytes behind the word `stream`. */
  nextLine(): number {
    return this.at + (this.#text.startsWith('\r\n', this.at) ? 2 : 1);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  #dict(depth: number): PdfDict {
    const dict = new Map<string, PdfValue>();
    for (let key; (key = this.value(depth)) !== '>>';) {
      if (typeof key === 'string' && key.startsWith('/')) dict.set(key, this.value(depth));
    }
    return dict;
  }

  #list(depth: number): PdfValue[] {
    const list: PdfValue[] = [];
    for (let item; (item = this.value(depth)) !== ']';) list.push(item);
    return list;
  }

  #string(): string {
    let string = '(';
    for (let depth = 1; depth > 0;) {
      const part = this.#match(stringPart);
      if (!part) throw new Unreadable();
      depth += part === '(' ? 1 : part === ')' ? -1 : 0;
      if (depth) string += part.startsWith('\\') ? unescaped(part.slice(1)) : part;
    }
    return string;
  }
}

function unescaped(code: string): string {
  if (/^\d/.test(code)) return String.fromCharCode(parseInt(code, 8) & 255);
  return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '', '\r\n': '' }[code] ?? code;
}

function fromHex(code: string): string {
  return String.fromCharCode(parseInt(code, 16));
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map;
}

export function isRef(value: PdfValue | undefined): value is PdfRef {
  return typeof value === 'object' && 'ref' in value;
}

/** The bytes of a string, from the character after its mark. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
