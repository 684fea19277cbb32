/**
 * The theme: every `--kyc-*` property a host may set, with its default, under the short names the styles use.
 * Defaults stand as fallbacks, so that a value set on the element or anywhere above it is taken.
 */
import { css } from 'lit';

export const tokensStyles = css`
  :host {
    color-scheme: light dark;
    --_primary: var(--kyc-color-primary, light-dark(#2b59e6, #8fa5ff));
    --_on-primary: var(--kyc-color-on-primary, light-dark(#fff, #10152b));
    --_surface: var(--kyc-color-surface, light-dark(#fff, #15181e));
    --_text: var(--kyc-color-text, light-dark(#14171f, #eceef2));
    --_muted: var(--kyc-color-text-muted, light-dark(#545b68, #a5adba));
    --_card: var(--kyc-color-card, var(--_surface));
    --_sunken: var(--kyc-color-sunken, color-mix(in srgb, var(--_text) 4%, var(--_surface)));
    --_border: var(--kyc-color-border, color-mix(in srgb, var(--_text) 13%, var(--_surface)));
    --_control-border: var(--kyc-color-control-border, color-mix(in srgb, var(--_text) 50%, var(--_surface)));
    --_success: var(--kyc-color-success, light-dark(#11734a, #5bd6a0));
    --_warning: var(--kyc-color-warning, light-dark(#8a5300, #f3bd5c));
    --_danger: var(--kyc-color-danger, light-dark(#b3201b, #ff9a92));
    --_focus: var(--kyc-color-focus, var(--_primary));
    --_backdrop: var(--kyc-color-backdrop, rgb(8 10 16 / 0.55));
    --_font: var(--kyc-font-family, inherit);
    --_size: var(--kyc-font-size, 1rem);
    --_leading: var(--kyc-line-height, 1.5);
    --_strong: var(--kyc-font-weight-strong, 600);
    --_radius: var(--kyc-radius, 10px);
    --_radius-control: var(--kyc-radius-control, 8px);
    --_border-width: var(--kyc-border-width, 1px);
    --_space: var(--kyc-space, 8px);
    --_control: var(--kyc-control-height, 40px);
    --_thumb: var(--kyc-thumbnail-size, 52px);
    --_duration: var(--kyc-duration, 160ms);
    --_sticky: var(--kyc-sticky-offset, 0px);
  }
  :host([theme='light']) { color-scheme: light; }
  :host([theme='dark']) { color-scheme: dark; }
`;
