/** React wrappers: properties, typed events as `onKyc…`, refs. Importing registers the elements. */
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import { define } from './elements/define.ts';
import type { KycEventMap } from './elements/events.ts';
import { KycStatus as StatusElement } from './elements/kyc-status.ts';
import { KycVerification as Element } from './index.ts';

type Named<N extends keyof KycEventMap> = EventName<KycEventMap[N]>;

export const KycVerification = createComponent({
  react: React,
  tagName: 'kyc-verification',
  elementClass: Element,
  events: {
    onKycReady: 'kyc-ready' as Named<'kyc-ready'>,
    onKycChange: 'kyc-change' as Named<'kyc-change'>,
    onKycStatusChange: 'kyc-status-change' as Named<'kyc-status-change'>,
    onKycCustomerStatusChange: 'kyc-customer-status-change' as Named<'kyc-customer-status-change'>,
    onKycDocumentStatusChange: 'kyc-document-status-change' as Named<'kyc-document-status-change'>,
    onKycBeforeUpload: 'kyc-before-upload' as Named<'kyc-before-upload'>,
    onKycFileRefuse: 'kyc-file-refuse' as Named<'kyc-file-refuse'>,
    onKycFileWarn: 'kyc-file-warn' as Named<'kyc-file-warn'>,
    onKycUploadProgress: 'kyc-upload-progress' as Named<'kyc-upload-progress'>,
    onKycUploadSuccess: 'kyc-upload-success' as Named<'kyc-upload-success'>,
    onKycUploadError: 'kyc-upload-error' as Named<'kyc-upload-error'>,
    onKycUploadAbort: 'kyc-upload-abort' as Named<'kyc-upload-abort'>,
    onKycBeforeSubmit: 'kyc-before-submit' as Named<'kyc-before-submit'>,
    onKycSubmit: 'kyc-submit' as Named<'kyc-submit'>,
    onKycComment: 'kyc-comment' as Named<'kyc-comment'>,
    onKycSupport: 'kyc-support' as Named<'kyc-support'>,
    onKycSessionExpired: 'kyc-session-expired' as Named<'kyc-session-expired'>,
    onKycError: 'kyc-error' as Named<'kyc-error'>,
  },
});

define('kyc-status', StatusElement);

export const KycStatus = createComponent({
  react: React,
  tagName: 'kyc-status',
  elementClass: StatusElement,
  events: {
    onKycStatusChange: 'kyc-status-change' as Named<'kyc-status-change'>,
    onKycCustomerStatusChange: 'kyc-customer-status-change' as Named<'kyc-customer-status-change'>,
    onKycNavigate: 'kyc-navigate' as Named<'kyc-navigate'>,
  },
});
