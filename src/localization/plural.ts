/** Numbers inside sentences: the form a language asks for, with the number as the customer's locale writes it. */

/** A number to speak of: `value` chooses the form, `text` is shown. Made by `Formatters.count`. */
export interface Count {
  readonly value: number;
  readonly text: string;
}

/** Forms of one phrase; `#` stands for the number. Languages name the forms they have, `other` always. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** A chooser of forms by one language's rules. */
export function pluralIn(language: string): (count: Count, forms: PluralForms) => string {
  let rules: Intl.PluralRules | undefined;
  return ({ value, text }, forms) => {
    rules ??= new Intl.PluralRules(language);
    return (forms[rules.select(value)] ?? forms.other).replaceAll('#', () => text);
  };
}
