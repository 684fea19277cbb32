/** A case of the corpus of good, bad and tricky files, and what passing it means; knows neither Node nor a browser. */

export interface CorpusRecipe {
  readonly kind: 'sparse' | 'directory' | 'mutateAfterSelect' | 'deleteAfterSelect' | 'dropMany' | 'duplicate';
  /** Of `sparse`: so many bytes, the policy's `limit`, or one more. */
  readonly bytes?: number | 'limit' | 'limit+1';
  readonly count?: number;
  /** The file it is made from; the plain good one when not said. */
  readonly file?: string;
  readonly head?: string;
}

export interface CorpusExpectation {
  readonly verdict: 'accept' | 'warn' | 'refuse';
  readonly reason?: string;
  /** As `verdict` or `verdict:reason`. */
  readonly alsoAcceptable?: readonly string[];
}

export interface CorpusCase {
  readonly id: string;
  /** Path in the corpus' folder; null where `recipe` says how to make it. */
  readonly file: string | null;
  readonly name: string;
  readonly mime: string;
  readonly slot: 'identity' | 'address' | 'selfie';
  readonly what: string;
  /** `stretch` is reported only. */
  readonly tier: 'core' | 'stretch';
  readonly expect: CorpusExpectation;
  readonly server: Pick<CorpusExpectation, 'verdict'>;
  readonly recipe?: CorpusRecipe;
  readonly storedBytesMustNotContain?: readonly string[];
  readonly invariant?: string;
  readonly budget?: { readonly msToVerdict?: number; readonly heapMB?: number };
}

export interface CorpusPolicy {
  readonly allowed: readonly string[];
  readonly selfieAllowed: readonly string[];
  readonly maxBytes: number;
}

/** Whether an outcome, `accept` or `verdict:reason`, is what the case asks for. */
export function isExpected({ expect: { verdict, reason, alsoAcceptable = [] } }: CorpusCase, outcome: string): boolean {
  return [reason ? `${verdict}:${reason}` : verdict, ...alsoAcceptable].includes(outcome);
}

/** Those of the case's forbidden texts that the bytes contain. */
export function forbiddenIn({ storedBytesMustNotContain = [] }: CorpusCase, bytes: Uint8Array): string[] {
  const text = new TextDecoder('latin1').decode(bytes);
  return storedBytesMustNotContain.filter((forbidden) => text.includes(forbidden));
}
