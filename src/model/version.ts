/** Version of this package, for people who are asked what goes wrong. */
export const version = '0.1.0';
