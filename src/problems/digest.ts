/** Problems of the digest and its templates. */
import type { ProblemRow } from './row.ts';

export const digest = {
  'template-variable': { severity: 'error', about: 'A template names a variable that does not exist.' },
  'template-syntax': { severity: 'error', about: 'A template can not be read as Liquid.' },
  'template-limit': { severity: 'error', about: 'Rendering a template takes no end, or too much.' },
  'template-layout': {
    severity: 'error',
    about: 'A template makes a mail that MJML refuses, or that lacks what every mail must show.',
  },
  'note-field': { severity: 'error', about: 'A field of an issue note is unknown, or can not be read.' },
  'note-post': { severity: 'error', about: 'An issue note names a post that its period does not have.' },
  'note-link': {
    severity: 'error',
    about: 'An issue note is a link that leads out of the site, or no file.',
  },
  'note-choice': {
    severity: 'warning',
    about: 'An issue note decides what a rule would not have chosen; the note wins.',
  },
  'note-figure': {
    severity: 'warning',
    about: 'A figure in an issue note is not that of the posts that it speaks of.',
  },
  'note-conflict': {
    severity: 'error',
    about:
      'The page would change an issue note that changed on disk meanwhile, or in a form that it does not know.',
  },
  'sheet-browser': { severity: 'error', about: 'No Chromium draws the contact sheet.' },
  'digest-empty': { severity: 'error', about: 'The period has no posts.' },
  'digest-size': { severity: 'error', about: 'The digest is so large that Gmail would cut it off.' },
  'digest-large': {
    severity: 'warning',
    about: 'The digest is nearly so large that Gmail would cut it off.',
  },
  'digest-told-twice': {
    severity: 'hint',
    about: 'Posts of a digest may tell the same event; they stand apart.',
  },
  'digest-frozen': { severity: 'error', about: 'The digest is being sent or was sent, and stays as it is.' },
  'digest-altered': { severity: 'error', about: 'A kept digest is not as `tayori digest` wrote it.' },
  'digest-stale': {
    severity: 'error',
    about: 'Settings or templates changed since the digest was made, and an edition must still be rendered.',
  },
  'template-slot': {
    severity: 'error',
    about: 'A template changes a slot for the subscriber with a filter, so that it could not be filled.',
  },
} as const satisfies Record<string, ProblemRow>;
