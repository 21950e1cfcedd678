import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const noNetwork = [
  'node:http',
  'node:https',
  'node:http2',
  'node:net',
  'node:tls',
  'node:dgram',
  'node:dns',
  'http',
  'https',
  'net',
];

/** Import rules of the house: which folder may know which. `patterns`: regular expressions of what it may not. */
const only = (files, patterns, message) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { paths: noNetwork, patterns: [{ regex: patterns.join('|'), message }] },
    ],
  },
});

export default ts.config(
  { ignores: ['node_modules/', 'out/', 'dist/', 'tour/', 'bench/', 'test-results/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      // TypeScript knows every name; ESLint's rule doesn't know its types.
      'no-undef': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  {
    files: ['main/**', 'preload/**', 'renderer/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Mebae never uses the network.' },
        { name: 'WebSocket', message: 'Mebae never uses the network.' },
        { name: 'XMLHttpRequest', message: 'Mebae never uses the network.' },
        { name: 'EventSource', message: 'Mebae never uses the network.' },
      ],
    },
  },
  only(
    ['renderer/**'],
    ['^electron', '^node:', '/main/(?!engine/(network|results)/)', '^@tensorflow/'],
    'renderer/ knows only preload/contract and the pure main/engine/network and results.',
  ),
  only(
    ['main/engine/**'],
    ['^electron', '/renderer/', '/main/(?!engine/)'],
    'main/engine knows nothing of Electron, of main/ or of renderer/.',
  ),
  only(
    ['main/engine/graph/**', 'main/engine/network/**', 'main/engine/results/**'],
    ['^electron', '^node:', '/renderer/', '/store/', '/data/'],
    'graph/, network/ and results/ do no I/O.',
  ),
  only(
    ['preload/contract/**', 'preload/contract.ts'],
    ['^electron', '^node:', '/main/', '/renderer/'],
    'The contract knows no process.',
  ),
  {
    // The scripts' set-up talks to the registries' clients, and tests start real programs.
    files: ['scripts/**', 'tests/**'],
    rules: { 'no-restricted-globals': 'off' },
  },
);
