/**
 * Watches every page of a browser context and fails the test for what nobody looked at: policy violations, uncaught
 * errors, errors on the console. A journey that provokes one on purpose says so with `allow()`.
 */
import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

export class PageGuard {
  readonly #problems: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** Starts watching; call before the first page opens. */
  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(reportViolations);
    context.on('page', (page) => this.#watchPage(page));
  }

  /** Problems that match are expected from here on, and in what was seen so far. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** What was seen and not allowed, as text. */
  get problems(): string[] {
    return this.#problems.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }

  #watchPage(page: Page): void {
    page.on('pageerror', (error) => this.#problems.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('crash', () => this.#problems.push('the page crashed'));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#problems.push(describe(message));
    });
  }
}

function describe(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `console: ${message.text()} (${url}:${String(lineNumber)})`;
}

/** Runs inside the page. Report-only policies and violations in workers' documents reach the console this way too. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy violation: ${event.effectiveDirective} blocked ${event.blockedURI || event.sample || 'inline'}`);
  });
}
