/** Sign-in of a reviewer: the token the server printed, and the name that stands beside what they write. */
import { html, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { textOf } from './parts.ts';

const defaultReviewer = 'Compliance team';

export function signInView(app: App): TemplateResult {
  return html`
    <div class="sign-in">
      <h1 tabindex="-1">Sign in to review</h1>
      <p class="lead">The server prints the admin token when it starts.</p>
      <form class="card stack" @submit=${(event: SubmitEvent) => submit(event, app)}>
        <label class="field">
          <span>Your name (optional)</span>
          <input name="reviewer" maxlength="100" autocomplete="name" aria-describedby="reviewer-hint" />
          <small id="reviewer-hint">Customers see it beside your comments; without one they see “${defaultReviewer}”.</small>
        </label>
        <label class="field">
          <span>Admin token</span>
          <input name="token" type="password" required autocomplete="current-password" />
        </label>
        <button class="button primary" type="submit" ?disabled=${app.state.busy}>Sign in</button>
      </form>
    </div>
  `;
}

function submit(event: SubmitEvent, app: App): void {
  event.preventDefault();
  const fields = new FormData(event.currentTarget as HTMLFormElement);
  void app.signIn({ token: textOf(fields, 'token'), reviewer: textOf(fields, 'reviewer') || defaultReviewer });
}
