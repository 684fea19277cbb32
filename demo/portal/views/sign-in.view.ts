/** Who are you? Two sample customers in one click, or anybody by customer ID. No password: this is a demonstration. */
import { html, nothing, type TemplateResult } from 'lit';
import { customerTypes, type CustomerType, type Person, type SignIn } from '../api.ts';
import { icon } from './icons.ts';
import { preferences } from './preferences.view.ts';
import type { Scope } from './scope.ts';

const samples: readonly (SignIn & { name: string; type: CustomerType })[] = [
  { customerId: 'sample-person', name: 'Sam Specimen', type: 'individual' },
  { customerId: 'sample-company', name: 'Utopia Widgets Ltd', type: 'organization' },
];

export function signInView(scope: Scope): TemplateResult {
  const { texts, state } = scope;
  return html`
    <div class="sign-in">
      <h1 tabindex="-1">${texts.signIn.title}</h1>
      <p class="lead">${texts.signIn.lead}</p>
      ${state.notice
        ? html`<p class="note" role="status">${state.notice === 'ended' ? texts.signIn.ended : texts.signIn.signedOut}</p>`
        : nothing}
      <section class="card">
        <h2>${texts.signIn.samples}</h2>
        <div class="samples">${samples.map((sample) => sampleButton(sample, scope))}</div>
      </section>
      <section class="card">
        <h2>${texts.signIn.other}</h2>
        ${signInForm(scope)}
      </section>
      ${preferences(scope)}
    </div>
  `;
}

function sampleButton(sample: (typeof samples)[number], { texts, app, state }: Scope): TemplateResult {
  return html`
    <button class="sample" type="button" ?disabled=${state.signingIn} @click=${() => void app.signIn(sample)}>
      ${icon(sample.type === 'individual' ? 'profile' : 'building')}
      <span><b>${sample.name}</b><small>${texts.signIn[sample.type]}</small></span>
    </button>
  `;
}

function signInForm({ texts, app, state }: Scope): TemplateResult {
  const words = texts.signIn;
  return html`
    <form @submit=${(event: SubmitEvent) => { event.preventDefault(); void app.signIn(readForm(event)); }}>
      <label class="field wide-field">
        <span>${words.customerId}</span>
        <input name="customerId" required maxlength="64" pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*" autocomplete="username"
          autocapitalize="none" spellcheck="false" dir="ltr" aria-describedby="customer-id-hint" />
        <small id="customer-id-hint">${words.customerIdHint}</small>
      </label>
      <label class="field"><span>${words.name}</span><input name="name" maxlength="200" autocomplete="name" /></label>
      <label class="field">
        <span>${words.email}</span><input name="email" type="email" maxlength="200" autocomplete="email" dir="ltr" />
      </label>
      <fieldset class="field wide-field">
        <legend>${words.type}</legend>
        <div class="choices">${customerTypes.map((type, index) => html`
          <label class="choice"><input type="radio" name="type" value=${type} ?checked=${index === 0} />${words[type]}</label>
        `)}</div>
      </fieldset>
      <div class="field wide-field people">
        <label for="people">${words.people}</label>
        <textarea id="people" name="people" rows="3" maxlength="2000" aria-describedby="people-hint" dir="auto"></textarea>
        <small id="people-hint">${words.peopleHint}</small>
      </div>
      <p class="failure" role="alert">${state.failure ? words.failures[state.failure] : nothing}</p>
      <button class="button primary" type="submit" ?disabled=${state.signingIn}>
        ${state.signingIn ? words.busy : words.submit}
      </button>
    </form>
  `;
}

function readForm(event: SubmitEvent): SignIn {
  const form = new FormData(event.target as HTMLFormElement);
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const type = customerTypes.find((one) => one === text('type'));
  return {
    customerId: text('customerId'),
    type,
    ...(type === 'organization' && text('people') && { people: readPeople(text('people')) }),
    ...(text('name') && { name: text('name') }),
    ...(text('email') && { email: text('email') }),
  };
}

/** One person a line: name, and after a comma the role. */
function readPeople(text: string): Person[] {
  return text.split('\n').map((line) => line.split(/[,،]/).map((part) => part.trim())).filter(([label]) => label)
    .map(([label = '', ...role]) => ({ label, ...(role.length > 0 && { role: role.join(', ') }) }));
}
