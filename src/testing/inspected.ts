/** What a backend finds in the bytes of a file, by the widget's own readers: what these refuse, it refuses as well. */
import { type KycError } from '../model/errors.ts';
import type { Category, DocumentFile } from '../model/verification.ts';
import { problem } from './memory-rules.ts';

type Announced = Pick<DocumentFile, 'fileName' | 'mediaType'>;

/** Nobody waits for another turn here. */
const unhurried = { isDue: false, rest: () => Promise.resolve() };

/** The media type by content. @throws KycError with an intake code */
export async function inspected(bytes: Blob, { fileName, mediaType }: Announced, category: Pick<Category, 'accept'>): Promise<string> {
  if (bytes.size === 0) throw problem('empty_file', { status: 422, actual: 0 });
  // Loaded with the first file: scenarios and stories that send none do without.
  const [{ headBytes, mediaTypeOfBytes, peekRefusal, readable }, { readStructure }, { Refused }] = await Promise.all([
    import('../intake/formats/media-type.ts'), import('../intake/formats/read-structure.ts'), import('../intake/formats/structure.ts'),
  ]);
  const head = new Uint8Array(await bytes.slice(0, headBytes).arrayBuffer());
  const refusal = peekRefusal({ name: fileName, type: mediaType }, head, category);
  if (refusal) throw refused(refusal);
  if (!readable.test(mediaTypeOfBytes(head))) return mediaType;
  const structure = await readStructure(bytes, unhurried).catch((reason: unknown) => {
    throw reason instanceof Refused ? refused(reason.refusal) : reason;
  });
  return structure.mediaType;
}

function refused({ code, ...facts }: { readonly code: string; readonly limit?: number | string; readonly actual?: number | string }): KycError {
  return problem(code, { status: 422, ...facts });
}
