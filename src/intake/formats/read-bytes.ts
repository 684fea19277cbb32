import { Refused } from './structure.ts';

/** @throws Refused `file_changed`: a folder, or a file changed or deleted after it was chosen, cannot be read. */
export async function readBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new Refused('file_changed');
  }
}
