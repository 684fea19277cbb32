/** One multipart POST (RFC 7578). */
import { KycError } from '../model/errors.ts';
import type { SendRequest, UploadChannel } from './upload-channel.ts';
import { sendWhole } from './xhr.ts';

export const formChannel: UploadChannel = {
  protocol: 'form',
  async send(request) {
    const { target, headers, withCredentials } = request;
    if (target.protocol !== 'form') throw new KycError('contract_error');
    await sendWhole(request, { method: 'POST', url: target.url, headers, withCredentials, body: formData(request.bytes, target) });
  },
};

/** Fields first: servers that stream need them before the file. The file's own name stays here. */
function formData(bytes: Blob, target: Extract<SendRequest['target'], { protocol: 'form' }>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(target.fields ?? {})) form.append(name, value);
  form.append(target.fileField, bytes, 'document');
  return form;
}
