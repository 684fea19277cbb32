/** Sentences that name an actual value and a limit, each left out when the number is not known. */

/** What a refusal knows, formatted for the reader. */
export interface RefusalFacts {
  readonly limit?: string;
  readonly actual?: string;
}

/** Sentence patterns; `#` stands for the value. */
export interface SentencePatterns {
  readonly actual: string;
  readonly limit: string;
  readonly advice: string;
}

/** The known sentences in the order actual, limit, advice. */
export function sentences({ actual, limit }: RefusalFacts, patterns: SentencePatterns): string {
  const known = [
    actual === undefined ? '' : patterns.actual.replaceAll('#', () => actual),
    limit === undefined ? '' : patterns.limit.replaceAll('#', () => limit),
    patterns.advice,
  ];
  return known.filter(Boolean).join(' ');
}
