/** Which protocol this server speaks: the one place that names them all. */
import { join } from 'node:path';
import type { Settings } from '../settings.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { ArrivingFiles } from './arriving-files.ts';
import { FormUploads } from './form-uploads.ts';
import type { UploadProtocol } from './upload-protocol.ts';

export async function chooseUploads({ dataDir }: Settings, store: DocumentStore): Promise<UploadProtocol> {
  return new FormUploads(await ArrivingFiles.open(join(dataDir, 'arriving')), store);
}
