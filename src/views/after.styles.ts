import { css } from 'lit';

export const afterStyles = css`
  .timeline { list-style: none; }
`;
