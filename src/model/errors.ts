/**
 * Everything that can go wrong, as a code. The text a person reads is chosen from the catalogue at render, never here.
 */

/** Codes of a `kyc-error` event. */
export type ErrorEventCode =
  | 'config_error' | 'session_error' | 'connection_error' | 'rate_limited' | 'server_error' | 'contract_error'
  | 'render_error';

/** Facts that go with a code: never bytes, tokens, response bodies or file names. */
export interface KycErrorDetail {
  /** HTTP status of the answer, when there was one. */
  readonly status?: number;
  /** The limit that was passed, in the code's unit (bytes, documents, seconds). */
  readonly limit?: number | string;
  /** The actual value, in the same unit. */
  readonly actual?: number | string;
  readonly documentId?: string;
  readonly categoryIds?: readonly string[];
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The first places where an answer left the contract (`documents.0.status`) or a request did not fit (`fields.expiry`). */
  readonly paths?: readonly string[];
}

/** The one error type that methods of the elements, the engine and a `KycClient` reject with. */
export class KycError extends Error {
  override readonly name = 'KycError';
  readonly code: string;
  readonly retryable: boolean;
  readonly detail: KycErrorDetail;

  constructor(code: string, options: { retryable?: boolean; detail?: KycErrorDetail } = {}) {
    super(code);
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.detail = options.detail ?? {};
  }

  /** Anything thrown as a `KycError`; an abort stays code `aborted`, an unknown failure becomes `fallbackCode`. */
  static from(reason: unknown, fallbackCode = 'connection_error'): KycError {
    if (reason instanceof KycError) return reason;
    if (reason instanceof Error && reason.name === 'AbortError') return new KycError('aborted');
    return new KycError(fallbackCode, { retryable: fallbackCode === 'connection_error' });
  }
}

/** The class of a failure as `kyc-error` reports it. */
export function errorEventCode(error: KycError): ErrorEventCode {
  const { code, detail } = error;
  if (code === 'config_error' || code === 'contract_error' || code === 'render_error') return code;
  if (code === 'session_error' || code === 'unauthorized' || detail.status === 401) return 'session_error';
  if (code === 'rate_limited' || detail.status === 429) return 'rate_limited';
  return detail.status === undefined ? 'connection_error' : 'server_error';
}
