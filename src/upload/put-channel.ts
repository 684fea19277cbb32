/** One presigned PUT to object storage. The URL is the permission: neither token nor cookies go along. */
import { KycError } from '../model/errors.ts';
import type { UploadChannel } from './upload-channel.ts';
import { sendWhole } from './xhr.ts';

export const putChannel: UploadChannel = {
  protocol: 'put',
  async send(request) {
    const { target, bytes } = request;
    if (target.protocol !== 'put') throw new KycError('contract_error');
    // Without a type of its own the browser adds no Content-Type, which the signature may not cover.
    const body = bytes.slice(0, bytes.size, '');
    await sendWhole(request, { method: 'PUT', url: target.url, headers: target.headers ?? {}, withCredentials: false, body });
  },
};
