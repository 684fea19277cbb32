/** The element as part of a host's form: value = submission id, `valueMissing` until submitted. And custom states. */

export interface FormFacts {
  readonly submissionId: string | null;
  readonly isRequired: boolean;
  readonly message: string;
  /** Names of custom states that hold now. */
  readonly states: readonly string[];
}

export class FormController {
  readonly internals: ElementInternals;
  #submissionId: string | null | undefined;

  constructor(host: HTMLElement) {
    this.internals = host.attachInternals();
  }

  update({ submissionId, isRequired, message, states }: FormFacts, anchor: HTMLElement | undefined): void {
    if (submissionId !== this.#submissionId) {
      this.#submissionId = submissionId;
      this.internals.setFormValue(submissionId);
    }
    if (isRequired && !submissionId) this.internals.setValidity({ valueMissing: true }, message, anchor);
    else this.internals.setValidity({});
    this.#setStates(states);
  }

  #setStates(states: readonly string[]): void {
    const current = this.internals.states;
    // Browsers without `:state()` have no set; nothing else depends on it.
    if (!current) return;
    for (const name of [...current]) if (!states.includes(name)) current.delete(name);
    for (const name of states) current.add(name);
  }
}
