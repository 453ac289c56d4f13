/** Colours for codes: at least 3 to 1 against a white and against a dark (#1e1e1e) background (WCAG 2.2, 1.4.11). */
export const PALETTE = [
  '#2f86c8', '#c2710c', '#2e9958', '#d1558f', '#8e6bd1', '#9a7d0a', '#1a9090', '#d9534f', '#6b8e23', '#5b78d8', '#b85cb8', '#8a7566',
] as const;
