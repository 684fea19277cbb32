/** Whom an organisation's categories are about: the company itself, and each of its people. */
import type { Subject } from '../../../src/model/verification.ts';
import type { CustomerRecord } from './case.ts';
import { categoriesFor, type CaseCategory, type Configuration } from './configuration.ts';

type Asked = Pick<CustomerRecord, 'type' | 'name' | 'people'>;

/** As the sign-in has it: an id is made where none is given. */
export interface NamedPerson {
  readonly id?: string | null | undefined;
  readonly label: string;
  readonly role?: string | null | undefined;
}

/** `per_1`, `per_2` … in the order named. */
export function peopleOf(named: readonly NamedPerson[]): Subject[] {
  return named.map(({ id, label, role }, index) => ({ id: id ?? `per_${index + 1}`, label, role: role ?? null }));
}

/**
 * What the configuration asks of this customer. Of an organisation: first what is about the company, then, person by person,
 * what is asked of each. With nobody named, a category of that kind is asked once, as it is configured.
 */
export function categoriesAskedOf(configuration: Configuration, customer: Asked): CaseCategory[] {
  const categories = categoriesFor(configuration, customer.type);
  if (customer.type === 'individual') return categories.map(withoutSwitch);
  const company: Subject = { id: 'company', label: customer.name, role: 'Company' };
  const ofCompany = categories.filter(({ perPerson }) => !perPerson).map((one) => ({ ...withoutSwitch(one), subject: one.subject ?? company }));
  const ofEach = categories.filter(({ perPerson }) => perPerson).map(withoutSwitch);
  if (customer.people.length === 0) return [...ofCompany, ...ofEach];
  return [...ofCompany, ...customer.people.flatMap((person) =>
    ofEach.map((category) => ({ ...category, id: `${category.id}:${person.id}`, subject: person })))];
}

function withoutSwitch({ perPerson: _perPerson, ...category }: ReturnType<typeof categoriesFor>[number]): CaseCategory {
  return category;
}
