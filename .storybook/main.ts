import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: { name: '@storybook/web-components-vite', options: {} },
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  staticDirs: [{ from: '../demo/portal/public/examples', to: '/examples' }],
  // It works without a network and tells nobody.
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
