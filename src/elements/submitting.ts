/** Sending, and what is shown for it: what is missing, or the confirmation. */
import { KycError } from '../model/errors.ts';
import type { Interaction } from './interaction.ts';

/** Sends, or shows what is missing. Rejects with the `KycError` the engine gives. */
export async function submit(interaction: Interaction): Promise<void> {
  const { engine, isReadonly } = interaction.host;
  if (!engine) throw new KycError('config_error');
  if (isReadonly) throw new KycError('not_open');
  try {
    await engine.submit();
  } catch (reason) {
    if (reason instanceof KycError && (reason.code === 'incomplete' || reason.code === 'consent_missing')) await showMissing(interaction);
    throw reason;
  }
  await interaction.update({ isSentDialogOpen: true, isMissingListShown: false });
}

export async function closeSent(interaction: Interaction): Promise<void> {
  if (!interaction.ui.isSentDialogOpen) return;
  await interaction.update({ isSentDialogOpen: false });
  interaction.host.find('title')?.focus();
}

async function showMissing(interaction: Interaction): Promise<void> {
  await interaction.update({ isMissingListShown: true });
  const missing = interaction.host.find('missing');
  missing?.scrollIntoView({ block: 'center' });
  missing?.focus({ preventScroll: true });
}
